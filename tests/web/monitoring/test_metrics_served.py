"""Metrics of a real server with two workers: on the main port, on an address of its own, and off."""

from __future__ import annotations

import json
import os
import re
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search_app.config import load_settings
from search_app.errors import SettingError
from search_app.web.monitoring.listener import Listener
from search_app.web.monitoring.sampler import built_at
from tests.cli.command import glossary
from tests.conftest import ROOT, Served, free_port

Serve = Callable[..., Served]


def fetch(url: str, body: object = None) -> str:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"} if data else {})
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.read().decode()


def status_of(url: str) -> int:
    try:
        fetch(url)
    except urllib.error.HTTPError as error:
        return error.code
    return 200


def metrics(url: str) -> dict[str, float]:
    samples = (line.rpartition(" ") for line in fetch(url).splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in samples}


def soon(holds: Callable[[], bool]) -> bool:
    give_up = time.monotonic() + 60
    while not holds() and time.monotonic() < give_up:
        time.sleep(0.1)
    return holds()


def test_every_metric_counts_on_an_address_of_its_own(
    tiny_index: Path, serve: Serve, tmp_path: Path, terms: Path
) -> None:
    port, shared = free_port(), tmp_path / "shared"
    shared.mkdir()
    (shared / "counter_1.db").write_bytes(b"of an earlier run")
    index = tmp_path / "index"
    options = ("--terms", str(terms), "--index", str(index))
    server = serve(
        *options,
        GLOSSARY_METRICS=f"127.0.0.1:{port}",
        GLOSSARY_RATELIMIT="2 per hour",
        PROMETHEUS_MULTIPROC_DIR=str(shared),
        GLOSSARY_LOG_FORMAT="json",
        GLOSSARY_REQUEST_LOG="on",
    )
    url = f"http://127.0.0.1:{port}/metrics"
    assert (status_of(f"{server.url}/metrics"), status_of(f"http://127.0.0.1:{port}/")) == (404, 404)

    for _ in range(6):
        fetch(f"{server.url}/api/v1/search?q=plan")
    fetch(f"{server.url}/api/v1/suggest?q=co")
    fetch(f"{server.url}/terms/copayment")
    fetch(f"{server.url}/api/v1/match", {"text": "a copayment"})
    fetch(
        f"{server.url}/api/v1/terms/copayment/feedback",
        {"helpful": True, "id": "d" * 8 + "-0000-4000-8000-" + "a" * 12},
    )
    fetch(f"{server.url}/api/v1/requests", {"query": "gym"})
    with pytest.raises(urllib.error.HTTPError, match="429"):
        fetch(f"{server.url}/api/v1/requests", {"query": "gym"})
    found = metrics(url)
    assert found['glossary_requests_total{method="GET",route="/api/v1/search",status="200"}'] == 6
    assert found['glossary_request_seconds_count{route="/api/v1/search"}'] == 6
    hits, misses = (found[f'glossary_cacheable_responses_total{{result="{result}"}}'] for result in ("hit", "miss"))
    assert hits >= 4  # each worker computes the search once
    assert misses >= 3
    for kind in ("search", "suggest", "related", "match"):
        assert found[f'glossary_engine_seconds_count{{kind="{kind}"}}'] >= 1
    assert found['glossary_votes_total{helpful="yes"}'] == found["glossary_term_requests_total"] == 1
    assert found['glossary_limits_hit_total{route="/api/v1/requests"}'] == 1
    assert found["glossary_search_log_dropped_total"] == found["glossary_generation_problem"] == 0
    assert found["glossary_terms"] == 3
    assert abs(found["glossary_generation_timestamp_seconds"] - time.time()) < 600
    documented = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for name in {re.sub(r"\{.*|_(?:bucket|count|sum)(?=\{|$)", "", sample) for sample in found}:
        assert f"`{name}`" in documented

    glossary("build", "--full", *options)
    assert soon(lambda: metrics(url)["glossary_publishes_seen_total"] == 2)
    current = index / "CURRENT"
    current.write_text("damaged")
    assert soon(lambda: metrics(url)["glossary_publishes_refused_total"] >= 2)
    assert soon(lambda: metrics(url)["glossary_generation_problem"] == 1)
    worker = int(re.findall(r"Booting worker with pid: (\d+)", server.log.read_text())[0])
    os.kill(worker, signal.SIGKILL)
    assert soon(lambda: metrics(url)["glossary_workers_restarted_total"] == 1)
    assert soon(lambda: not list(shared.glob(f"gauge_live*_{worker}.db")))
    assert metrics(url)['glossary_requests_total{method="GET",route="/api/v1/search",status="200"}'] == 6
    assert server.stop() == 0
    for line in server.log.read_text().splitlines():
        assert json.loads(line)["logger"]


def test_metrics_on_the_main_port(tiny_index: Path, serve: Serve) -> None:
    server = serve("--terms", "/nowhere", "--index", str(tiny_index), GLOSSARY_METRICS="on")
    fetch(f"{server.url}/healthz")
    found = metrics(f"{server.url}/metrics")
    assert found['glossary_requests_total{method="GET",route="/healthz",status="200"}'] == 1
    assert soon(lambda: metrics(f"{server.url}/metrics")["glossary_terms"] == 3)  # once a worker is ready


def test_metrics_are_off_by_default(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize(
    "value", ["yes", "9100", ":9100", "localhost:", "localhost:0", "localhost:70000", "a b:9100", "::1:9100"]
)
def test_an_address_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(SettingError, match="off, on, or an address"):
        load_settings({"GLOSSARY_METRICS": value})


@pytest.mark.parametrize("value", ["off", "on", "127.0.0.1:9100", "localhost:1", "[::1]:9100"])
def test_an_address_is_accepted(value: str) -> None:
    assert load_settings({"GLOSSARY_METRICS": value}).metrics == value


def test_an_address_in_use_is_named() -> None:
    port = free_port()
    first = Listener(f"127.0.0.1:{port}")
    with pytest.raises(SettingError, match=f"GLOSSARY_METRICS is '127.0.0.1:{port}', but nothing can listen there"):
        Listener(f"127.0.0.1:{port}")
    first.close()


def test_the_time_of_a_generation_is_in_its_name() -> None:
    assert built_at("19700101T000100500000Z-bed19498") == 60.5
    assert built_at("unknown") == 0

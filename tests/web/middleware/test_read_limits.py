"""Limits on the requests of a network: exact over workers, stated to programs, and never on what a page needs."""

from __future__ import annotations

import tracemalloc
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.message import Message
from pathlib import Path

import pytest
from limits import parse_many

from search_app.analytics.privacy.visitor_keys import VisitorKeys
from search_app.config import SETTINGS, load_settings
from search_app.web.app import create_app
from search_app.web.middleware.read_limits import ReadLimits
from search_app.web.middleware.shared_counters import SharedCounters
from tests.conftest import Served, client_of

SEARCH = "/api/v1/search?q=copay"
VOTE = "/api/v1/terms/copayment/feedback"


def get(url: str, **headers: str) -> tuple[int, Message]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as response:
            return int(response.status), response.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


def test_a_network_over_the_limit_is_refused_with_the_time_to_wait_and_others_are_not(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_READ_RATELIMIT="3 per minute")
    answers = [client.get(SEARCH) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200] * 3  # the last two are from the response cache
    assert [answer.headers["RateLimit-Policy"] for answer in answers] == ['"read";q=3;w=60'] * 3
    assert [answer.headers["RateLimit"].split(";")[1] for answer in answers] == ["r=2", "r=1", "r=0"]
    refused = client.get(SEARCH)
    assert (refused.status_code, refused.content_type) == (429, "application/problem+json")
    assert refused.get_json()["status"] == 429
    assert refused.headers["RateLimit"] == f'"read";r=0;t={refused.headers["Retry-After"]}'
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Cache-Control"] == "no-store"
    assert "RateLimit-Policy" in refused.headers["Access-Control-Expose-Headers"]
    etag = {"If-None-Match": answers[0].headers["ETag"]}
    assert client.get(SEARCH, headers=etag).status_code == 429
    other = client.get(SEARCH, environ_overrides={"REMOTE_ADDR": "192.0.2.9"}, headers=etag)
    assert (other.status_code, other.headers["RateLimit"].split(";")[1]) == (304, "r=2")


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=copay", "/terms/copayment", "/terms/copayment/feedback", "/requests", "/explain", "/embed",
     "/nope", "/opensearch/suggest?q=co", "/feed.atom"],
)  # fmt: skip
def test_a_reader_gets_a_page_that_says_so(tiny_index: Path, path: str) -> None:
    client = client_of(tiny_index, GLOSSARY_READ_RATELIMIT="1 per hour")
    first, refused = client.get(path), client.get(path)
    assert first.status_code in (200, 404)
    assert refused.status_code == 429
    assert "Too many requests in a short time" in refused.text
    assert "<textarea" not in refused.text
    assert 3590 < int(refused.headers["Retry-After"]) <= 3600
    assert ("RateLimit" in first.headers, "RateLimit" in refused.headers) == (False, True)


def test_what_a_page_needs_and_health_checks_are_never_limited(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_READ_RATELIMIT="1 per hour", GLOSSARY_METRICS="on")
    page = client.get("/").text
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    for path in (style, "/static/search.js", "/widget/v1.js", "/healthz", "/readyz", "/metrics"):
        assert 429 not in {client.get(path).status_code for _ in range(4)}
    assert client.get(style).status_code == 200
    assert client.get("/").status_code == 429


def test_what_is_sent_states_its_own_limits_too(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_READ_RATELIMIT="9 per hour", GLOSSARY_RATELIMIT="2 per minute; 9 per day")
    sent = [client.post(VOTE, json={"helpful": True}) for _ in range(3)]
    assert [response.status_code for response in sent] == [201, 201, 429]
    assert sent[0].headers["RateLimit-Policy"] == '"sent-60";q=2;w=60, "sent-86400";q=9;w=86400, "read";q=9;w=3600'
    left = [[part.split(";")[1] for part in answer.headers["RateLimit"].split(", ")] for answer in sent]
    assert left[0] == ["r=1", "r=8", "r=8"]
    assert left[2][0] == "r=0"


def test_limits_can_be_switched_off(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_READ_RATELIMIT="off")
    answers = [client.get(SEARCH) for _ in range(30)]
    assert {answer.status_code for answer in answers} == {200}
    assert "RateLimit" not in answers[0].headers


def test_behind_a_proxy_visitors_count_apart_and_a_network_of_ipv6_together(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_READ_RATELIMIT="1 per hour", GLOSSARY_TRUSTED_PROXIES="1")
    addresses = ("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "2001:db8:1::1")
    statuses = [client.get(SEARCH, headers={"X-Forwarded-For": address}).status_code for address in addresses]
    assert statuses == [200, 200, 200, 429, 200]


def test_workers_count_together(serve: Callable[..., Served], tiny_index: Path) -> None:
    server = serve(
        "--workers", "4", "--index", str(tiny_index), "--terms", str(tiny_index / "none"),
        GLOSSARY_READ_RATELIMIT="40 per hour",
    )  # fmt: skip
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: get(server.url + SEARCH), range(80)))
    assert Counter(status for status, _ in answers) == {200: 40, 429: 40}
    remaining = sorted(int(headers["RateLimit"].split("r=")[1].split(";")[0]) for _, headers in answers)
    assert remaining == [0] * 40 + list(range(40))
    assert get(server.url + "/healthz")[0] == 200


def test_servers_of_one_redis_count_there(tiny_index: Path, redis: str) -> None:
    client = client_of(tiny_index, GLOSSARY_READ_RATELIMIT="2 per minute", GLOSSARY_RATELIMIT_STORAGE=redis)
    answers = [client.get(SEARCH) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].headers["RateLimit"].startswith('"read";r=1;t=')


def test_without_its_redis_requests_are_counted_in_memory(tiny_index: Path) -> None:
    client = client_of(
        tiny_index, GLOSSARY_RATELIMIT_STORAGE="redis://127.0.0.1:1/0", GLOSSARY_READ_RATELIMIT="3 per minute"
    )
    assert [client.get(SEARCH).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_very_many_networks_occupy_no_memory_of_a_worker() -> None:
    limits = ReadLimits(lambda *_: [], parse_many("600 per minute"), SharedCounters(), VisitorKeys())
    limits._count("192.0.2.1")
    tracemalloc.start()
    try:
        for number in range(77_000):
            limits._count(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        grown = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert grown < 77_000 * 10  # bytes; threads of other tests may allocate some


def test_the_default_spares_the_machine_itself_and_no_other(tiny_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    default = next(setting for setting in SETTINGS if setting.name == "read_ratelimit")
    monkeypatch.setattr("search_app.config.SETTINGS", [
        replace(setting, default="2 per hour") if setting is default else setting for setting in SETTINGS
    ])  # fmt: skip
    client = create_app(
        load_settings(
            {"GLOSSARY_INDEX": str(tiny_index), "GLOSSARY_DATABASE_URL": f"sqlite:///{tiny_index.parent}/spared.db"}
        )
    ).test_client()

    def statuses(address: str) -> list[int]:
        return [client.get(SEARCH, environ_overrides={"REMOTE_ADDR": address}).status_code for _ in range(3)]

    assert statuses("127.0.0.1") == statuses("::1") == [200, 200, 200]
    assert statuses("192.0.2.9") == [200, 200, 429]

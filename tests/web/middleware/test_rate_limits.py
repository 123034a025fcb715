"""Rate limits hold for one visitor, exactly and over all workers, and give back what was typed."""

from __future__ import annotations

import os
import signal
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.conftest import Served, client_of

VOTE = "/api/v1/terms/copayment/feedback"
TOKEN = "a-token-of-ours"


def test_a_visitor_over_the_limit_is_refused_with_the_time_to_wait_and_others_are_not(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_RATELIMIT="3 per minute")
    statuses = [client.post(VOTE, json={"helpful": True}).status_code for _ in range(3)]
    statuses.append(client.post("/api/v1/requests", json={"query": "gym"}).status_code)  # counted together
    assert statuses == [201, 201, 201, 429]
    refused = client.post(VOTE, json={"helpful": True})
    assert 0 < int(refused.headers["Retry-After"]) <= 61
    assert refused.content_type == "application/problem+json"
    assert "Too many requests in a short time" in refused.get_json()["detail"]
    assert client.get("/api/v1/search?q=plan").status_code == 200
    assert client.get("/terms/copayment/feedback").status_code == 200
    other = {"REMOTE_ADDR": "192.0.2.9"}
    assert client.post(VOTE, json={"helpful": True}, environ_overrides=other).status_code == 201


def test_letters_have_the_same_limit_and_a_refused_one_is_shown_again(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_RATELIMIT="2 per minute")
    statuses = [client.post("/explain", data={"text": "My copay <b>."}).status_code for _ in range(2)]
    refused = client.post("/explain", data={"text": "My copay <b>."})
    assert [*statuses, refused.status_code] == [200, 200, 429]
    assert 0 < int(refused.headers["Retry-After"]) <= 61
    assert refused.text.index("Too many requests in a short time") < refused.text.index(
        "My copay &lt;b&gt;.</textarea>"
    )
    assert [client.get(path).status_code for path in ("/explain", "/terms/copayment", "/")] == [200, 200, 200]
    other = {"REMOTE_ADDR": "192.0.2.9"}
    assert client.post("/explain", data={"text": "My copay."}, environ_overrides=other).status_code == 200


def test_a_form_over_the_limit_is_shown_again_with_what_was_typed(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_RATELIMIT="1 per minute")
    form, name = "/terms/copayment/feedback", str(uuid4())
    assert client.post(form, data={"helpful": "yes"}).status_code == 303
    vote = client.post(form, data={"helpful": "no", "id": name, "comment": "Which <b>visits</b>?"})
    page = vote.get_data(as_text=True)
    assert (vote.status_code, vote.headers["Cache-Control"]) == (429, "no-store")
    assert 0 < int(vote.headers["Retry-After"]) <= 61
    assert page.index("Too many requests in a short time") < page.index("Which &lt;b&gt;visits&lt;/b&gt;?</textarea>")
    assert 'value="no" checked' in page
    assert f'value="{name}"' in page
    wish = client.post("/requests", data={"query": "gym contract", "comment": "From my gym."})
    assert wish.status_code == 429
    assert 'value="gym contract"' in wish.get_data(as_text=True)
    assert "From my gym.</textarea>" in wish.get_data(as_text=True)
    for path, data, headers in (
        (form, {"comment": "x" * 20_000}, {}),
        ("/terms/nope/feedback", {"comment": "x"}, {}),
        (form, {"comment": "Buy"}, {"Origin": "https://other.example"}),
        (form, {}, {}),
    ):
        refused = client.post(path, data=data, headers=headers)
        assert refused.status_code == 429
        assert "Too many requests in a short time" in refused.get_data(as_text=True)
        assert "<textarea" not in refused.get_data(as_text=True)


def test_limits_can_be_switched_off(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_RATELIMIT="off")
    assert {client.post(VOTE, json={"helpful": True}).status_code for _ in range(40)} == {201}


def test_without_its_redis_a_worker_counts_alone(tiny_index: Path) -> None:
    client = client_of(
        tiny_index, GLOSSARY_RATELIMIT_STORAGE="redis://127.0.0.1:1/0", GLOSSARY_RATELIMIT="3 per minute"
    )
    assert [client.post(VOTE, json={"helpful": True}).status_code for _ in range(5)] == [201] * 3 + [429] * 2


def test_only_failed_logins_count(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_INSIGHTS_TOKEN=TOKEN)
    assert {login(client, TOKEN) for _ in range(15)} == {200}
    assert [login(client, f"wrong-{number}") for number in range(9)] == [401] * 9
    assert {login(client, TOKEN) for _ in range(15)} == {200}
    assert [login(client, "wrong"), login(client, "wrong"), login(client, TOKEN)] == [401, 429, 200]


def test_failed_logins_count_in_redis_too(tiny_index: Path, redis: str) -> None:
    client = client_of(tiny_index, GLOSSARY_INSIGHTS_TOKEN=TOKEN, GLOSSARY_RATELIMIT_STORAGE=redis)
    assert {login(client, TOKEN) for _ in range(12)} == {200}
    assert [login(client, "wrong") for _ in range(12)] == [401] * 10 + [429] * 2


def test_eight_workers_count_together(serve: Callable[..., Served], tiny_index: Path) -> None:
    server = serve(
        "--workers", "8", "--index", str(tiny_index), "--terms", str(tiny_index / "none"),
        GLOSSARY_RATELIMIT="3 per hour", GLOSSARY_INSIGHTS_TOKEN=TOKEN,
    )  # fmt: skip
    sent = at_once(40, lambda _: status(f"{server.url}/api/v1/requests", body=b'{"query": "gym"}'))
    assert Counter(sent) == {201: 3, 429: 37}
    guesses = at_once(40, lambda number: status(f"{server.url}/insights", token=f"wrong-{number}"))
    assert Counter(guesses) == {401: 10, 429: 30}
    for worker in workers_of(server):
        os.kill(worker, signal.SIGKILL)
    wait_for_other_workers(server)
    sent = at_once(8, lambda _: status(f"{server.url}/api/v1/requests", body=b'{"query": "gym"}'))
    assert Counter(sent) == {429: 8}


def login(client: FlaskClient, token: str) -> int:
    return client.get("/insights", headers={"Authorization": f"Bearer {token}"}).status_code


def at_once(times: int, send: Callable[[int], int]) -> list[int]:
    """Send requests over connections of their own, so that all workers take some."""
    with ThreadPoolExecutor(16) as threads:
        return list(threads.map(send, range(times)))


def status(url: str, *, body: bytes | None = None, token: str = "") -> int:
    headers = {"Content-Type": "application/json"} if body else {}
    if token:
        headers["Authorization"] = "Basic " + b64encode(f"editor:{token}".encode()).decode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def workers_of(server: Served) -> list[int]:
    master = server.pid
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def wait_for_other_workers(server: Served) -> None:
    give_up = time.monotonic() + 30
    while time.monotonic() < give_up:
        try:
            if len(workers_of(server)) == 8 and status(f"{server.url}/readyz") == 200:
                return
        except OSError:
            pass  # a connection that a killed worker had accepted
        time.sleep(0.1)
    pytest.fail("the killed workers were not replaced")

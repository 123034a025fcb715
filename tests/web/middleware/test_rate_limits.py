from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from search_app.web.middleware.rate_limits import shared_out
from tests.conftest import client_of

VOTE = "/api/v1/terms/copayment/feedback"


def test_who_sends_too_much_is_told_when_to_come_back_and_others_are_not_held_up(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_RATELIMIT="3 per minute")
    statuses = [client.post(VOTE, json={"helpful": True}).status_code for _ in range(3)]
    statuses.append(client.post("/api/v1/requests", json={"query": "gym"}).status_code)  # counted together
    assert statuses == [201, 201, 201, 429]
    refused = client.post(VOTE, json={"helpful": True})
    assert 0 < int(refused.headers["Retry-After"]) <= 61
    assert refused.content_type == "application/problem+json"
    assert "a lot in a short time" in refused.get_json()["detail"]
    assert client.get("/api/v1/search?q=plan").status_code == 200
    assert client.get("/terms/copayment/feedback").status_code == 200
    other = {"REMOTE_ADDR": "192.0.2.9"}
    assert client.post(VOTE, json={"helpful": True}, environ_overrides=other).status_code == 201


def test_a_form_that_comes_too_soon_comes_back_with_what_was_typed(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_RATELIMIT="1 per minute")
    form, name = "/terms/copayment/feedback", str(uuid4())
    assert client.post(form, data={"helpful": "yes"}).status_code == 303
    vote = client.post(form, data={"helpful": "no", "id": name, "comment": "Which <b>visits</b>?"})
    page = vote.get_data(as_text=True)
    assert (vote.status_code, vote.headers["Cache-Control"]) == (429, "no-store")
    assert 0 < int(vote.headers["Retry-After"]) <= 61
    assert page.index("a lot in a short time") < page.index("Which &lt;b&gt;visits&lt;/b&gt;?</textarea>")
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
        assert "a lot in a short time" in refused.get_data(as_text=True)
        assert "<textarea" not in refused.get_data(as_text=True)


def test_limits_can_be_switched_off(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_RATELIMIT="off")
    assert {client.post(VOTE, json={"helpful": True}).status_code for _ in range(40)} == {201}


@pytest.mark.parametrize(
    ("rate", "workers", "share"),
    [
        ("30 per minute; 500 per day", 2, "15 per 1 minute; 250 per 1 day"),
        ("30 per minute", 1, "30 per 1 minute"),
        ("3 per hour", 8, "1 per 1 hour"),
    ],
)
def test_each_worker_gets_its_share(rate: str, workers: int, share: str) -> None:
    assert shared_out(rate, workers) == share


def test_a_redis_that_does_not_answer_stops_nobody(tiny_index: Path) -> None:
    client = client_of(
        tiny_index, GLOSSARY_RATELIMIT_STORAGE="redis://127.0.0.1:1/0", GLOSSARY_RATELIMIT="3 per minute"
    )
    assert [client.post(VOTE, json={"helpful": True}).status_code for _ in range(5)] == [201] * 3 + [429] * 2

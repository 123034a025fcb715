"""Bodies and fields that do not fit are refused by name; the others are cleaned."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

VOTE, REQUEST, SEARCH = "/api/v1/terms/copayment/feedback", "/api/v1/requests", "/api/v1/searches"


@pytest.mark.parametrize(
    ("path", "body", "status", "detail"),
    [
        (VOTE, {}, 422, "The field 'helpful' is missing."),
        (VOTE, {"helpful": "yes"}, 422, "The field 'helpful' must be true or false."),
        (VOTE, {"helpful": True, "comment": "x" * 1001}, 422, "The field 'comment' is 1,001 characters long"),
        (VOTE, {"helpful": True, "comment": 3}, 422, "The field 'comment' must be text."),
        (VOTE, {"helpful": True, "id": "7"}, 422, "The field 'id' must be a UUID"),
        (VOTE, {"helpful": True, "id": ""}, 422, "The field 'id' must be a UUID"),
        (VOTE, {"helpful": True, "id": None}, 422, "The field 'id' must be text."),
        (VOTE, {"helpful": True, "name": "Jane"}, 422, "The field 'name' is not known here."),
        (VOTE, [1], 422, "The field 'body' must be an object."),
        ("/api/v1/terms/nope/feedback", {"helpful": True}, 404, "no term with the slug 'nope'"),
        (REQUEST, {"query": " \0 "}, 422, "The field 'query' is empty"),
        (REQUEST, {"query": "x" * 301}, 422, "The field 'query' is too long"),
        (SEARCH, {"query": "copay", "opened": "nope"}, 404, "no term"),
        (SEARCH, {"query": "copay", "opened": 3}, 422, "The field 'opened' must be text or null."),
        (SEARCH, {"query": "copay", "from": None}, 422, "The field 'from' must be text."),
        (SEARCH, {"query": ""}, 422, "The field 'query' is empty"),
        (VOTE, {"helpful": True, "comment": "x" * 20_000}, 413, "too large"),
    ],
)
def test_a_bad_field_is_named(client: FlaskClient, path: str, body: Any, status: int, detail: str) -> None:
    response = client.post(path, json=body)
    problem = response.get_json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert response.content_type == "application/problem+json"
    assert detail in problem["detail"]


def test_a_body_that_is_not_json_is_refused(client: FlaskClient) -> None:
    assert client.post(VOTE, data={"helpful": "yes"}).status_code == 415
    for text in (b"{", b"\xff\xfe", b"", b"[" * 10_000, b'{"helpful":' * 1_000):
        refused = client.post(VOTE, data=text, content_type="application/json")
        assert refused.status_code == 400
        assert refused.get_json()["detail"].startswith("The body is n")


@pytest.mark.parametrize(
    "comment", ["\ud800", "\0\0", "😀" * 1000, "<script>alert(1)</script>", "\u202eevil", "' OR 1=1"]
)
def test_any_comment_is_stored_or_refused(client: FlaskClient, comment: str) -> None:
    assert client.post(VOTE, json={"helpful": True, "comment": comment}).status_code in (201, 400)


def test_a_line_break_counts_once(client: FlaskClient) -> None:
    assert client.post("/terms/copayment/feedback", data={"helpful": "no", "comment": "x\r\n" * 500}).status_code == 303

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.conftest import client_of

VOTE, REQUEST, SEARCH = "/api/v1/terms/copayment/feedback", "/api/v1/requests", "/api/v1/searches"
FORM = "/terms/copayment/feedback"


def rows(client: FlaskClient, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return what is kept, after what waits in the background has been written."""
    client.application.extensions["search_log"].flush()
    client.application.extensions["database"].prepare()
    file = client.application.extensions["settings"].database_url.removeprefix("sqlite:///")
    with sqlite3.connect(file) as kept:
        return kept.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1").fetchall()


@pytest.fixture
def broken(tiny_index: Path, tmp_path: Path) -> FlaskClient:
    """A client of an application whose database cannot be opened."""
    (tmp_path / "file").write_text("in the way")
    return client_of(tiny_index, GLOSSARY_DATABASE_URL=f"sqlite:///{tmp_path}/file/a.db")


# The API


def test_a_vote_is_kept_and_answered_with_its_identifier(client: FlaskClient) -> None:
    response = client.post(VOTE, json={"helpful": False, "comment": "Too\r\nlong.\0"})
    assert response.status_code == 201
    assert set(response.get_json()) == {"id"}
    assert rows(client, "feedback", "id", "slug", "helpful", "comment", "counted") == [
        (response.get_json()["id"], "copayment", 0, "Too\nlong.", 1)
    ]


@pytest.mark.parametrize("way", ["body", "header"])
def test_what_is_sent_again_after_a_lost_answer_is_kept_once(client: FlaskClient, way: str) -> None:
    name = str(uuid4())
    body, headers = ({"id": name}, {}) if way == "body" else ({}, {"Idempotency-Key": name})
    for _ in range(3):
        response = client.post(VOTE, json={"helpful": True, **body}, headers=headers)
        assert (response.status_code, response.get_json()) == (201, {"id": name})
        assert client.post(REQUEST, json={"query": "gym", **body}, headers=headers).status_code == 201
    assert rows(client, "feedback", "id") == rows(client, "wishes", "id") == [(name,)]


def test_one_visitor_has_one_vote_on_a_term(client: FlaskClient) -> None:
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        client.post(VOTE, json={"helpful": True}, environ_overrides={"REMOTE_ADDR": address})
    assert [counted for _, counted in rows(client, "feedback", "id", "counted")].count(1) == 2


@pytest.mark.parametrize(
    ("path", "body", "status", "detail"),
    [
        (VOTE, {}, 422, "The field 'helpful' is missing."),
        (VOTE, {"helpful": "yes"}, 422, "The field 'helpful' must be true or false."),
        (VOTE, {"helpful": True, "comment": "x" * 1001}, 422, "The field 'comment' is 1,001 characters long"),
        (VOTE, {"helpful": True, "comment": 3}, 422, "The field 'comment' must be text."),
        (VOTE, {"helpful": True, "id": "7"}, 422, "The field 'id' must be a UUID"),
        (VOTE, {"helpful": True, "name": "Jane"}, 422, "The field 'name' is not known here."),
        (VOTE, [1], 422, "The field 'body' must be an object."),
        ("/api/v1/terms/nope/feedback", {"helpful": True}, 404, "no term with the slug 'nope'"),
        (REQUEST, {"query": " \0 "}, 422, "The field 'query' is empty"),
        (REQUEST, {"query": "x" * 301}, 422, "The field 'query' is too long"),
        (SEARCH, {"query": "copay", "opened": "nope"}, 404, "no term"),
        (SEARCH, {"query": ""}, 422, "The field 'query' is empty"),
        (VOTE, {"helpful": True, "comment": "x" * 20_000}, 413, "too large"),
    ],
)
def test_what_does_not_fit_is_named(client: FlaskClient, path: str, body: Any, status: int, detail: str) -> None:
    response = client.post(path, json=body)
    problem = response.get_json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert response.content_type == "application/problem+json"
    assert detail in problem["detail"]


def test_what_is_no_json_is_refused(client: FlaskClient) -> None:
    assert client.post(VOTE, data={"helpful": "yes"}).status_code == 415
    for text in (b"{", b"\xff\xfe", b""):
        assert client.post(VOTE, data=text, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "comment", ["\ud800", "\0\0", "😀" * 1000, "<script>alert(1)</script>", "\u202eevil", "' OR 1=1"]
)
def test_any_comment_is_kept_or_refused_in_words(client: FlaskClient, comment: str) -> None:
    assert client.post(VOTE, json={"helpful": True, "comment": comment}).status_code in (201, 400)


def test_other_sites_may_send_without_credentials(client: FlaskClient) -> None:
    asked = {"Origin": "https://news.example", "Access-Control-Request-Method": "POST"}
    allowed = client.options(VOTE, headers=asked).headers
    assert allowed["Access-Control-Allow-Origin"] == "*"
    assert "POST" in allowed["Access-Control-Allow-Methods"]
    assert "Content-Type" in allowed["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in allowed
    response = client.post(VOTE, json={"helpful": True}, headers={"Origin": "https://news.example"})
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (201, "*")
    assert rows(client, "feedback", "origin") == [("https://news.example",)]


def test_without_a_database_the_answer_is_503_in_words(broken: FlaskClient) -> None:
    for path, body in ((VOTE, {"helpful": True}), (REQUEST, {"query": "gym"})):
        response = broken.post(path, json=body)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        assert "could not be kept just now" in response.get_json()["detail"]


def test_without_a_database_everything_else_works(broken: FlaskClient) -> None:
    for path in ("/", "/search?q=copay", "/api/v1/search?q=copay", "/terms/copayment", "/terms/copayment/feedback"):
        assert broken.get(path).status_code == 200
    assert broken.post(SEARCH, json={"query": "copay"}).status_code == 204
    broken.application.extensions["search_log"].flush()


# The forms


def test_the_form_stands_on_every_term(client: FlaskClient) -> None:
    page = client.get("/terms/copayment").get_data(as_text=True)
    assert '<form class="feedback-form" method="post" action="/terms/copayment/feedback"' in page
    assert "Was this helpful?" in page


def test_a_vote_then_a_comment_without_javascript(client: FlaskClient) -> None:
    voted = client.post(FORM, data={"helpful": "no", "subject": "", "comment": ""})
    assert voted.status_code == 303
    thanks = client.get(voted.headers["Location"]).get_data(as_text=True)
    assert "Thank you" in thanks
    name = parse_qs(urlsplit(voted.headers["Location"]).query)["id"][0]
    assert f'name="id" value="{name}"' in thanks
    said = client.post(FORM, data={"helpful": "no", "id": name, "comment": "Too long."})
    assert (said.status_code, said.headers["Location"]) == (303, "/terms/copayment/feedback?done")
    assert "An editor will read it" in client.get(said.headers["Location"]).get_data(as_text=True)
    assert rows(client, "feedback", "id", "helpful", "comment") == [(name, 0, "Too long.")]


def test_a_form_sent_twice_is_one_vote(client: FlaskClient) -> None:
    for _ in range(2):
        client.post(FORM, data={"helpful": "yes"})
        client.post("/requests", data={"query": "gym contract"})
    assert len(rows(client, "feedback", "id")) == len(rows(client, "wishes", "id")) == 1


def test_what_could_not_be_kept_comes_back_in_the_form(broken: FlaskClient) -> None:
    response = broken.post(FORM, data={"helpful": "no", "comment": 'My <b>long</b> "text"'})
    page = response.get_data(as_text=True)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "could not be kept just now" in page
    assert "My &lt;b&gt;long&lt;/b&gt; &#34;text&#34;</textarea>" in page
    assert 'value="no" checked' in page
    response = broken.post("/requests", data={"query": "gym contract", "comment": "From my gym."})
    assert response.status_code == 503
    assert 'value="gym contract"' in response.get_data(as_text=True)
    assert "From my gym.</textarea>" in response.get_data(as_text=True)


def test_what_does_not_fit_comes_back_in_the_form(client: FlaskClient) -> None:
    long = client.post(FORM, data={"helpful": "no", "comment": "x" * 1001})
    assert (long.status_code, "x" * 1001 in long.get_data(as_text=True)) == (422, True)
    assert client.post(FORM, data={"helpful": "perhaps"}).status_code == 422
    assert client.post(FORM, data={"helpful": "yes", "id": "7"}).status_code == 422
    assert client.post("/requests", data={"query": ""}).status_code == 422
    assert rows(client, "feedback", "id") == []


def test_a_line_break_counts_once(client: FlaskClient) -> None:
    assert client.post(FORM, data={"helpful": "no", "comment": "x\r\n" * 500}).status_code == 303


def test_a_form_from_another_site_is_refused(client: FlaskClient) -> None:
    for origin in ("https://evil.example", "null", "http://localhost.evil.example"):
        for path in (FORM, "/requests"):
            refused = client.post(path, data={"helpful": "yes", "query": "x"}, headers={"Origin": origin})
            assert refused.status_code == 403
            assert "another site" in refused.get_data(as_text=True)
    assert client.post(FORM, data={"helpful": "yes"}, headers={"Origin": "http://localhost"}).status_code == 303
    told = {"Origin": "https://behind.proxy", "Sec-Fetch-Site": "same-origin"}
    assert client.post(FORM, data={"helpful": "yes"}, headers=told).status_code == 303


def test_a_program_that_fills_in_every_field_is_thanked_and_forgotten(client: FlaskClient) -> None:
    assert client.post(FORM, data={"helpful": "yes", "subject": "Buy"}).status_code == 303
    assert client.post("/requests", data={"query": "Buy", "subject": "Buy"}).status_code == 303
    assert rows(client, "feedback", "id") == rows(client, "wishes", "id") == []


def test_nothing_found_offers_to_ask_for_the_term(client: FlaskClient) -> None:
    page = client.get("/search?q=zzzz").get_data(as_text=True)
    assert '<form class="missing-term" method="post" action="/requests">' in page
    assert 'name="query" value="zzzz"' in page
    sent = client.post("/requests", data={"query": "zzzz", "subject": ""})
    assert sent.status_code == 303
    assert "Thank you" in client.get(sent.headers["Location"]).get_data(as_text=True)
    assert rows(client, "wishes", "query") == [("zzzz",)]
    assert "missing-term" not in client.get("/search?q=tips").get_data(as_text=True)


def test_answers_to_what_is_sent_are_not_kept_by_caches(client: FlaskClient) -> None:
    assert client.post(VOTE, json={"helpful": True}).headers["Cache-Control"] == "no-store"
    assert client.get("/requests").headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in client.post(FORM, data={"helpful": "yes"}).headers

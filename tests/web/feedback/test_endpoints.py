"""Votes, requests and reported searches over the API."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.web.stored import flush_log, rows

VOTE, REQUEST, SEARCH = "/api/v1/terms/copayment/feedback", "/api/v1/requests", "/api/v1/searches"


def test_a_vote_is_stored_and_its_identifier_returned(client: FlaskClient) -> None:
    response = client.post(VOTE, json={"helpful": False, "comment": "Too\r\nlong.\0"})
    assert response.status_code == 201
    assert set(response.get_json()) == {"id"}
    assert rows(client, "feedback", "id", "slug", "helpful", "comment", "counted") == [
        (response.get_json()["id"], "copayment", 0, "Too\nlong.", 1)
    ]


@pytest.mark.parametrize("way", ["body", "header"])
def test_a_repeated_post_is_stored_once(client: FlaskClient, way: str) -> None:
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


@pytest.mark.parametrize("spanish", ["/es{}", "{}?lang=es"])
def test_what_is_sent_is_stored_in_the_language_of_the_address(bilingual: FlaskClient, spanish: str) -> None:
    for written in ("{}", spanish):
        assert bilingual.post(written.format(VOTE), json={"helpful": True}).status_code == 201
        assert bilingual.post(written.format(REQUEST), json={"query": "plan"}).status_code == 201
    assert sorted(rows(bilingual, "feedback", "slug", "language", "counted")) == [
        ("copayment", "en", 1),
        ("copayment", "es", 1),
    ]
    assert sorted(rows(bilingual, "wishes", "query", "language")) == [("plan", "en"), ("plan", "es")]


def test_a_term_that_is_not_translated_has_no_votes_in_that_language(bilingual: FlaskClient) -> None:
    address = "/api/v1/terms/tip-pooling/feedback"
    assert bilingual.post(address, json={"helpful": True}).status_code == 201
    assert bilingual.post(f"{address}?lang=es", json={"helpful": True}).status_code == 404
    assert bilingual.post(f"{address}?lang=fr", json={"helpful": True}).status_code == 400


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
        assert "could not save" in response.get_json()["detail"]


def test_without_a_database_everything_else_works(broken: FlaskClient) -> None:
    for path in ("/", "/search?q=copay", "/api/v1/search?q=copay", "/terms/copayment", "/terms/copayment/feedback"):
        assert broken.get(path).status_code == 200
    assert broken.post(SEARCH, json={"query": "copay"}).status_code == 204
    flush_log(broken)

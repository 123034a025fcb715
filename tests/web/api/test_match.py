"""Names of terms are found in a text, and listed for those who look themselves."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

PATH = "/api/v1/match"


def match(client: FlaskClient, text: str) -> list[dict[str, Any]]:
    response = client.post(PATH, json={"text": text})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    found: list[dict[str, Any]] = response.get_json()["matches"]
    return found


def test_every_mention_has_its_place_and_its_term(client: FlaskClient) -> None:
    assert match(client, "💊 My co-pays.") == [
        {
            "start": 5,
            "end": 12,
            "slug": "copayment",
            "name": "Copayment",
            "url": "http://localhost/terms/copayment",
            "summary": "A copayment is a fixed fee for a visit.",
        }
    ]
    assert [each["slug"] for each in match(client, "TP, tp, tip pooling, copay, copay")] == [
        "tip-pooling",
        "tip-pooling",
        "copayment",
        "copayment",
    ]
    assert match(client, "") == []
    assert match(client, "\x00 <img onerror> \u202e") == []


def test_addresses_file_names_placeholders_and_longer_words_are_no_mentions(client: FlaskClient) -> None:
    text = (
        "See https://example.org/copay/deductible, www.copay.com, copay@example.org, deductible.pdf, {{deductible}}. "
        "A non-deductible loss."
    )
    assert match(client, text) == []
    assert [each["start"] for each in match(client, text + " A copay.")] == [len(text) + 3]


@pytest.mark.parametrize(
    ("sent", "status", "detail"),
    [
        ({"data": "text"}, 415, "in a format we cannot read"),
        ({"json": {}}, 400, "at most 20,000 characters"),
        ({"json": {"text": 7}}, 400, "at most 20,000 characters"),
        ({"json": {"text": "x" * 20_001}}, 400, "at most 20,000 characters"),
        ({"data": "{", "content_type": "application/json"}, 400, "in a JSON object such as"),
        ({"data": b"\xff", "content_type": "application/json"}, 400, "in a JSON object such as"),
        ({"data": b'{"text": "\\ud800"}', "content_type": "application/json"}, 400, "in a JSON object such as"),
        ({"data": "[" * 100_000, "content_type": "application/json"}, 400, "in a JSON object such as"),
        ({"data": '{"text":' + "[" * 100_000, "content_type": "application/json"}, 400, "in a JSON object such as"),
        ({"json": ["copay"]}, 400, "at most 20,000 characters"),
        ({"json": {"text": "copay", "lang": "en"}}, 422, "The field 'lang' is not known here."),
        ({"data": b" " * 300_000, "content_type": "application/json"}, 413, "too large"),
    ],
)
def test_a_bad_body_is_refused_with_a_sentence(
    client: FlaskClient, sent: dict[str, Any], status: int, detail: str
) -> None:
    response = client.post(PATH, **sent)
    assert response.status_code == status
    assert detail in response.get_json()["detail"]


def test_a_long_text_of_any_letters_is_taken(client: FlaskClient) -> None:
    assert len(match(client, "💊" * 19_990 + " copay")) == 1


def test_other_sites_may_send_text(client: FlaskClient) -> None:
    allowed = client.options(PATH).headers
    assert "POST" in allowed["Access-Control-Allow-Methods"]
    assert "Content-Type" in allowed["Access-Control-Allow-Headers"]


def test_the_vocabulary_names_every_term_of_the_chosen_categories(client: FlaskClient) -> None:
    response = client.get("/api/v1/vocabulary")
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert response.get_json() == {
        "terms": [
            {"slug": "copayment", "names": ["Copayment", "copay", "co-pay"]},
            {"slug": "deductible", "names": ["Deductible", "annual deductible"]},
            {"slug": "tip-pooling", "names": ["Tip Pooling", "TP"]},
        ]
    }
    law = client.get("/api/v1/vocabulary?category=law").get_json()["terms"]
    assert [term["slug"] for term in law] == ["deductible", "tip-pooling"]
    assert client.get("/api/v1/vocabulary?category=nope").status_code == 400
    again = client.get("/api/v1/vocabulary", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "public, max-age=300")

"""`lang=es`: answered by the API and the frame, and followed by pages to their address in that language."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from lxml import etree

HOST = "http://localhost"


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/search?q=copago&lang=es&category=money", "/es/buscar?q=copago&category=money"),
        ("/terms/copayment?lang=es", "/es/terminos/copago"),
        ("/?lang=es", "/es/"),
    ],
)
def test_a_page_redirects_to_its_address_in_the_language(bilingual: FlaskClient, asked: str, address: str) -> None:
    response = bilingual.get(asked)
    assert (response.status_code, response.location) == (302, HOST + address)
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/search?q=copago&lang=en", "/search?q=copago&lang=xx", "/terms/tip-pooling?lang=es",
     "/es/buscar?q=copago&lang=es", "/es/buscar?q=copago&lang=en"],
)  # fmt: skip
def test_other_languages_and_pages_that_are_not_translated_ignore_it(bilingual: FlaskClient, path: str) -> None:
    response = bilingual.get(path)
    assert response.status_code == 200
    assert f'<html lang="{"es" if path.startswith("/es/") else "en"}">' in response.text


def test_a_glossary_of_one_language_ignores_it(client: FlaskClient) -> None:
    assert client.get("/search?q=copay&lang=es").status_code == 200
    assert client.get("/embed/frame?lang=es").status_code == 200
    answer = client.get("/api/v1/suggest?q=cop&lang=es")
    assert answer.headers["Content-Language"] == "en"
    assert answer.get_json()["suggestions"][0]["name"] == "Copayment"


@pytest.mark.parametrize(
    "path",
    ["/search?q=copago", "/suggest?q=cop", "/terms?", "/terms/copayment?", "/terms/copayment/related?", "/categories?",
     "/vocabulary?", "/compare?term=copayment&term=deductible"],
)  # fmt: skip
def test_the_api_answers_in_the_language(bilingual: FlaskClient, path: str) -> None:
    spanish, english = (bilingual.get(f"/api/v1{path}&lang={code}") for code in ("es", "en"))
    assert (spanish.headers["Content-Language"], english.headers["Content-Language"]) == ("es", "en")
    assert spanish.text != english.text
    assert spanish.headers["ETag"] != english.headers["ETag"]
    assert "/terms/" not in spanish.text
    tag = {"If-None-Match": spanish.headers["ETag"]}
    assert bilingual.get(f"/api/v1{path}&lang=es", headers=tag).status_code == 304
    assert bilingual.get(f"/api/v1{path}&lang=en", headers=tag).status_code == 200


def test_a_posted_text_is_matched_by_the_rules_of_the_language(bilingual: FlaskClient) -> None:
    text = "Los copagos y el deducible; copayments."
    spanish = bilingual.post("/api/v1/match?lang=es", json={"text": text}).get_json()["matches"]
    assert [(each["slug"], text[each["start"] : each["end"]]) for each in spanish] == [
        ("copayment", "copagos"),
        ("deductible", "deducible"),
    ]
    assert spanish[0]["url"] == f"{HOST}/es/terminos/copago"
    english = bilingual.post("/api/v1/match", json={"text": text}).get_json()["matches"]
    assert [text[each["start"] : each["end"]] for each in english] == ["copayments"]


def test_a_frame_is_in_the_language_with_all_its_links(bilingual: FlaskClient) -> None:
    for query in ("q=copago", "term=copayment", "term=copago", ""):
        page = etree.HTML(bilingual.get(f"/embed/frame?lang=es&{query}").text)
        assert page.xpath("/html/@lang") == ["es"]
        links = page.xpath("//a/@href | //form/@action | //@data-suggest | //@data-results")
        assert links
        for link in links:
            assert link.removeprefix(HOST).startswith("/es/"), link
            assert bilingual.get(link.removeprefix(HOST) + "?q=cop").status_code == 200, link
    assert "Copago" in bilingual.get("/embed/frame?lang=es&q=copago").text
    assert bilingual.get("/embed/frame?lang=xx").status_code == 400

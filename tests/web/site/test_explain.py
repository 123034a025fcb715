"""A posted text is explained and forgotten; one that cannot be explained comes back with the reason."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy import text as sql

from search_app.search.explanation import MAX_CHARACTERS, MAX_WORDS
from search_app.web.runtime.services import services_of
from search_app.web.site.explain import MAX_BODY

LETTER = "Your <copay> is $20.\r\n\r\nThe copay counts\r\ntoward the deductible."


def explain(client: FlaskClient, text: str, status: int = 200, path: str = "/explain") -> etree._Element:
    response = client.post(path, data={"text": text})
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    return etree.HTML(response.get_data(as_text=True))


def test_the_text_is_shown_as_it_is_with_every_mention_marked(client: FlaskClient) -> None:
    page = explain(client, LETTER)
    assert page.xpath("string(//*[@data-part='text'])") == LETTER.replace("\r\n", "\n")
    assert page.xpath("//textarea/text()") == [LETTER.replace("\r\n", "\n")]
    assert ["".join(mark.itertext()) for mark in page.xpath("//mark")] == ["copay", "copay", "deductible"]
    assert page.xpath("//mark/a/@href") == ["#word-copayment", "#word-deductible"]


def test_each_term_is_explained_in_its_group(client: FlaskClient) -> None:
    page = explain(client, LETTER)
    assert page.xpath("string(//h2[@id='explained-heading'])") == "2 words explained"
    (key,) = page.xpath("//section[@data-part='key']")
    assert [link.text for link in key.xpath(".//h4/a")] == ["Copayment", "Deductible"]
    assert "A copayment is a fixed fee for a visit." in " ".join(key.itertext())
    assert "In your text: copay, 2 times" in " ".join(key.xpath("string(.)").split())
    assert page.xpath("//section[@data-part='others']/@hidden")
    ids, links = set(page.xpath("//@id")), page.xpath("//main//a/@href[starts-with(., '#')]")
    assert {link[1:] for link in links} <= ids


def test_a_text_without_terms_says_what_to_do(client: FlaskClient) -> None:
    page = explain(client, "Hello.")
    assert page.xpath("string(//h2[@id='explained-heading'])") == "No words to explain"
    assert page.xpath("//section[@id='explained']//a[@href='/browse']")
    assert not page.xpath("//*[@data-part='none']/@hidden")


@pytest.mark.parametrize(
    ("text", "status", "problem"),
    [
        ("", 400, "Paste a text first"),
        (" \r\n\t", 400, "Paste a text first"),
        ("copay " * (MAX_WORDS + 1), 413, "Up to 20,000 words"),
        ("x" * (MAX_CHARACTERS + 1), 413, "Up to 20,000 words"),
        ("x" * (MAX_BODY + 1), 413, "Up to 20,000 words"),
    ],
)
def test_what_cannot_be_explained_comes_back_with_the_reason(
    client: FlaskClient, text: str, status: int, problem: str
) -> None:
    page = explain(client, text, status)
    assert problem in page.xpath("string(//p[@role='alert'])")
    assert page.xpath("//textarea/@aria-invalid") == ["true"]
    assert page.xpath("//section[@id='explained']/@hidden")


def test_the_longest_text_of_any_letters_is_taken(client: FlaskClient) -> None:
    page = explain(client, "“é” copay " * (MAX_WORDS // 2))
    assert page.xpath("string(//h2[@id='explained-heading'])") == "1 word explained"
    assert len(page.xpath("//mark")) == MAX_WORDS // 2


def test_nothing_of_a_text_is_kept_or_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    explain(client, "Zanzibarian copay")
    assert "zanzibarian" not in caplog.text.lower()
    services = services_of(client.application)
    services.search_log.close()
    with services.database.reading() as connection:
        assert connection.execute(sql("SELECT count(*) FROM searches")).scalar() == 0
    assert not [file for file in Path(services.settings.index).rglob("*") if b"Zanzibarian" in _bytes(file)]


def test_the_explanations_for_browsers_are_those_of_all_terms(client: FlaskClient) -> None:
    response = client.get("/explain/terms.json")
    assert response.headers["ETag"]
    copayment, deductible, _ = response.get_json()["terms"]
    assert copayment == {
        "slug": "copayment",
        "name": "Copayment",
        "summary": "A copayment is a fixed fee for a visit.",
        "links": [1],
    }
    assert deductible["slug"] == "deductible"


def test_a_very_large_glossary_sends_names_alone(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.web.site.explain.MOST_EXPLAINED", 2)
    terms = client.get("/explain/terms.json").get_json()["terms"]
    assert {(term["summary"], tuple(term["links"])) for term in terms} == {("", ())}
    assert terms[0]["name"] == "Copayment"


def test_the_page_is_linked_and_in_the_sitemap(client: FlaskClient) -> None:
    assert client.get("/").get_data(as_text=True).count('href="/explain"') == 2
    assert "http://localhost/explain</loc>" in client.get("/sitemap.xml").get_data(as_text=True)


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def test_a_letter_in_spanish_is_explained_by_the_rules_of_spanish(bilingual: FlaskClient) -> None:
    page = explain(bilingual, "Sus copagos y los DEDUCIBLES anuales. A copayment.", path="/es/explicar")
    assert ["".join(mark.itertext()) for mark in page.xpath("//mark")] == ["copagos", "DEDUCIBLES anuales"]
    assert page.xpath("string(//h2[@id='explained-heading'])") == "2 palabras explicadas"
    assert page.xpath("//h4/a/@href") == ["/es/terminos/deducible", "/es/terminos/copago", "/es/terminos/"]
    refused = explain(bilingual, "", 400, "/es/explicar")
    assert refused.xpath("string(//*[@role='alert'])").startswith("Pegue")


def test_a_browser_gets_the_addresses_of_translated_terms(bilingual: FlaskClient) -> None:
    page = etree.HTML(bilingual.get("/es/explicar").text)
    assert page.xpath("//form[@id='letter']/@action | //form[@id='letter']/@data-api") == ["/es/explicar", "/es/api/v1"]
    spanish = bilingual.get("/es/explicar/terms.json").get_json()["terms"]
    assert [(each["slug"], each["address"], each["name"]) for each in spanish] == [
        ("copayment", "copago", "Copago"),
        ("deductible", "deducible", "Deducible"),
    ]
    assert spanish[0]["links"] == [1]
    assert all("address" not in each for each in bilingual.get("/explain/terms.json").get_json()["terms"])

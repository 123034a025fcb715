"""Terms side by side, and what happens with names that are too few, too many or unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_app.search import build
from tests.conftest import TINY, client_of, write_terms

BOTH = "/compare?term=copayment&term=tip-pooling"


def test_each_term_has_a_column_with_its_sections(client: FlaskClient) -> None:
    response = client.get(BOTH)
    assert (response.status_code, response.headers["X-Robots-Tag"]) == (200, "noindex")
    page = etree.HTML(response.get_data(as_text=True))
    assert page.xpath("string(//h1)") == "Copayment and Tip Pooling"
    columns = page.xpath("//div[@class='compared']/article")
    assert [column.xpath("string(.//h2/a/@href)") for column in columns] == ["/terms/copayment", "/terms/tip-pooling"]
    wanted = (("fixed fee", "A cook", "Some offices"), ("sharing", "Servers", "A manager"))
    for column, texts in zip(columns, wanted, strict=True):
        *sections, related = column.xpath("section")
        for section, text in zip(sections, texts, strict=True):
            assert text in " ".join(section.itertext())
        assert related.xpath(".//a/@href")
    assert "A driver" not in response.get_data(as_text=True)  # one example each
    assert page.xpath("//section[@aria-labelledby='common-heading']//a/@href") == ["/terms/deductible"]


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("term=copay&term=tip-pooling", BOTH),
        ("term=copayment&term=&term=tip-pooling&term=co-pay", BOTH),
        ("term=Co-pay&term=Tip+Pooling", BOTH),
    ],
)
def test_an_alias_redirects(client: FlaskClient, query: str, location: str) -> None:
    response = client.get("/compare?" + query)
    assert (response.status_code, response.headers["Location"]) == (301, location)


@pytest.mark.parametrize(
    ("query", "status", "sentence", "link"),
    [
        ("", 200, "Choose two to four terms.", "/compare?term=deductible&term="),
        ("term=copayment", 400, "Choose a term to compare with Copayment.", BOTH),
        (
            "term=copay&term=copayment",
            400,
            "Choose a term to compare with Copayment.",
            "term=copayment&term=deductible",
        ),
        ("term=%3Cb%3E", 404, "There is no term “<b>”.", "/search?q=%3Cb%3E"),
        ("term=copayment&term=gone&term=deductible", 404, "no term “gone”", "/compare?term=copayment&term=deductible"),
    ],
)
def test_names_too_few_or_unknown_lead_on(
    client: FlaskClient, query: str, status: int, sentence: str, link: str
) -> None:
    response = client.get("/compare?" + query)
    assert response.status_code == status
    page = etree.HTML(response.get_data(as_text=True))
    assert sentence in " ".join(" ".join(page.itertext()).split())
    links = page.xpath("//main//a/@href")
    assert any(link in each for each in links)
    assert {client.get(each).status_code for each in links} == {200}


def test_only_terms_that_list_each_other_are_indexed_at_one_address(tmp_path: Path) -> None:
    files = TINY | {"money/deductible": TINY["money/deductible"].replace("related: []", "related: [copayment]")}
    build(write_terms(tmp_path / "terms", files), tmp_path / "index")
    client = client_of(tmp_path / "index")
    listed = "http://localhost/compare?term=copayment&term=deductible"
    for order in ("term=copayment&term=deductible", "term=deductible&term=copayment"):
        response = client.get("/compare?" + order)
        assert "X-Robots-Tag" not in response.headers
        page = etree.HTML(response.get_data(as_text=True))
        assert page.xpath("//link[@rel='canonical']/@href") == [listed]
        assert not page.xpath("//meta[@name='robots']")
    for other in (BOTH, "/compare?term=copayment&term=deductible&term=tip-pooling"):
        response = client.get(other)
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in response.get_data(as_text=True)
    sitemap = etree.fromstring(client.get("/sitemap.xml").data)
    assert [loc for loc in sitemap.xpath("//*[local-name()='loc']/text()") if "/compare" in loc] == [listed]


def test_the_form_takes_names_and_keeps_what_was_known(client: FlaskClient) -> None:
    page = etree.HTML(client.get("/compare?term=copay&term=nope").get_data(as_text=True))
    assert page.xpath("//form[@action='/compare']//input/@value") == ["Copayment", "", "", ""]
    assert len(page.xpath("//form[@action='/compare']//label")) == 4


def test_a_term_leads_to_its_comparisons(client: FlaskClient) -> None:
    page = etree.HTML(client.get("/terms/copayment").get_data(as_text=True))
    (form,) = page.xpath("//form[@action='/compare']")
    assert form.xpath(".//input[@type='hidden']/@value") == ["copayment"]
    assert "Deductible" in form.xpath(".//option/@value")
    links = {link.xpath("string(.)"): link.get("href") for link in page.xpath("//p[@class='card-compare']/a")}
    assert links["Compare Copayment with Deductible"] == "/compare?term=copayment&term=deductible"
    assert {client.get(url).status_code for url in links.values()} == {200}


def test_of_more_than_four_the_first_are_shown(tmp_path: Path) -> None:
    text = TINY["money/copayment"].replace("[copay, co-pay]", "[]").replace("[deductible]", "[]")
    files = {f"money/fee-{number}": text.replace("Copayment", f"Fee {number}") for number in range(5)}
    build(write_terms(tmp_path / "terms", files), tmp_path / "index")
    page = client_of(tmp_path / "index").get("/compare?" + "&".join(f"term=fee-{number}" for number in range(5)))
    assert page.status_code == 200
    html = page.get_data(as_text=True)
    assert "Up to four terms can be compared" in html
    assert html.count("<article") == 4
    assert "<h1>Fee 0, Fee 1, Fee 2 and Fee 3</h1>" in html


def test_spanish_names_are_compared_on_a_spanish_page(bilingual: FlaskClient) -> None:
    page = bilingual.get("/es/comparar?term=copago&term=deducible+anual", follow_redirects=True)
    assert page.request.full_path == "/es/comparar?term=copayment&term=deductible"
    html = etree.HTML(page.text)
    assert html.xpath("//header//a[@lang='en']/@href") == ["http://localhost/compare?term=copayment&term=deductible"]
    assert html.xpath("//article//h2/a/@href") == ["/es/terminos/copago", "/es/terminos/deducible"]
    assert html.xpath("string(//h1)") == "Copago y Deducible"
    answer = bilingual.get("/api/v1/compare?term=copayment&term=deductible&lang=es").get_json()
    assert answer["url"] == "http://localhost/es/comparar?term=copayment&term=deductible"

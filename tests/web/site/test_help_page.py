"""The page of who can help, and what a term shows of it: all links, nothing that a file wrote as markup."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_app.search import build
from tests.conftest import client_of
from tests.helpful import write_helpful


@pytest.fixture(scope="module")
def helpful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("helpful")
    build(write_helpful(folder / "terms"), folder / "index")
    yield client_of(folder / "index")


def page(client: FlaskClient, path: str) -> etree._Element:
    response = client.get(path)
    assert response.status_code == 200
    return etree.HTML(response.get_data(as_text=True))


def test_the_page_lists_agencies_and_the_offices_of_each_state(helpful: FlaskClient) -> None:
    found = page(helpful, "/help")
    names = found.xpath("//ul[contains(@class, 'help-list')]/li/h2/text()")
    assert names == ["Desk <b>of</b> complaints", "Your state’s labor office"]
    assert found.xpath("//ul[contains(@class, 'reach')]//a/@href") == [
        "tel:18005550100", "https://desk.example.gov/complain?a=1&b=2", "/help#states",
    ]  # fmt: skip
    assert len(found.xpath("//section[@id='states']//tbody/tr")) == 51
    assert found.xpath("//section[@id='states']//tbody/tr[1]/td/a/text()") == ["Office of AL"] * 3


def test_a_category_is_a_link_that_filters(helpful: FlaskClient) -> None:
    choices = page(helpful, "/help").xpath("//nav[@aria-label='Subject']//a")
    assert [(each.text, each.get("href")) for each in choices] == [
        ("All (2)", "/help"), ("Money (1)", "/help?category=money"), ("Work (1)", "/help?category=work"),
    ]  # fmt: skip
    chosen = page(helpful, "/help?category=work")
    assert chosen.xpath("//nav[@aria-label='Subject']//a[@aria-current]/text()") == ["Work (1)"]
    assert len(chosen.xpath("//ul[contains(@class, 'help-list')]/li")) == 1
    assert helpful.get("/help?category=nope").status_code == 404


def test_a_glossary_without_agencies_has_no_page_and_no_link(client: FlaskClient) -> None:
    assert client.get("/help").status_code == 404
    assert "/help" not in client.get("/terms/copayment").get_data(as_text=True)
    assert "/help" not in client.get("/sitemap.xml").get_data(as_text=True)


def test_a_term_shows_help_sources_review_and_broader_terms(helpful: FlaskClient) -> None:
    found = page(helpful, "/terms/copayment")
    assert found.xpath("//aside[@id='help']//h3/text()") == ["Your state’s labor office", "Desk <b>of</b> complaints"]
    assert found.xpath("//aside[@id='help']//p[@class='help-state']/a/@href") == ["/help#states", "/help"]
    assert found.xpath("//section[@id='sources']//li/a/@href") == [
        "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title29-section206",
        "https://fees.example.gov/guide?a=1&b=2",
    ]
    reviewed = " ".join("".join(found.xpath("//section[@id='sources']/p//text()")).split())
    assert reviewed == "Reviewed November 28, 2026 (editor)"
    assert found.xpath("//p[@class='hierarchy']/a/@href") == ["/terms/deductible"]
    assert page(helpful, "/terms/deductible").xpath("//p[@class='hierarchy']/a/@href") == ["/terms/copayment"]
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_sections_are_shown_in_order_with_anchors(helpful: FlaskClient) -> None:
    found = page(helpful, "/terms/copayment")
    assert found.xpath("//article//section[contains(@class, 'passage')]/@id") == [
        "definition", "example-1", "example-2", "misuse", "what-you-can-do", "benefits", "conclusion",
        "section-sources", "history-use",
    ]  # fmt: skip
    assert found.xpath("//h2[@id='history-use-heading']/text()") == ["History & use"]


@pytest.mark.parametrize(
    ("q", "anchor", "field"),
    [("zebra", "what-you-can-do", "actions"), ("actions:zebra", "what-you-can-do", "actions"),
     ("giraffes", "history-use", "further")],
)  # fmt: skip
def test_a_search_leads_to_the_section(helpful: FlaskClient, q: str, anchor: str, field: str) -> None:
    (hit,) = helpful.get("/api/v1/search", query_string={"q": q}).get_json()["results"]
    assert (hit["url"], hit["matched"]["field"]) == (f"http://localhost/terms/copayment#{anchor}", field)


def test_the_other_formats_have_all_of_it(helpful: FlaskClient) -> None:
    markdown = helpful.get("/terms/copayment.md").get_data(as_text=True)
    assert "1. 29 USC 206 https://uscode.house.gov/" in markdown
    assert "- Desk <b>of</b> complaints: Takes complaints about fees. 1-800-555-0100, https://desk" in markdown
    assert "Reviewed November 28, 2026 (editor)" in markdown
    document = helpful.get("/api/v1/terms/copayment").get_json()
    assert document["sources"][1] == {"text": "Fees: a guide", "url": "https://fees.example.gov/guide?a=1&b=2"}
    assert document["sources"][2]["url"] is None
    assert [each["id"] for each in document["help"]] == ["state-labor", "desk"]
    assert document["reviewed"] == {"date": "2026-11-28", "role": "editor"}
    assert document["broader"][0]["url"] == "http://localhost/terms/deductible"
    (text,) = page(helpful, "/terms/copayment").xpath("//script[@type='application/ld+json']/text()")
    described = json.loads(text)["@graph"][0]
    assert described["lastReviewed"] == "2026-11-28"
    assert described["mainEntity"]["citation"][2] == {
        "@type": "CreativeWork", "name": "Groff v. DeJoy, 600 U.S. 447 (2023)",
    }  # fmt: skip


def test_a_deprecated_term_leads_to_its_successor_and_says_so(helpful: FlaskClient) -> None:
    for suffix in ("", ".md", ".json"):
        response = helpful.get(f"/terms/former-share{suffix}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/terms/deductible{suffix}")
    said = helpful.get("/terms/former-share.json").get_json()
    assert said == {
        "slug": "former-share", "status": "deprecated", "successor": "deductible",
        "url": "http://localhost/terms/deductible",
    }  # fmt: skip
    moved = helpful.get("/api/v1/terms/former-share")
    assert (moved.status_code, moved.get_json()) == (301, said)
    assert moved.headers["Location"] == "http://localhost/api/v1/terms/deductible"


@pytest.mark.parametrize("q", ["Unfinished Word", "Former Share"])
def test_drafts_and_deprecated_terms_are_not_searched(helpful: FlaskClient, q: str) -> None:
    slugs = [hit["slug"] for hit in helpful.get("/api/v1/search", query_string={"q": q}).get_json()["results"]]
    assert not {"unfinished-word", "former-share"} & set(slugs)
    assert helpful.get("/terms/unfinished-word").status_code == 404
    assert "Unfinished" not in helpful.get("/browse").get_data(as_text=True)

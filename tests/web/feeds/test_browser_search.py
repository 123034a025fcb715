"""A browser can search the glossary from its address bar."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from lxml import etree

from search_app.search import build
from tests.conftest import SITE, client_of, write_terms

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_a_browser_can_search_from_its_address_bar(client: FlaskClient) -> None:
    page = etree.HTML(client.get("/").get_data(as_text=True))
    (link,) = page.xpath("//link[@rel='search']")
    response = client.get(link.get("href"))
    assert response.content_type.startswith(link.get("type"))
    description = etree.fromstring(response.data)
    assert 0 < len(description.findtext(f"{OPENSEARCH}ShortName")) <= 16
    assert 0 < len(description.findtext(f"{OPENSEARCH}Description")) <= 1024
    templates = {url.get("type"): url.get("template") for url in description.iter(f"{OPENSEARCH}Url")}

    search = urlsplit(templates["text/html"].replace("{searchTerms}", "co%20pay"))
    assert "Copayment" in client.get(f"{search.path}?{search.query}").get_data(as_text=True)

    suggest = urlsplit(templates["application/x-suggestions+json"].replace("{searchTerms}", "de"))
    answer = client.get(f"{suggest.path}?{suggest.query}")
    assert answer.content_type == "application/x-suggestions+json"
    assert answer.get_json(force=True) == [
        "de",
        ["Deductible"],
        ["A deductible is what you pay each year before the plan pays."],
        ["http://localhost/terms/deductible"],
    ]


def test_a_short_name_ends_with_a_word(tmp_path: Path) -> None:
    build(
        write_terms(tmp_path / "terms", site=SITE.replace("Tiny Glossary", "The Longest Glossary Ever")), tmp_path / "i"
    )
    described = etree.fromstring(client_of(tmp_path / "i").get("/opensearch.xml").data)
    assert described.findtext(f"{OPENSEARCH}ShortName") == "The Longest"


def test_only_names_are_suggested_in_the_address_bar(client: FlaskClient) -> None:
    assert client.get("/api/v1/suggest?q=what%20i%20hand%20over").get_json()["suggestions"]
    assert client.get("/opensearch/suggest?q=what%20i%20hand%20over").get_json(force=True)[1] == []
    assert client.get("/opensearch/suggest?q=copai").get_json(force=True)[1] == ["Copayment"]

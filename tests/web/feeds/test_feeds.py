"""What crawlers, feed readers and browsers read, checked as they do."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_app.search import build
from tests.conftest import SITE, TINY, client_of, write_terms

SCHEMAS = Path(__file__).parent / "schemas"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def valid(client: FlaskClient, path: str, schema: str) -> etree._Element:
    """Return the document at `path`, which the schema must allow."""
    response = client.get(path)
    assert response.status_code == 200
    document = etree.fromstring(response.data)
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / schema))
    assert grammar.validate(document), grammar.error_log
    return document


def followed(client: FlaskClient, address: str) -> int:
    return client.get(urlsplit(address).path).status_code


def test_the_schemas_refuse_what_is_wrong() -> None:
    for schema, wrong in (
        ("sitemap.rng", f'<urlset xmlns="{SITEMAP[1:-1]}"><url><lastmod>2026-01-01</lastmod></url></urlset>'),
        ("sitemap.rng", f'<urlset xmlns="{SITEMAP[1:-1]}"><url><loc>/terms/x</loc></url></urlset>'),
        ("atom.rng", f'<feed xmlns="{ATOM[1:-1]}"><id>x</id><title>x</title></feed>'),
    ):
        assert not etree.RelaxNG(etree.parse(SCHEMAS / schema)).validate(etree.fromstring(wrong))


def test_the_sitemap_names_every_page_with_its_date(client: FlaskClient) -> None:
    urls = valid(client, "/sitemap.xml", "sitemap.rng").findall(f"{SITEMAP}url")
    dates = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in urls}
    assert dates["http://localhost/terms/copayment"] == "2026-01-10"
    assert dates["http://localhost/"] == "2026-03-30"  # the newest of all
    assert {followed(client, address) for address in dates} == {200}
    assert not any("/search" in address for address in dates)


def test_a_large_sitemap_is_an_index_of_parts(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.web.feeds.sitemap.SITEMAP_SIZE", 2)
    parts = [loc.text for loc in valid(client, "/sitemap.xml", "sitemap.rng").iter(f"{SITEMAP}loc")]
    assert parts == [f"http://localhost/sitemap-{part}.xml" for part in ("site", 1, 2)]
    found = [
        loc.text for part in parts for loc in valid(client, urlsplit(part).path, "sitemap.rng").iter(f"{SITEMAP}loc")
    ]
    assert len([address for address in found if "/terms/" in address]) == 3
    for wrong in ("0", "3", "x", "-1", "99999999"):
        assert client.get(f"/sitemap-{wrong}.xml").status_code == 404


def test_crawlers_may_read_pages_and_result_pages_say_noindex(client: FlaskClient) -> None:
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").get_data(as_text=True).splitlines())
    assert rules.can_fetch("*", "http://localhost/terms/copayment")
    assert rules.can_fetch("*", "http://localhost/search?q=x")  # or it would never learn of the noindex
    assert not rules.can_fetch("*", "http://localhost/api/v1/search?q=x")
    assert rules.site_maps() == ["http://localhost/sitemap.xml"]


def test_the_feed_tells_the_last_changes_newest_first(client: FlaskClient) -> None:
    feed = valid(client, "/feed.atom", "atom.rng")
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Tip Pooling", "Deductible", "Copayment"]
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated") == "2026-03-30T00:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Tiny Press"
    assert {followed(client, entry.find(f"{ATOM}link").get("href")) for entry in entries} == {200}
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)


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


def test_models_find_every_term_as_markdown(client: FlaskClient) -> None:
    text = client.get("/llms.txt").get_data(as_text=True)
    assert text.startswith("# Tiny Glossary\n\n> Three words.\n")
    for slug in ("copayment", "deductible", "tip-pooling"):
        assert f"(http://localhost/terms/{slug}.md): " in text
    assert client.get("/terms/copayment.md").status_code == 200


def test_markup_in_a_name_stays_text_in_every_format(tmp_path: Path) -> None:
    evil = TINY["money/copayment"].replace("name: Copayment", "name: '<img src=x onerror=alert(1)>&amp;\"'")
    build(write_terms(tmp_path / "terms", TINY | {"money/copayment": evil}), tmp_path / "index")
    client = client_of(tmp_path / "index")
    name = '<img src=x onerror=alert(1)>&amp;"'
    titles = [title.text for title in etree.fromstring(client.get("/feed.atom").data).iter(f"{ATOM}title")]
    assert name in titles
    assert client.get("/terms/copayment.json").get_json()["name"] == name
    page = client.get("/terms/copayment").get_data(as_text=True)
    assert "<img" not in page
    (data,) = etree.HTML(page).xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(data)["@graph"][0]["name"] == name
    assert "<" not in data  # nothing in it can end the script element


def test_who_has_a_feed_gets_304(client: FlaskClient) -> None:
    for path in ("/sitemap.xml", "/feed.atom", "/llms.txt", "/terms/copayment.md", "/api/v1/openapi.json"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
        assert client.get(path, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"

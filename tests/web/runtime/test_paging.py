"""A collection of thousands of terms and dozens of categories: every page stays short, and every term is on one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_app.errors import NotFound
from search_app.glossary.naming import name_key
from search_app.search import build
from search_app.web.feeds.sitemap import SITEMAP_SIZE
from search_app.web.runtime.categories import MAX_LISTED
from search_app.web.runtime.paging import MAX_UNPAGED, PER_PAGE, paging
from tests.conftest import client_of

TERMS, CATEGORIES = 3_300, 60
LARGE = "category-0"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
SHORT = 200_000  # bytes


def collection() -> Iterator[dict[str, object]]:
    """Yield terms of which a third begin with W, each with another name under X, a third of them in one category."""
    for number in range(TERMS):
        letter = "wabc0é"[number % 6] if number % 3 else "w"
        category = 0 if number % 3 == 0 else number % CATEGORIES
        yield {
            "slug": f"t:{number}",
            "name": f"{letter}ord {number}",
            "aliases": [f"x{'aeiou'[number % 5]}-{number}"],
            "categories": [f"category-{category}"],
            "definition": f"The word with the number {number}, which is one of many. It stands for nothing.",
        }


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("large")
    (folder / "terms.jsonl").write_text("\n".join(map(json.dumps, collection())) + "\n")
    build(folder / "terms.jsonl", folder / "index")
    return client_of(folder / "index")


def page_at(client: FlaskClient, path: str) -> etree._Element:
    response = client.get(path)
    assert response.status_code == 200, path
    assert len(response.data) < SHORT, path
    return etree.HTML(response.get_data(as_text=True))


def pages_from(client: FlaskClient, path: str) -> Iterator[etree._Element]:
    """Follow rel=next from `path` to the end; each page says where it is and leads back."""
    before = ""
    while path:
        page = page_at(client, path)
        assert page.xpath("//link[@rel='canonical']/@href") == [f"http://localhost{path}"]
        assert "".join(page.xpath("//link[@rel='prev']/@href")) == before
        yield page
        before, path = path, "".join(page.xpath("//link[@rel='next']/@href"))


@pytest.mark.parametrize("path", ["/browse", "/browse/w", "/browse/x", "/browse/0", f"/categories/{LARGE}"])
def test_every_term_is_on_one_page_of_a_hundred_in_order(large: FlaskClient, path: str) -> None:
    pages = list(pages_from(large, path))
    lists = [page.xpath("//ul[contains(@class, 'term-list')]/li") for page in pages]
    assert {len(lines) for lines in lists[:-1]} == {PER_PAGE}
    assert 0 < len(lists[-1]) <= PER_PAGE
    names = ["".join(line.itertext()).split(", see ")[0].strip().splitlines()[0] for lines in lists for line in lines]
    assert len(set(names)) == len(names)
    assert names == sorted(names, key=name_key)
    expected = {
        "/browse": TERMS, "/browse/x": TERMS,
        "/browse/w": sum(str(term["name"]).startswith("w") for term in collection()),
        "/browse/0": sum(str(term["name"]).startswith("0") for term in collection()),
        f"/categories/{LARGE}": sum(term["categories"] == [LARGE] for term in collection()),
    }  # fmt: skip
    assert len(names) == expected[path]
    titles = [page.findtext(".//title") for page in pages]
    assert len(set(titles)) == len(titles)


def test_page_numbers_are_links(large: FlaskClient) -> None:
    page = page_at(large, "/browse/x?page=20")
    links = page.xpath("//nav[@aria-label='Pages']//a")
    numbered = [link for link in links if not link.get("rel")]
    assert [link.get("aria-label") for link in numbered] == [f"Page {each}" for each in (1, 18, 19, 20, 21, 22, 33)]
    assert [link.get("aria-label") for link in numbered if link.get("aria-current")] == ["Page 20"]
    assert numbered[0].get("href") == "/browse/x"
    beside = [(link.text, link.get("rel"), link.get("href")) for link in (links[0], links[-1])]
    assert beside == [("Previous", "prev", "/browse/x?page=19"), ("Next", "next", "/browse/x?page=21")]
    assert {large.get(link.get("href")).status_code for link in links} == {200}


def test_a_long_letter_leads_to_where_names_begin_with_two_letters(large: FlaskClient) -> None:
    page = page_at(large, "/browse/x")
    links = page.xpath("//nav[@aria-label='Names under X that begin with']//a")
    assert [link.text for link in links] == ["Xa", "Xe", "Xi", "Xo", "Xu"]
    for link in links:
        lines = page_at(large, link.get("href")).xpath("//ul[contains(@class, 'term-list')]/li")
        names = [name_key("".join(line.itertext()).split(", see ")[0].strip().splitlines()[0]) for line in lines]
        assert any(name.startswith(link.text.lower()) for name in names)
    for path in ("/browse", "/browse/w"):  # not a letter; all its names begin with the same two
        assert not page_at(large, path).xpath("//nav[contains(@aria-label, 'that begin with')]")


@pytest.mark.parametrize("page", ["0", "34", "-1", "x", "²", "1.5", "9999999999999"])
def test_a_page_that_is_not_there_is_not_found(large: FlaskClient, page: str) -> None:
    for path in ("/browse/x", "/browse", f"/categories/{LARGE}", f"/categories/{LARGE}.md", "/categories"):
        assert large.get(path, query_string={"page": page}).status_code == 404
    assert large.get("/browse/x?page=").status_code == 200


def test_a_short_list_stays_in_one_piece(client: FlaskClient) -> None:
    for path in ("/browse", "/browse/c", "/categories/law", "/categories"):
        page = page_at(client, path)
        assert not page.xpath("//nav[@aria-label='Pages'] | //link[@rel='next' or @rel='prev']")
    assert paging("/browse", "", MAX_UNPAGED).pages == 1
    assert paging("/browse", "", MAX_UNPAGED + 1).pages == 4
    with pytest.raises(NotFound):
        paging("/browse", "2", MAX_UNPAGED)


def test_no_page_lists_all_of_many_categories(large: FlaskClient) -> None:
    for path in ("/", "/about", "/search?q=zzzz", "/search?q=word", "/embed", "/recent", "/terms/t:1", "/nope"):
        response = large.get(path)
        assert len(response.data) < SHORT
        page = etree.HTML(response.get_data(as_text=True))
        footer = page.xpath("//footer//a[starts-with(@href, '/categories')]/@href")
        assert len(footer) == MAX_LISTED + 1
        assert footer[-1] == "/categories"
        assert f"/categories/{LARGE}" in footer  # the largest ones are those that stay
        assert len(page.xpath("//main//a[starts-with(@href, '/categories/')]")) <= 2 * MAX_LISTED
    assert len(page_at(large, "/embed").xpath("//input[@name='category']")) == MAX_LISTED
    chosen = page_at(large, "/embed?category=category-59").xpath("//input[@name='category'][@checked]/@value")
    assert chosen == ["category-59"]
    listed = page_at(large, "/categories").xpath("//main//a[starts-with(@href, '/categories/')]")
    assert len(listed) == len({str(term["categories"]) for term in collection()})


def test_models_find_every_term_by_its_category(large: FlaskClient) -> None:
    text = large.get("/llms.txt").get_data(as_text=True)
    assert len(text) < SHORT
    found: list[str] = []
    lists = [urlsplit(line.split("](")[1].split(")")[0]).path for line in text.splitlines() if "/categories/" in line]
    for first in lists:
        path = first
        while path:
            response = large.get(path)
            assert response.content_type == "text/markdown; charset=utf-8"
            lines = response.get_data(as_text=True).splitlines()
            found += [line.split("/terms/")[1].split(".md)")[0] for line in lines if "/terms/" in line]
            path = next((line.split("(http://localhost")[1][:-1] for line in lines if line.startswith("[Next")), "")
    assert sorted(found) == sorted(str(term["slug"]) for term in collection())
    assert large.get("/categories/nope.md").status_code == 404


def test_the_parts_of_the_sitemap_hold_every_term_once(large: FlaskClient) -> None:
    parts = [loc.text or "" for loc in etree.fromstring(large.get("/sitemap.xml").data).iter(LOC)]
    assert len(parts) == 1 + -(-TERMS // SITEMAP_SIZE)
    found: list[str] = []
    for part in parts:
        body = large.get(urlsplit(part).path).data
        assert len(body) < SHORT * 1.2
        found += [loc.text or "" for loc in etree.fromstring(body).iter(LOC)]
    assert len(found) == len(set(found))
    assert sum("/terms/" in address for address in found) == TERMS


def test_lists_of_changes_are_bounded(tmp_path: Path) -> None:
    dated = [term | {"updated": f"2026-01-{2 if number else 1:02}"} for number, term in enumerate(collection())][:400]
    (tmp_path / "terms.jsonl").write_text("\n".join(map(json.dumps, dated)) + "\n")
    build(tmp_path / "terms.jsonl", tmp_path / "index")
    client = client_of(tmp_path / "index")
    assert len(page_at(client, "/recent").xpath("//ul[contains(@class, 'term-list')]/li")) == 50
    feed = etree.fromstring(client.get("/feed.atom").data)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 50

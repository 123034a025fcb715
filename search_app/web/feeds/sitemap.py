"""The sitemap and robots.txt, for crawlers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET

from flask import Response

from search_app.errors import NotFound
from search_app.glossary.rendering.entry import Entry
from search_app.messages import message
from search_app.search import Engine
from search_app.search.comparison import curated_pairs
from search_app.urls import category_path, compare_path, help_path, term_path
from search_app.web.feeds.responses import add_element, text_response, xml_response
from search_app.web.runtime.context import engine, origin, path_prefix
from search_app.web.runtime.editions import has_terms, urls_in

SITEMAP_SIZE = 3_000  # terms in a sitemap, which takes time to write; if there are more, it is an index of sitemaps

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"  # of links to the same page in other languages


def sitemap() -> Response:
    """Return the URL of every page and the day it last changed. https://www.sitemaps.org/protocol.html"""
    serving = engine()
    parts = -(-len(serving) // SITEMAP_SIZE)
    if parts <= 1:
        return xml_response(_urlset([*_site_pages(serving), *_term_pages(serving, serving.entries())]))
    root = ET.Element("sitemapindex", xmlns=SITEMAP)
    for name in ("site", *range(1, parts + 1)):
        add_element(add_element(root, "sitemap"), "loc", f"{origin()}/sitemap-{name}.xml")
    return xml_response(root)


def sitemap_part(part: str) -> Response:
    """Return a part of a large sitemap: the pages other than terms, or a slice of the terms."""
    serving = engine()
    if part == "site":
        return xml_response(_urlset(_site_pages(serving)))
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0
    shown = serving.entries()[(number - 1) * SITEMAP_SIZE : number * SITEMAP_SIZE] if number else ()
    if not shown:
        raise NotFound(message("There is no part %(part)s of the sitemap."), part=repr(part))
    return xml_response(_urlset(_term_pages(serving, shown)))


def robots() -> Response:
    """Allow crawlers all but the API. https://www.rfc-editor.org/rfc/rfc9309"""
    # Result pages are not excluded: a crawler has to read them to see their noindex.
    return text_response(f"User-agent: *\nDisallow: {path_prefix()}/api/\n\nSitemap: {origin()}/sitemap.xml\n")


def _site_pages(serving: Engine) -> Iterator[tuple[str, str]]:
    """Yield the path and the day of the last change of each page that is not a term's."""
    newest = next((entry.updated for entry in serving.entries(sort="updated")[:1]), "")
    yield from (("/", newest), ("/recent", newest), ("/browse", newest))
    yield from (("/explain", ""), ("/categories", ""), ("/about", ""))
    yield ("/accessibility", "")
    if serving.site.agencies or serving.site.state_tables:
        yield (help_path(), "")
    yield from ((category_path(category.slug), "") for category, _ in serving.categories())


def _term_pages(serving: Engine, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the pages of terms, and of their comparisons that search engines may list."""
    yield from ((term_path(entry.slug), entry.updated) for entry in entries)
    yield from ((compare_path(pair), "") for pair in curated_pairs(serving, entries))


def _urlset(pages: Iterable[tuple[str, str]]) -> ET.Element:
    """Return the URLs of pages in every language; each names the others, if there are several."""
    serving = engine()
    languages = [(code, each, urls_in(code)) for code, each in serving.languages.items()]
    several = len(languages) > 1
    root = ET.Element("urlset", xmlns=SITEMAP)
    if several:
        root.set("xmlns:xhtml", XHTML)
    for path, changed in pages:
        slugs = _terms_of(path) if several else []
        addresses = {
            code: address(path) for code, each, address in languages if each is serving or has_terms(each, slugs)
        }
        for location in addresses.values():
            url = add_element(root, "url")
            add_element(url, "loc", location)
            if changed:
                add_element(url, "lastmod", changed)
            for code, other in addresses.items() if several else ():
                add_element(url, "xhtml:link", rel="alternate", hreflang=code, href=other)
    return root


def _terms_of(path: str) -> list[str]:
    """Return the slugs of the terms on the page at an internal path."""
    if path.startswith("/terms/"):
        return [unquote(path.removeprefix("/terms/"))]
    return parse_qs(urlsplit(path).query).get("term", [])

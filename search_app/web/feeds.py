"""What other programs look for at addresses of their own: crawlers, feed readers, browsers' search boxes, models.

XML is written with ElementTree, which escapes; each format's specification stands at its view.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import shorten
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, render_template, request

from search_app.errors import NotFound
from search_app.glossary.render import Entry
from search_app.glossary.urls import category_path, term_path
from search_app.search import Engine
from search_app.web.api import answer
from search_app.web.assets import asset_path
from search_app.web.context import engine, origin
from search_app.web.pages import category_called
from search_app.web.paging import paging

CHANGES = 50  # terms in the feed
SITEMAP_SIZE = 3_000  # terms in a sitemap, which takes a moment to write; of more, an index of sitemaps
LISTED_FOR_MODELS = 1_000  # terms in one list for language models; of more, a list for each category
SUGGESTIONS = 8

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Answer with every page and the day it last changed. https://www.sitemaps.org/protocol.html"""
    serving = engine()
    parts = -(-len(serving) // SITEMAP_SIZE)
    if parts <= 1:
        return _xml(_urlset([*_site_pages(serving), *_term_pages(serving.entries())]))
    root = ET.Element("sitemapindex", xmlns=SITEMAP)
    for name in ("site", *range(1, parts + 1)):
        _add(_add(root, "sitemap"), "loc", f"{origin()}/sitemap-{name}.xml")
    return _xml(root)


@blueprint.get("/sitemap-<part>.xml")
def sitemap_part(part: str) -> Response:
    """Answer with a part of a large sitemap: the pages that are no terms, or a slice of the terms."""
    serving = engine()
    if part == "site":
        return _xml(_urlset(_site_pages(serving)))
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0
    shown = serving.entries()[(number - 1) * SITEMAP_SIZE : number * SITEMAP_SIZE] if number else ()
    if not shown:
        raise NotFound(f"There is no part {part!r} of the sitemap.")
    return _xml(_urlset(_term_pages(shown)))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Answer with what crawlers may read: all but the API. https://www.rfc-editor.org/rfc/rfc9309"""
    # Result pages are not shut out: a crawler must read them to learn that they say noindex.
    return _text(f"User-agent: *\nDisallow: /api/\n\nSitemap: {origin()}/sitemap.xml\n")


@blueprint.get("/feed.atom")
def feed() -> Response:
    """Answer with the terms that changed last. https://www.rfc-editor.org/rfc/rfc4287"""
    serving = engine()
    dated = [entry for entry in serving.entries(sort="updated")[:CHANGES] if entry.updated]
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(root, "id", f"{origin()}/feed.atom")
    _add(root, "title", f"{serving.site.title}: changes")
    _add(root, "updated", _midnight(dated[0].updated if dated else ""))
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{origin()}/feed.atom")
    _add(root, "link", rel="alternate", type="text/html", href=f"{origin()}/recent")
    _add(root, "icon", origin() + asset_path("icon.svg"))
    _add(_add(root, "author"), "name", serving.site.organisation.name or serving.site.title)
    for entry in dated:
        _add_change(root, entry)
    return _xml(root, "application/atom+xml")


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """Answer with how a browser searches here. https://github.com/dewitt/opensearch"""
    site = engine().site
    root = ET.Element("OpenSearchDescription", xmlns=OPENSEARCH)
    _add(root, "ShortName", shorten(site.title, 16, placeholder="") or site.title[:16])  # the specification's lengths
    _add(root, "LongName", shorten(site.title, 48, placeholder="") or site.title[:48])
    _add(root, "Description", (site.tagline or site.title)[:1024])
    _add(root, "InputEncoding", "UTF-8")
    _add(root, "Image", origin() + asset_path("icon.svg"), width="32", height="32", type="image/svg+xml")
    search, suggest = f"{origin()}/search?q={{searchTerms}}", f"{origin()}/opensearch/suggest?q={{searchTerms}}"
    _add(root, "Url", type="text/html", method="get", template=search)
    _add(root, "Url", type="application/x-suggestions+json", method="get", template=suggest)
    _add(root, "Url", type="application/opensearchdescription+xml", rel="self", template=f"{origin()}/opensearch.xml")
    return _xml(root, "application/opensearchdescription+xml")


@blueprint.get("/opensearch/suggest")
def opensearch_suggest() -> Response:
    """Answer a browser's search box: the query, then names, summaries and addresses, one list each."""
    serving, typed = engine(), request.args.get("q", "")
    found = [serving.entry(suggestion.slug) for suggestion in serving.suggest(typed, SUGGESTIONS)]
    names, summaries = [entry.name for entry in found], [entry.summary for entry in found]
    response = answer([typed, names, summaries, [origin() + term_path(entry.slug) for entry in found]])
    response.content_type = "application/x-suggestions+json"
    return response


@blueprint.get("/llms.txt")
def llms() -> Response:
    """Answer with what the glossary is and where its texts are, for language models. https://llmstxt.org"""
    serving = engine()
    counted = [(category, count) for category, count in serving.categories() if count]
    if len(serving) > LISTED_FOR_MODELS:
        return _text(render_template("llms.txt", counted=counted, categories=()), "text/markdown")
    by_category = [(category, serving.entries(category=category.slug)) for category, _ in counted]
    return _text(render_template("llms.txt", counted=(), categories=by_category), "text/markdown")


@blueprint.get("/categories/<slug>.md")
def category(slug: str) -> Response:
    """Answer with the terms of a category as Markdown, in pages."""
    serving = engine()
    shown, entries = category_called(serving, slug), serving.entries(category=slug)
    path, asked = f"{category_path(slug)}.md", request.args.get("page", "")
    here = paging(path, asked, len(entries), per_page=LISTED_FOR_MODELS, whole=LISTED_FOR_MODELS)
    listed = render_template("category.md", category=shown, entries=entries[here.start : here.stop], paging=here)
    response = _text(listed, "text/markdown")
    response.headers["Link"] = f'<{origin()}{category_path(slug)}>; rel="canonical"'
    return response


def _site_pages(serving: Engine) -> Iterator[tuple[str, str]]:
    """Yield path and last change of each page that is not a term's."""
    newest = next((entry.updated for entry in serving.entries(sort="updated")[:1]), "")
    yield from (("/", newest), ("/recent", newest), ("/browse", newest), ("/categories", ""), ("/about", ""))
    yield from ((category_path(category.slug), "") for category, _ in serving.categories())


def _term_pages(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    yield from ((term_path(entry.slug), entry.updated) for entry in entries)


def _urlset(pages: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> ET.Element:
    root = ET.Element("urlset", xmlns=SITEMAP)
    for path, changed in pages:
        url = _add(root, "url")
        _add(url, "loc", origin() + path)
        if changed:
            _add(url, "lastmod", changed)
    return root


def _add_change(root: ET.Element, entry: Entry) -> None:
    address = origin() + term_path(entry.slug)
    added = _add(root, "entry")
    _add(added, "id", address)
    _add(added, "title", entry.name)
    _add(added, "updated", _midnight(entry.updated))
    _add(added, "link", rel="alternate", type="text/html", href=address)
    _add(added, "summary", entry.summary)
    for slug in entry.categories:
        _add(added, "category", term=slug)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def _midnight(day: str) -> str:
    return f"{day or date(1970, 1, 1).isoformat()}T00:00:00Z"


def _xml(root: ET.Element, content_type: str = "application/xml") -> Response:
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type=f"{content_type}; charset=utf-8")


def _text(text: str, content_type: str = "text/plain") -> Response:
    return Response(text, content_type=f"{content_type}; charset=utf-8")

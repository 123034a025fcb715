"""The Atom feed of the most recently changed terms (RFC 4287)."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

from flask import Response

from search_app.glossary.changes import latest
from search_app.glossary.rendering.entry import Entry
from search_app.urls import term_path
from search_app.web.feeds.responses import add_element, xml_response
from search_app.web.runtime.context import engine, origin, public_url
from search_app.web.runtime.static_files import asset_path
from search_app.web.runtime.translation import gettext

CHANGES = 50  # terms in the feed
ATOM = "http://www.w3.org/2005/Atom"


def feed() -> Response:
    """Return the terms that changed last. https://www.rfc-editor.org/rfc/rfc4287"""
    serving = engine()
    dated = [entry for entry in serving.entries(sort="updated")[:CHANGES] if entry.updated]
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": serving.site.language})
    add_element(root, "id", public_url("/feed.atom"))
    add_element(root, "title", gettext("%(site)s: changes", site=serving.site.title))
    add_element(root, "updated", _midnight(dated[0].updated if dated else ""))
    add_element(root, "link", rel="self", type="application/atom+xml", href=public_url("/feed.atom"))
    add_element(root, "link", rel="alternate", type="text/html", href=public_url("/recent"))
    add_element(root, "icon", origin() + asset_path("icon.svg"))
    add_element(add_element(root, "author"), "name", serving.site.organisation.name or serving.site.title)
    for entry in dated:
        _add_change(root, entry)
    return xml_response(root, "application/atom+xml")


def _add_change(root: ET.Element, entry: Entry) -> None:
    address = public_url(term_path(entry.slug))
    added = add_element(root, "entry")
    add_element(added, "id", address)
    add_element(added, "title", entry.name)
    add_element(added, "updated", _midnight(entry.updated))
    add_element(added, "link", rel="alternate", type="text/html", href=address)
    add_element(added, "summary", entry.summary)
    if entry.changes:
        add_element(added, "content", "\n".join(change.note for change in latest(entry.changes)), type="text")
    for slug in entry.categories:
        add_element(added, "category", term=slug)


def _midnight(day: str) -> str:
    return f"{day or date(1970, 1, 1).isoformat()}T00:00:00Z"

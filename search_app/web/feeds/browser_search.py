"""OpenSearch: the glossary as a search engine in the browser's address bar."""

from __future__ import annotations

from textwrap import shorten
from xml.etree import ElementTree as ET

from flask import Response, request

from search_app.web.api.responses import json_response
from search_app.web.feeds.responses import add_element, xml_response
from search_app.web.runtime.context import engine, origin, public_url
from search_app.web.runtime.static_files import asset_path

SUGGESTIONS = 8
NOT_NAMES = ("asked_as", "result")  # reasons for a suggestion
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


def opensearch() -> Response:
    """Return the OpenSearch description. https://github.com/dewitt/opensearch"""
    serving = engine()
    site = serving.site
    root = ET.Element("OpenSearchDescription", xmlns=OPENSEARCH)
    for tag, longest in (("ShortName", 16), ("LongName", 48)):  # lengths of the specification
        add_element(root, tag, shorten(site.title, longest, placeholder="") or site.title[:longest])
    add_element(root, "Description", (site.tagline or site.title)[:1024])
    add_element(root, "Language", serving.language)
    add_element(root, "InputEncoding", "UTF-8")
    add_element(root, "Image", origin() + asset_path("icon.svg"), width="32", height="32", type="image/svg+xml")
    search, suggest = public_url("/search") + "?q={searchTerms}", public_url("/opensearch/suggest") + "?q={searchTerms}"
    add_element(root, "Url", type="text/html", method="get", template=search)
    add_element(root, "Url", type="application/x-suggestions+json", method="get", template=suggest)
    add_element(
        root, "Url", type="application/opensearchdescription+xml", rel="self", template=public_url("/opensearch.xml")
    )
    return xml_response(root, "application/opensearchdescription+xml")


def opensearch_suggest() -> Response:
    """Return suggestions for the address bar: the query, then a list each of names, summaries and URLs.

    Only terms with a matching name: a browser offers the name as a search, without the reason for it.
    """
    typed = request.args.get("q", "")
    found = [each for each in engine().suggest(typed, SUGGESTIONS) if each.matched.field not in NOT_NAMES]
    names, summaries = [each.name for each in found], [each.summary for each in found]
    response = json_response([typed, names, summaries, [public_url(each.url) for each in found]])
    response.content_type = "application/x-suggestions+json"
    return response

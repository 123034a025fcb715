"""OpenSearch: the glossary as a search engine of the browser."""

from __future__ import annotations

from textwrap import shorten
from xml.etree import ElementTree as ET

from flask import Response, request

from search_app.urls import term_path
from search_app.web.api.responses import answer
from search_app.web.feeds.responses import add_element, blueprint, xml_response
from search_app.web.runtime.assets import asset_path
from search_app.web.runtime.context import engine, origin

SUGGESTIONS = 8
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """Answer with how a browser searches here. https://github.com/dewitt/opensearch"""
    site = engine().site
    root = ET.Element("OpenSearchDescription", xmlns=OPENSEARCH)
    add_element(
        root, "ShortName", shorten(site.title, 16, placeholder="") or site.title[:16]
    )  # the specification's lengths
    add_element(root, "LongName", shorten(site.title, 48, placeholder="") or site.title[:48])
    add_element(root, "Description", (site.tagline or site.title)[:1024])
    add_element(root, "InputEncoding", "UTF-8")
    add_element(root, "Image", origin() + asset_path("icon.svg"), width="32", height="32", type="image/svg+xml")
    search, suggest = f"{origin()}/search?q={{searchTerms}}", f"{origin()}/opensearch/suggest?q={{searchTerms}}"
    add_element(root, "Url", type="text/html", method="get", template=search)
    add_element(root, "Url", type="application/x-suggestions+json", method="get", template=suggest)
    add_element(
        root, "Url", type="application/opensearchdescription+xml", rel="self", template=f"{origin()}/opensearch.xml"
    )
    return xml_response(root, "application/opensearchdescription+xml")


@blueprint.get("/opensearch/suggest")
def opensearch_suggest() -> Response:
    """Answer a browser's search box: the query, then names, summaries and addresses, one list each."""
    serving, typed = engine(), request.args.get("q", "")
    found = [serving.entry(suggestion.slug) for suggestion in serving.suggest(typed, SUGGESTIONS)]
    names, summaries = [entry.name for entry in found], [entry.summary for entry in found]
    response = answer([typed, names, summaries, [origin() + term_path(entry.slug) for entry in found]])
    response.content_type = "application/x-suggestions+json"
    return response

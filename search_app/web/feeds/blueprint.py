"""The routes of the documents that programs read: crawlers, feed readers, browsers, language models."""

from __future__ import annotations

from flask import Blueprint

from search_app.web.feeds import atom, browser_search, exports, llms, sitemap

blueprint = Blueprint("feeds", __name__)

blueprint.get("/sitemap.xml")(sitemap.sitemap)
blueprint.get("/sitemap-<part>.xml")(sitemap.sitemap_part)
blueprint.get("/robots.txt")(sitemap.robots)
blueprint.get("/feed.atom")(atom.feed)
blueprint.get("/opensearch.xml")(browser_search.opensearch)
blueprint.get("/opensearch/suggest")(browser_search.opensearch_suggest)
blueprint.get("/export/glossary.<suffix>")(exports.glossary)
blueprint.get("/llms.txt")(llms.llms)
blueprint.get("/categories/<slug>.md")(llms.category)

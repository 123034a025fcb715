"""Lists for language models: /llms.txt, and each category as Markdown. https://llmstxt.org"""

from __future__ import annotations

from flask import Response, render_template, request

from search_app.urls import category_path
from search_app.web.feeds.responses import text_response
from search_app.web.runtime.categories import find_category
from search_app.web.runtime.context import engine, public_url
from search_app.web.runtime.exports import export_links
from search_app.web.runtime.paging import paging

MAX_LISTED = 1_000  # terms in one list; if there are more, each category has a list


def llms() -> Response:
    """Return the description of the glossary with the URLs of its texts."""
    serving = engine()
    counted = [(category, count) for category, count in serving.categories() if count]
    by_category = []
    if len(serving) <= MAX_LISTED:
        by_category = [(category, serving.entries(category=category.slug)) for category, _ in counted]
        counted = []
    listed = render_template("feeds/llms.txt", counted=counted, categories=by_category, exports=export_links())
    return text_response(listed, "text/markdown")


def category(slug: str) -> Response:
    """Return one page of a category's terms as Markdown."""
    serving = engine()
    shown, entries = find_category(serving, slug), serving.entries(category=slug)
    path, asked = f"{category_path(slug)}.md", request.args.get("page", "")
    here = paging(path, asked, len(entries), per_page=MAX_LISTED, unpaged=MAX_LISTED)
    listed = render_template("feeds/category.md", category=shown, entries=entries[here.start : here.stop], paging=here)
    response = text_response(listed, "text/markdown")
    response.headers["Link"] = f'<{public_url(category_path(slug))}>; rel="canonical"'
    return response

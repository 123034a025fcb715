"""/llms.txt and the Markdown list of each category."""

from __future__ import annotations

from flask import Response, render_template, request

from search_app.urls import category_path
from search_app.web.feeds.responses import blueprint, text_response
from search_app.web.runtime.context import engine, origin
from search_app.web.site.pages import category_called
from search_app.web.site.paging import paging

LISTED_FOR_MODELS = 1_000  # terms in one list for language models; of more, a list for each category


@blueprint.get("/llms.txt")
def llms() -> Response:
    """Answer with what the glossary is and where its texts are, for language models. https://llmstxt.org"""
    serving = engine()
    counted = [(category, count) for category, count in serving.categories() if count]
    if len(serving) > LISTED_FOR_MODELS:
        return text_response(render_template("feeds/llms.txt", counted=counted, categories=()), "text/markdown")
    by_category = [(category, serving.entries(category=category.slug)) for category, _ in counted]
    return text_response(render_template("feeds/llms.txt", counted=(), categories=by_category), "text/markdown")


@blueprint.get("/categories/<slug>.md")
def category(slug: str) -> Response:
    """Answer with the terms of a category as Markdown, in pages."""
    serving = engine()
    shown, entries = category_called(serving, slug), serving.entries(category=slug)
    path, asked = f"{category_path(slug)}.md", request.args.get("page", "")
    here = paging(path, asked, len(entries), per_page=LISTED_FOR_MODELS, whole=LISTED_FOR_MODELS)
    listed = render_template("feeds/category.md", category=shown, entries=entries[here.start : here.stop], paging=here)
    response = text_response(listed, "text/markdown")
    response.headers["Link"] = f'<{origin()}{category_path(slug)}>; rel="canonical"'
    return response

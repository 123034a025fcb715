"""A term as Markdown and as JSON, at its own address with `.md` or `.json` behind it."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from search_app.errors import NotFound
from search_app.urls import term_path
from search_app.web.api.endpoints import term_document
from search_app.web.api.responses import answer
from search_app.web.runtime.context import engine, origin
from search_app.web.site.pages import moved
from search_app.web.site.term_page import TermPage, citation, reading

blueprint = Blueprint("formats", __name__)


@blueprint.get("/terms/<slug>.md")
def markdown(slug: str) -> AnyResponse:
    serving = engine()
    try:
        page = reading(serving, slug)
    except NotFound:
        return moved(serving, slug, ".md")
    text = markdown_of(page, origin(), citation(page.entry, serving.site, origin()))
    return _beside_the_page(Response(text, content_type="text/markdown; charset=utf-8"), slug)


@blueprint.get("/terms/<slug>.json")
def json(slug: str) -> AnyResponse:
    serving = engine()
    try:
        document = term_document(serving, slug)
    except NotFound:
        return moved(serving, slug, ".json")
    return _beside_the_page(answer(document), slug)


def markdown_of(page: TermPage, base: str, source: str) -> str:
    """Return a term as Markdown: the texts as their authors wrote them, then where to read on and the source."""
    entry = page.entry
    blocks = [f"# {entry.name}"]
    if entry.aliases:
        blocks.append("Also called: " + ", ".join(entry.aliases))
    for passage in entry.passages:
        if passage.kind != "definition":
            blocks.append(f"## {passage.title}")
        blocks.append(passage.markdown.strip())
    if leads := page.curated + page.computed:
        blocks += ["## Related Terms", "\n".join(f"- [{lead.name}]({base}{lead.url}.md)" for lead in leads)]
    return "\n\n".join([*blocks, "---", source]) + "\n"


def _beside_the_page(response: Response, slug: str) -> Response:
    """Tell search engines that the page itself is what to show."""
    response.headers["Link"] = f'<{origin()}{term_path(slug)}>; rel="canonical"'
    return response

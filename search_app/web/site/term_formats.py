"""A term as Markdown and as JSON, at the URL of its page followed by `.md` or `.json`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from search_app.errors import NotFound
from search_app.glossary.model import Agency
from search_app.urls import term_path
from search_app.web.api.responses import deprecated_document, json_response, linked_json_response, term_document
from search_app.web.runtime.context import engine, public_url, public_urls
from search_app.web.runtime.formats import long_date
from search_app.web.runtime.translation import gettext
from search_app.web.site.pages import redirect_alias
from search_app.web.site.term_page import TermPage, citation, term_page


def markdown(slug: str) -> AnyResponse:
    serving = engine()
    try:
        page = term_page(serving, slug)
    except NotFound:
        return redirect_alias(serving, slug, ".md")
    address = public_urls()
    text = markdown_of(page, address, citation(page.entry, serving.site, address(term_path(slug))))
    return _with_canonical(Response(text, content_type="text/markdown; charset=utf-8"), slug)


def json(slug: str) -> AnyResponse:
    serving = engine()
    try:
        document = term_document(serving, slug)
    except NotFound:
        moved = redirect_alias(serving, slug, ".json")
        if successor := serving.successor(slug):
            moved.data = json_response(deprecated_document(slug, successor)).data
            moved.content_type = "application/json"
        return moved
    return _with_canonical(linked_json_response(document), slug)


def markdown_of(page: TermPage, address: Callable[[str], str], source: str) -> str:
    """Return a term as Markdown: the sections as their author wrote them, the related terms and the source."""
    entry = page.entry
    blocks = [f"# {entry.name}"]
    if entry.aliases:
        blocks.append(gettext("Also called: %(names)s", names=", ".join(entry.aliases)))
    for passage in entry.passages:
        if passage.kind != "definition":
            blocks.append(f"## {passage.title}")
        blocks.append(passage.markdown.strip())
    if page.agencies:
        blocks += _section(gettext("Who can help"), [f"- {_agency(agency, address)}" for agency in page.agencies])
    if entry.sources:
        blocks += _section(gettext("Sources"), [f"{number}. {each}" for number, each in enumerate(entry.sources, 1)])
    if entry.reviewed:
        blocks.append(
            gettext("Reviewed %(day)s (%(role)s)", day=long_date(entry.reviewed.day), role=entry.reviewed.role)
        )
    for title, terms in ((gettext("Broader terms"), page.broader), (gettext("Narrower terms"), page.narrower)):
        if terms:
            blocks += _section(title, [f"- [{each.name}]({address(term_path(each.slug))}.md)" for each in terms])
    if related := page.curated + page.computed:
        blocks += _section(gettext("Related terms"), [f"- [{each.name}]({address(each.url)}.md)" for each in related])
    if entry.changes:
        blocks += _section(gettext("Changes"), [f"- {change.day}: {change.note}" for change in entry.changes])
    return "\n\n".join([*blocks, "---", source]) + "\n"


def _section(title: str, lines: Sequence[str]) -> tuple[str, str]:
    return f"## {title}", "\n".join(lines)


def _agency(agency: Agency, address: Callable[[str], str]) -> str:
    state = address("/help#states") if agency.states else ""
    reached = ", ".join(filter(None, (agency.phone, agency.url, state, agency.hours)))
    return f"{agency.name}: {agency.does} {reached}"


def _with_canonical(response: Response, slug: str) -> Response:
    """Refer search engines to the page itself."""
    response.headers["Link"] = f'<{public_url(term_path(slug))}>; rel="canonical"'
    return response

"""What goes into the search log: searches that were sent, and results that were opened.

Keystrokes are not searches: `/api/v1/suggest` is never logged. A result that is opened from the results page needs
no script and no mark in its address, because browsers tell a site which of its own pages a visitor comes from
(`Referer`; our referrer policy keeps it from everybody else). What is opened without a results page, from the
suggestions or inside the widget, is told by a beacon: `POST /api/v1/searches`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qsl

from flask import Flask, g, request
from werkzeug.datastructures import MultiDict

from search_app.analytics.collection.keystrokes import Searched
from search_app.analytics.collection.search_log import Click, Note
from search_app.errors import IndexUnavailable
from search_app.search import Engine, SearchPage, SearchRequest
from search_app.web.runtime.context import engine
from search_app.web.visitors.identity import embedding_origin, is_own, search_log, split, visitor_key, wants_no_log

TERM_PAGE, RESULTS_PAGE = "pages.term", "/search"


def init_app(app: Flask) -> None:
    app.before_request(note_opening)  # before a visitor who has the page already is told so (304)


def note_search(asked: SearchRequest, page: SearchPage) -> None:
    """Log a search; its further pages and other orders are the same search."""
    if asked.q and asked.page == 1 and asked.sort == "relevance":
        g.searched = Searched(
            query=asked.q,
            results=page.total,
            corrected=page.correction is not None,
            narrowed=bool(asked.categories) or asked.exact,
        )
        note_searched(g.searched)


def note_searched(searched: Searched) -> None:
    """Log a search as one of this visitor, whether its answer was worked out now or kept."""
    if request.method == "GET" and not wants_no_log():
        site = embedding_origin(request.args.get("from", ""))
        search_log().note(replace(searched, visitor=visitor_key("typing"), origin=site))


def note_opening() -> None:
    """Log that a term is opened from the results page."""
    if request.endpoint != TERM_PAGE or request.method != "GET":
        return
    before = split(request.referrer)
    if before.path != RESULTS_PAGE or not is_own(before.netloc) or wants_no_log():
        return
    try:
        serving = engine()
    except IndexUnavailable:
        return
    arguments = MultiDict(parse_qsl(before.query))
    asked = SearchRequest.from_args(arguments, [each.slug for each in serving.site.categories], strict=False)
    search_log().note(opened_later(serving, asked, (request.view_args or {})["slug"], arguments.get("from", "")))


def opened_later(serving: Engine, asked: SearchRequest, slug: str, claimed: str) -> Callable[[], Iterator[Note]]:
    """Return what works out, later, where `slug` stood among the results; nothing if it did not."""
    site = embedding_origin(claimed)

    def notes() -> Iterator[Note]:
        page = serving.search(asked) if asked.q else None
        if page and (place := _place(page, slug)):
            yield Click(asked.q, slug, place if place > 0 else None, site)

    return notes


def typed_later(serving: Engine, query: str, slug: str, claimed: str) -> Callable[[], Iterator[Note]]:
    """Return what works out, later, what a query found that was typed but not sent, and which term was opened."""
    asked = SearchRequest(query)
    site, visitor = embedding_origin(claimed), visitor_key("typing")

    def notes() -> Iterator[Note]:
        page = serving.search(asked)
        suggested = [suggestion.slug for suggestion in serving.suggest(query)]
        yield Searched(asked.q, page.total or len(suggested), page.correction is not None, visitor, site)
        if slug in suggested:
            yield Click(asked.q, slug, suggested.index(slug) + 1, site)
        elif slug and (place := _place(page, slug)):
            yield Click(asked.q, slug, place if place > 0 else None, site)

    return notes


def _place(page: SearchPage, slug: str) -> int:
    """Return the place of `slug` among the results, from 1; -1 beside them, 0 if it is not on the page."""
    first = (page.page - 1) * page.per_page
    for place, hit in enumerate(page.hits, first + 1):
        if hit.slug == slug:
            return place
    return -1 if any(related.slug == slug for related in page.related) else 0

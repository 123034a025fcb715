"""Log searches that were submitted, and clicks on results.

Keystrokes are not searches: `/api/v1/suggest` is never logged. A click on the results page needs neither a script nor
a parameter in the link, because browsers send the page they come from within a site (`Referer`; our referrer policy
hides it from others). A click elsewhere, on a suggestion or inside the widget, is reported with
`POST /api/v1/searches`.
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
from search_app.web.runtime.context import category_slugs, engine, path_prefix
from search_app.web.runtime.services import services
from search_app.web.visitors.identity import (
    embedding_origin,
    is_own_host,
    opted_out_of_log,
    split_url,
    visitor_key,
)

TERM_PAGE, RESULTS_PAGE = "site.term", "/search"


def init_app(app: Flask) -> None:
    app.before_request(log_click)


def log_search(asked: SearchRequest, page: SearchPage) -> None:
    """Log a search; its further pages and other sort orders are the same search."""
    if asked.q and asked.page == 1 and asked.sort == "relevance":
        g.searched = Searched(
            query=asked.q,
            results=page.total,
            corrected=page.is_corrected,
            narrowed=bool(asked.categories) or asked.exact or asked.all,
            weak=page.is_weak,
        )
        log_searched(g.searched)


def log_searched(searched: Searched) -> None:
    """Log a search as this visitor's, whether its response was computed or cached."""
    if request.method == "GET" and not opted_out_of_log():
        site = embedding_origin(request.args.get("from", ""))
        services().search_log.note(replace(searched, visitor=visitor_key("typing"), origin=site))


def log_click() -> None:
    """Log that a term was opened from the results page."""
    if request.endpoint != TERM_PAGE or request.method != "GET":
        return
    before = split_url(request.referrer)
    if before.path != path_prefix() + RESULTS_PAGE or not is_own_host(before.netloc) or opted_out_of_log():
        return
    try:
        serving, slugs = engine(), category_slugs()
    except IndexUnavailable:
        return
    arguments = MultiDict(parse_qsl(before.query))
    asked = SearchRequest.from_args(arguments, slugs, strict=False)
    services().search_log.note(
        result_click(serving, asked, (request.view_args or {})["slug"], arguments.get("from", ""))
    )


def result_click(serving: Engine, asked: SearchRequest, slug: str, claimed: str) -> Callable[[], Iterator[Note]]:
    """Return a deferred note of a click on `slug` with its rank; none if the search does not find it."""
    site = embedding_origin(claimed)

    def notes() -> Iterator[Note]:
        page = serving.search(asked) if asked.q else None
        if page and (rank := _rank(page, slug)):
            yield Click(asked.q, slug, rank if rank > 0 else None, site)

    return notes


def reported_search(serving: Engine, query: str, slug: str, claimed: str) -> Callable[[], Iterator[Note]]:
    """Return deferred notes of a query that was typed but not submitted, and of the click on `slug`, if any."""
    asked = SearchRequest(query)
    site, visitor = embedding_origin(claimed), visitor_key("typing")

    def notes() -> Iterator[Note]:
        page = serving.search(asked)
        suggested = [suggestion.slug for suggestion in serving.suggest(query)]
        weak = page.is_weak and not suggested
        yield Searched(asked.q, page.total or len(suggested), page.is_corrected, visitor, site, weak=weak)
        if slug in suggested:
            yield Click(asked.q, slug, suggested.index(slug) + 1, site)
        elif slug and (rank := _rank(page, slug)):
            yield Click(asked.q, slug, rank if rank > 0 else None, site)

    return notes


def _rank(page: SearchPage, slug: str) -> int:
    """Return the rank of `slug` among the results, from 1; -1 beside them, 0 if it is not on the page."""
    first = (page.page - 1) * page.per_page
    for rank, hit in enumerate(page.hits, first + 1):
        if hit.slug == slug:
            return rank
    beside = {related.slug for related in page.related} | {hit.slug for hit in page.closest}
    return -1 if slug in beside else 0

"""Log searches that were submitted, and clicks on results.

Keystrokes are not searches: `/api/v1/suggest` is never logged. A click on the results page needs neither a script nor
a parameter in the link, because browsers send the page they come from within a site (`Referer`; our referrer policy
hides it from others). A click elsewhere, on a suggestion or inside the widget, is reported with
`POST /api/v1/searches`. Each is logged in the language of its address.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl

from flask import Flask
from msgspec.structs import replace
from werkzeug.datastructures import MultiDict

from search_app.analytics.collection.keystrokes import Searched
from search_app.analytics.collection.row_counts import Click
from search_app.analytics.collection.search_log import Note
from search_app.errors import IndexUnavailable
from search_app.search import Engine, SearchPage, SearchRequest
from search_app.web.runtime.context import category_slugs, engine, path_prefix
from search_app.web.runtime.current import current_request, current_values
from search_app.web.runtime.localized_addresses import public_path
from search_app.web.runtime.per_generation import per_generation
from search_app.web.runtime.services import services
from search_app.web.runtime.translation import current_language, translator
from search_app.web.visitors.identity import (
    embedding_origin,
    is_own_host,
    opted_out_of_log,
    split_url,
    visitor_key,
)

TERM_PAGE, RESULTS_PAGE = "site.term", "/search"
REMEMBERED = 500  # searches whose ranks are remembered

_remembering = threading.Lock()

Ranks = dict[str, int]  # slug -> rank from 1; -1 beside the results


def init_app(app: Flask) -> None:
    app.before_request(log_click)


def log_search(asked: SearchRequest, page: SearchPage) -> None:
    """Log a search; its further pages and other sort orders are the same search."""
    if asked.q:
        remember_ranks(asked, page)
    if asked.q and asked.page == 1 and asked.sort == "relevance":
        searched = current_values()["searched"] = Searched(
            query=asked.q,
            results=page.total,
            corrected=page.is_corrected,
            narrowed=bool(asked.categories) or asked.exact or asked.all,
            weak=page.is_weak,
            language=current_language(),
        )
        log_searched(searched)


def log_searched(searched: Searched) -> None:
    """Log a search as this visitor's, whether its response was computed or cached."""
    asked = current_request()
    if asked.method == "GET" and not opted_out_of_log():
        site = embedding_origin(asked.args.get("from", ""))
        services().search_log.note(replace(searched, visitor=visitor_key("typing"), origin=site))


def log_click() -> None:
    """Log that a term was opened from the results page."""
    opened = current_request()
    if opened.endpoint != TERM_PAGE or opened.method != "GET":
        return
    before = split_url(opened.referrer)
    if not before.query or not is_own_host(before.netloc) or opted_out_of_log():
        return
    try:
        serving, slugs = engine(), category_slugs()
    except IndexUnavailable:
        return
    if before.path != path_prefix() + public_path(serving, RESULTS_PAGE, translator(serving.language)):
        return
    arguments = MultiDict(parse_qsl(before.query))
    asked = SearchRequest.from_args(arguments, slugs, strict=False)
    if asked.q:
        log_result_click(serving, asked, (opened.view_args or {})["slug"], arguments.get("from", ""))


def log_result_click(serving: Engine, asked: SearchRequest, slug: str, claimed: str) -> None:
    """Log a click on `slug` with its rank, unless the search does not find it.

    Results that this process served lately are remembered. Others are searched again in the background, but only a few
    a second, because anyone can send a `Referer`.
    """
    site = embedding_origin(claimed)

    def click(ranks: Ranks) -> Iterator[Note]:
        if rank := ranks.get(slug):
            yield Click(asked.q, slug, rank if rank > 0 else None, site, serving.language)

    served = _served_ranks(serving)
    if ranks := served.get(asked):
        for note in click(ranks):
            services().search_log.note(note)
        return

    def notes() -> Iterator[Note]:
        if asked not in served:  # two clicks on one page
            _remember(served, asked, serving.search(asked))
        return click(served.get(asked, {}))

    services().search_log.note(notes)


def remember_ranks(asked: SearchRequest, page: SearchPage) -> None:
    """Remember the ranks of the results on a page that is served."""
    try:
        _remember(_served_ranks(engine()), asked, page)
    except IndexUnavailable:
        return


@per_generation()
def _served_ranks(_: Engine) -> OrderedDict[SearchRequest, Ranks]:
    return OrderedDict()


def _remember(served: OrderedDict[SearchRequest, Ranks], asked: SearchRequest, page: SearchPage) -> None:
    ranks = _ranks(page)
    with _remembering:  # the oldest search is not to be looked for while another thread adds one
        served[asked] = ranks
        while len(served) > REMEMBERED:
            served.popitem(last=False)


def reported_search(serving: Engine, query: str, slug: str, claimed: str) -> Callable[[], Iterator[Note]]:
    """Return deferred notes of a query that was typed but not submitted, and of the click on `slug`, if any."""
    asked = SearchRequest(query)
    site, visitor, language = embedding_origin(claimed), visitor_key("typing"), serving.language

    def notes() -> Iterator[Note]:
        page = serving.search(asked)
        suggested = [suggestion.slug for suggestion in serving.suggest(query)]
        weak = page.is_weak and not suggested
        results = page.total or len(suggested)
        yield Searched(asked.q, results, page.is_corrected, visitor, site, weak=weak, language=language)
        if slug in suggested:
            yield Click(asked.q, slug, suggested.index(slug) + 1, site, language)
        elif slug and (rank := _ranks(page).get(slug)):
            yield Click(asked.q, slug, rank if rank > 0 else None, site, language)

    return notes


def _ranks(page: SearchPage) -> Ranks:
    """Return the ranks of the results and of the terms beside them."""
    first = (page.page - 1) * page.per_page
    beside = {term.slug: -1 for terms in (page.related, page.closest) for term in terms}
    return beside | {hit.slug: rank for rank, hit in enumerate(page.hits, first + 1)}

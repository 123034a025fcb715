"""The page that shows terms side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search_app.glossary.rendering.entry import Entry, Passage
from search_app.search import Engine, Related
from search_app.search.comparison import LEAST, MOST, find_terms, in_common, is_curated
from search_app.urls import compare_path, search_path
from search_app.web.runtime.context import engine, public_url
from search_app.web.runtime.formats import joined
from search_app.web.runtime.popular_terms import popular_terms
from search_app.web.site.results_page import Link

MAX_READ = 12  # names that are looked up
SHOWN = ("definition", "example", "misuse")  # kinds of sections, the first of each
MAX_RELATED = 6
CHOICES = 6  # comparisons that are offered


@dataclass(frozen=True, slots=True)
class Column:
    """One of the terms: its sections in the order of SHOWN, None where it has none, and its related terms."""

    entry: Entry
    passages: tuple[Passage | None, ...]
    related: tuple[Related, ...]


def compare() -> AnyResponse:
    serving = engine()
    names = list(dict.fromkeys(filter(None, request.args.getlist("term"))))[:MAX_READ]
    slugs, unknown = find_terms(serving, names)
    if unknown or len(slugs) < LEAST:
        return _incomplete(serving, slugs, unknown)
    if slugs != names:
        return redirect(compare_path(slugs), 301)
    shown = slugs[:MOST]
    is_listed = is_curated(serving, shown)
    columns = [_column(serving, slug) for slug in shown]
    page = render_template(
        "site/compare.html",
        title=joined([column.entry.name for column in columns]),
        columns=columns,
        common=in_common(serving, shown),
        cut=len(slugs) > MOST,
        is_listed=is_listed,
        canonical=public_url(compare_path(sorted(shown))),
    )
    response = make_response(page)
    return response if is_listed else _unlisted(response)


def _column(serving: Engine, slug: str) -> Column:
    entry = serving.entry(slug)
    return Column(entry, tuple(entry.passage(kind) for kind in SHOWN), serving.related(slug, MAX_RELATED))


def _incomplete(serving: Engine, slugs: Sequence[str], unknown: Sequence[str]) -> Response:
    """Return the page for names that are too few or unknown, with comparisons to choose from."""
    page = render_template(
        "site/compare_incomplete.html",
        unknown=[Link(name, search_path(name)) for name in unknown],
        known=joined([serving.entry(slug).name for slug in slugs]) if slugs else "",
        fields=_fields(serving, slugs),
        choices=list(_choices(serving, slugs)),
    )
    is_asked = any(request.args.getlist("term"))
    return _unlisted(make_response(page, 404 if unknown else 400 if is_asked else 200))


def _fields(serving: Engine, slugs: Sequence[str]) -> list[str]:
    """Return the values of the form's text boxes: the names of the known terms, then empty ones."""
    names = [serving.entry(slug).name for slug in slugs[:MOST]]
    return [*names, *[""] * (MOST - len(names))]


def _choices(serving: Engine, slugs: Sequence[str]) -> Iterable[Link]:
    """Yield comparisons with the known terms; if there are none, of popular terms with a related one."""
    if len(slugs) >= LEAST:
        yield _comparison(serving, slugs[:MOST])
    elif slugs:
        for related in serving.related(slugs[0], CHOICES):
            yield _comparison(serving, [slugs[0], related.slug])
    else:
        for popular in popular_terms(serving, CHOICES):
            for related in serving.related(popular.slug, 1):
                yield _comparison(serving, [popular.slug, related.slug])


def _comparison(serving: Engine, slugs: Sequence[str]) -> Link:
    return Link(joined([serving.entry(slug).name for slug in slugs]), compare_path(slugs))


def _unlisted(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    return response

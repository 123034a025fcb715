"""The pages people read, rendered on the server and complete without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_lowercase

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search_app.errors import NotFound
from search_app.glossary.urls import category_path, term_path
from search_app.search import Engine, Hit, SearchPage, SearchRequest
from search_app.search.request import SORTS
from search_app.web import structured
from search_app.web.alphabet import listings
from search_app.web.context import engine, origin
from search_app.web.popular import popular
from search_app.web.reading import Crumb, citation, reading
from search_app.web.searches import note_search

ON_FRONT = 6  # terms in each list of the front page
RECENT = 50
PAGE_LINKS = 2  # page numbers shown to each side of the current one

SORT_LABELS = {"relevance": "Best match", "name": "A to Z", "updated": "Recently updated"}

# Why a result is listed, as the page says it, with the words that matched.
WHY = {
    "name": "Found by its name",
    "alias": "Also called “{}”",
    "acronym": "Short form: {}",
    "asked_as": "People ask: “{}”",
    "spelling": "Spelled “{}”",
    "definition": "Found in the definition",
    "example": "Found in an example",
    "misuse": "Found under Misuse",
    "benefits": "Found under Benefits",
    "conclusion": "Found in the conclusion",
}

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    serving = engine()
    return render_template(
        "home.html",
        categories=serving.categories(),
        popular=popular(serving, ON_FRONT),
        recent=serving.entries(sort="updated")[:ON_FRONT],
        terms=len(serving),
        structured_data=structured.site_document(serving.site, origin()),
    )


@blueprint.get("/search")
def search() -> Response:
    serving = engine()
    asked = SearchRequest.from_args(request.args, [category.slug for category in serving.site.categories], strict=False)
    page = serving.search(asked)
    if page.pages and asked.page > page.pages:  # an old link to a page that is gone shows the last one
        asked = replace(asked, page=page.pages)
        page = serving.search(asked)
    note_search(asked, page)
    chosen = [value for value in page.facets["category"] if value.selected]
    response = make_response(
        render_template(
            "search.html",
            asked=asked,
            page=page,
            found=_count(page.total),
            announcement=_announcement(page, [value.name for value in chosen]),
            hits=[(hit, why(hit)) for hit in page.hits],
            sorts=[(sort, SORT_LABELS[sort], _with(asked, sort=sort, page=1)) for sort in SORTS],
            chosen=chosen,
            filterable=chosen or any(value.count for value in page.facets["category"]),
            unfiltered=_with(asked, categories=(), page=1),
            page_links=_page_links(asked, page),
            popular=[] if page.total else popular(serving, ON_FRONT),
        )
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/terms/<slug>")
def term(slug: str) -> str | AnyResponse:
    serving = engine()
    try:
        page = reading(serving, slug)
    except NotFound:
        return moved(serving, slug)
    return render_template(
        "term.html",
        page=page,
        entry=page.entry,
        citation=citation(page.entry, serving.site, origin()),
        structured_data=structured.term_document(page, serving.site, origin()),
    )


def moved(serving: Engine, slug: str, suffix: str = "") -> AnyResponse:
    """Redirect from an alias to its term, for good.

    Raises:
        NotFound: it is no alias either.
    """
    if known_as := serving.redirect(slug):
        return redirect(term_path(known_as) + suffix, 301)
    raise NotFound(f"There is no term with the slug {slug!r}.")


@blueprint.get("/categories")
def categories() -> str:
    return render_template("categories.html", categories=engine().categories())


@blueprint.get("/categories/<slug>")
def category(slug: str) -> str:
    serving = engine()
    shown = next((category for category, _ in serving.categories() if category.slug == slug), None)
    if shown is None:
        raise NotFound(f"There is no category {slug!r}.")
    crumbs = (
        Crumb(serving.site.title, "/"),
        Crumb("Categories", "/categories"),
        Crumb(shown.name, category_path(slug)),
    )
    return render_template(
        "category.html",
        category=shown,
        crumbs=crumbs,
        entries=serving.entries(category=slug),
        structured_data=structured.category_document(shown, crumbs, serving.site, origin()),
    )


@blueprint.get("/browse")
@blueprint.get("/browse/<letter>")
def browse(letter: str = "") -> str:
    serving = engine()
    counts = serving.letters()
    letters = [(each, counts.get(each, 0)) for each in dict.fromkeys(("0", *ascii_lowercase, *counts))]
    if letter and letter not in dict(letters):
        raise NotFound(f"No name begins with {letter!r}.")
    lines = listings(serving.entries(letter=letter), letter)
    return render_template("browse.html", letter=letter, letters=letters, lines=lines)


@blueprint.get("/recent")
def recent() -> str:
    return render_template("recent.html", entries=engine().entries(sort="updated")[:RECENT])


@blueprint.get("/about")
def about() -> str:
    serving = engine()
    return render_template("about.html", categories=serving.categories(), terms=len(serving))


def why(hit: Hit) -> str:
    """Return why a result is listed, in words."""
    return WHY.get(hit.matched.field, "").format(hit.matched.text)


def _count(terms: int) -> str:
    return {0: "No terms", 1: "1 term"}.get(terms, f"{terms:,} terms")


def _announcement(page: SearchPage, chosen: list[str]) -> str:
    found = _count(page.total)
    within = f" in {', '.join(chosen)}" if chosen else ""
    return f"{found}{within}, page {page.page} of {page.pages}" if page.pages > 1 else found + within


def _with(asked: SearchRequest, **changes: object) -> str:
    return replace(asked, **changes).path()  # type: ignore[arg-type]


def _page_links(asked: SearchRequest, page: SearchPage) -> list[tuple[int, str]]:
    """Return the numbers and addresses of the first, the last and the nearest pages; a gap has no address."""
    near = range(max(1, asked.page - PAGE_LINKS), min(page.pages, asked.page + PAGE_LINKS) + 1)
    links: list[tuple[int, str]] = []
    for number in sorted({1, *near, page.pages} - {0}):
        if links and number > links[-1][0] + 1:
            links.append((0, ""))
        links.append((number, _with(asked, page=number)))
    return links if page.pages > 1 else []

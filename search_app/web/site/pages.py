"""The pages people read, rendered on the server and complete without JavaScript."""

from __future__ import annotations

from string import ascii_lowercase
from urllib.parse import quote

from flask import Blueprint, Response, make_response, redirect, render_template, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from search_app.errors import NotFound
from search_app.glossary.model import Category
from search_app.search import Engine, Hit, SearchPage, SearchRequest
from search_app.search.request import SORTS
from search_app.urls import category_path, term_path
from search_app.web.runtime.context import engine, origin
from search_app.web.runtime.main_categories import main_categories
from search_app.web.runtime.popular_terms import popular
from search_app.web.site import schema_org
from search_app.web.site.a_to_z import jumps, listings
from search_app.web.site.paging import Paging, page_links, paging
from search_app.web.site.term_page import Crumb, citation, reading
from search_app.web.visitors.search_logging import note_search

ON_FRONT = 6  # terms in each list of the front page
RECENT = 50

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
        "site/home.html",
        categories=_main(serving),
        popular=popular(serving, ON_FRONT),
        recent=serving.entries(sort="updated")[:ON_FRONT],
        terms=len(serving),
        structured_data=schema_org.site_document(serving.site, origin()),
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
            "site/search.html",
            asked=asked,
            page=page,
            found=_count(page.total),
            announcement=_announcement(page, [value.name for value in chosen]),
            hits=[(hit, why(hit)) for hit in page.hits],
            sorts=[(sort, SORT_LABELS[sort], _with(asked, sort=sort, page=1)) for sort in SORTS],
            chosen=chosen,
            filterable=chosen or any(value.count for value in page.facets["category"]),
            unfiltered=_with(asked, categories=(), page=1),
            page_links=page_links(asked.page, page.pages, lambda number: _with(asked, page=number)),
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
        "site/term.html",
        page=page,
        entry=page.entry,
        citation=citation(page.entry, serving.site, origin()),
        structured_data=schema_org.term_document(page, serving.site, origin()),
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
    counted = engine().categories()
    here = paging("/categories", request.args.get("page", ""), len(counted))
    return render_template("site/categories.html", categories=counted[here.start : here.stop], **_in_pages(here))


@blueprint.get("/categories/<slug>")
def category(slug: str) -> str:
    serving = engine()
    shown = category_called(serving, slug)
    entries = serving.entries(category=slug)
    here = paging(category_path(slug), request.args.get("page", ""), len(entries))
    crumbs = (
        Crumb(serving.site.title, "/"),
        Crumb("Categories", "/categories"),
        Crumb(shown.name, category_path(slug)),
    )
    return render_template(
        "site/category.html",
        category=shown,
        crumbs=crumbs,
        count=len(entries),
        entries=entries[here.start : here.stop],
        structured_data=schema_org.category_document(shown, crumbs, serving.site, origin()),
        **_in_pages(here),
    )


def category_called(serving: Engine, slug: str) -> Category:
    """Return the category with this slug.

    Raises:
        NotFound: there is none.
    """
    for category in serving.site.categories:
        if category.slug == slug:
            return category
    raise NotFound(f"There is no category {slug!r}.")


@blueprint.get("/browse")
@blueprint.get("/browse/<letter>")
def browse(letter: str = "") -> str:
    serving = engine()
    counts = serving.letters()
    letters = [(each, counts.get(each, 0)) for each in dict.fromkeys(("0", *ascii_lowercase, *counts))]
    if letter and letter not in dict(letters):
        raise NotFound(f"No name begins with {letter!r}.")
    length = counts.get(letter, 0) if letter else len(serving)
    here = paging(request.path, request.args.get("page", ""), length)
    lines = listings(serving, letter, here.start, here.stop)
    inside = jumps(serving, letter, here)
    return render_template(
        "site/browse.html", letter=letter, letters=letters, lines=lines, jumps=inside, **_in_pages(here)
    )


def _in_pages(here: Paging) -> dict[str, object]:
    """Return what the template of a list in pages shows of them; each page is one of its own to search engines."""
    return {"paging": here, "canonical": origin() + quote(here.url, safe="/?=%:~")}


@blueprint.get("/recent")
def recent() -> str:
    return render_template("site/recent.html", entries=engine().entries(sort="updated")[:RECENT])


@blueprint.get("/about")
def about() -> str:
    serving = engine()
    return render_template("site/about.html", categories=_main(serving), terms=len(serving))


def _main(serving: Engine) -> list[tuple[Category, int]]:
    main = main_categories(serving)
    return [(category, count) for category, count in serving.categories() if category in main]


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
    return replace(asked, **changes).path()

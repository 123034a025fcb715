"""The pages people read, rendered on the server and complete without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_lowercase

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search_app.errors import NotFound
from search_app.glossary.urls import term_path
from search_app.search import SearchPage, SearchRequest
from search_app.search.request import SORTS
from search_app.web.assets import KEPT_FOR_GOOD
from search_app.web.context import engine, origin
from search_app.web.searches import note_search

RECENT_ON_HOME = 6
RECENT = 50
PAGE_LINKS = 2  # page numbers shown to each side of the current one

SORT_LABELS = {"relevance": "Best match", "name": "A to Z", "updated": "Recently updated"}

# Why a result is listed, as the page says it; a match in the name needs no words.
WHY = {
    "alias": "Also called",
    "acronym": "Short for it:",
    "asked_as": "People ask:",
    "spelling": "Spelling:",
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
    recent = serving.entries(sort="updated")[:RECENT_ON_HOME]
    return render_template("home.html", categories=serving.categories(), recent=recent, terms=len(serving))


@blueprint.get("/search")
def search() -> Response:
    serving = engine()
    asked = SearchRequest.from_args(request.args, [category.slug for category in serving.site.categories], strict=False)
    page = serving.search(asked)
    if page.pages and asked.page > page.pages:  # an old link to a page that is gone shows the last one
        asked = replace(asked, page=page.pages)
        page = serving.search(asked)
    note_search(asked, page)
    response = make_response(
        render_template(
            "search.html",
            asked=asked,
            page=page,
            sorts=[(sort, SORT_LABELS[sort], _with(asked, sort=sort, page=1)) for sort in SORTS],
            chosen=[value for value in page.facets["category"] if value.selected],
            unfiltered=_with(asked, categories=(), page=1),
            page_links=_page_links(asked, page),
            why=WHY,
        )
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/terms/<slug>")
def term(slug: str) -> str | AnyResponse:
    serving = engine()
    try:
        entry = serving.entry(slug)
    except NotFound:
        if known_as := serving.redirect(slug):
            return redirect(term_path(known_as), 301)
        raise
    return render_template(
        "term.html", entry=entry, related=serving.related(slug), canonical=origin() + term_path(slug)
    )


@blueprint.get("/categories/<slug>")
def category(slug: str) -> str:
    serving = engine()
    shown = next((category for category, _ in serving.categories() if category.slug == slug), None)
    if shown is None:
        raise NotFound(f"There is no category {slug!r}.")
    return render_template("category.html", category=shown, entries=serving.entries(category=slug))


@blueprint.get("/browse")
@blueprint.get("/browse/<letter>")
def browse(letter: str = "") -> str:
    serving = engine()
    counts = serving.letters()
    letters = [(each, counts.get(each, 0)) for each in dict.fromkeys(("0", *ascii_lowercase, *counts))]
    if letter and letter not in dict(letters):
        raise NotFound(f"No name begins with {letter!r}.")
    return render_template("browse.html", letter=letter, letters=letters, entries=serving.entries(letter=letter))


@blueprint.get("/recent")
def recent() -> str:
    return render_template("recent.html", entries=engine().entries(sort="updated")[:RECENT])


@blueprint.get("/about")
def about() -> str:
    serving = engine()
    return render_template("about.html", categories=serving.categories(), terms=len(serving))


@blueprint.get("/categories.css")
def categories_css() -> Response:
    """Answer with the colour of each category: the policy allows no inline style, and glossary.toml decides them."""
    serving = engine()
    rules = [
        f".tag-{each.slug} {{ --tag: light-dark({each.colour}, color-mix(in oklab, {each.colour} 45%, white)); }}\n"
        for each in serving.site.categories
        if each.colour
    ]
    response = Response("".join(rules), content_type="text/css; charset=utf-8")
    if request.args.get("v") == serving.generation:
        response.headers["Cache-Control"] = KEPT_FOR_GOOD
    return response


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

"""The pages that people read, rendered on the server and complete without JavaScript."""

from __future__ import annotations

from string import ascii_lowercase
from urllib.parse import quote

from flask import Response, make_response, redirect, render_template, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from search_app.errors import NotFound
from search_app.glossary.model import Category
from search_app.messages import message
from search_app.search import Engine, SearchPage, SearchRequest
from search_app.search.request import SORTS
from search_app.urls import category_path, term_path
from search_app.web.runtime.categories import find_category, main_categories
from search_app.web.runtime.context import category_slugs, engine, public_url, public_urls
from search_app.web.runtime.exports import export_links
from search_app.web.runtime.paging import Paging, page_links, paging
from search_app.web.runtime.popular_terms import popular_terms
from search_app.web.runtime.translation import gettext
from search_app.web.site import schema_org
from search_app.web.site.a_to_z import jumps, listings
from search_app.web.site.recent_changes import noted_changes, recent_changes
from search_app.web.site.results_page import results_page
from search_app.web.site.term_page import Crumb, citation, term_page
from search_app.web.visitors.search_logging import log_search

LISTED = 6  # terms in each list of the front page
RECENT = 50  # terms on the page of recent changes
ACCESSIBILITY_REVIEWED = "2026-11-28"  # when the statement was last compared with the tests

SORT_LABELS = {"relevance": message("Best match"), "name": message("A to Z"), "updated": message("Recently updated")}


def home() -> str:
    serving = engine()
    return render_template(
        "site/home.html",
        categories=_main(serving),
        popular=popular_terms(serving, LISTED),
        changed=noted_changes(serving, LISTED),
        terms=len(serving),
        structured_data=schema_org.site_document(serving.site, public_urls()),
    )


def search() -> Response:
    serving = engine()
    asked = SearchRequest.from_args(request.args, category_slugs(), strict=False)
    page = serving.search(asked)
    if page.pages and asked.page > page.pages:  # an old link to a page that no longer exists
        asked = replace(asked, page=page.pages)
        page = serving.search(asked)
    log_search(asked, page)
    response = make_response(render_template("site/search.html", **search_context(serving, asked, page)))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def search_context(serving: Engine, asked: SearchRequest, page: SearchPage) -> dict[str, object]:
    """Return the template variables of a page of results."""
    facet = page.facets["category"]
    chosen = [value for value in facet if value.selected]
    return {
        "asked": asked,
        "page": page,
        "results": results_page(serving, asked, page),
        "sorts": [(sort, gettext(SORT_LABELS[sort]), asked.path_sorted(sort)) for sort in SORTS],
        "chosen": chosen,
        "filterable": chosen or any(value.count for value in facet),
        "unfiltered": asked.path_unfiltered(),
        "page_links": page_links(asked.page, page.pages, asked.path_of_page),
        "popular": [] if page.total else popular_terms(serving, LISTED),
    }


def term(slug: str) -> str | AnyResponse:
    serving = engine()
    try:
        page = term_page(serving, slug)
    except NotFound:
        return redirect_alias(serving, slug)
    return render_template(
        "site/term.html",
        page=page,
        entry=page.entry,
        citation=citation(page.entry, serving.site, public_url(term_path(page.entry.slug))),
        structured_data=schema_org.term_document(page, serving.site, public_urls()),
    )


def redirect_alias(serving: Engine, slug: str, suffix: str = "") -> AnyResponse:
    """Redirect permanently from an alias to its term.

    Raises:
        NotFound: there is no such alias.
    """
    if target := serving.redirect(slug):
        return redirect(term_path(target) + suffix, 301)
    raise NotFound(message("There is no term with the slug %(slug)s."), slug=repr(slug))


def categories() -> str:
    counted = engine().categories()
    here = paging("/categories", request.args.get("page", ""), len(counted))
    return render_template("site/categories.html", categories=counted[here.start : here.stop], **_paging_context(here))


def category(slug: str) -> str:
    serving = engine()
    shown = find_category(serving, slug)
    entries = serving.entries(category=slug)
    here = paging(category_path(slug), request.args.get("page", ""), len(entries))
    crumbs = (
        Crumb(serving.site.title, "/"),
        Crumb(gettext("Categories"), "/categories"),
        Crumb(shown.name, category_path(slug)),
    )
    return render_template(
        "site/category.html",
        category=shown,
        crumbs=crumbs,
        count=len(entries),
        entries=entries[here.start : here.stop],
        structured_data=schema_org.category_document(shown, crumbs, serving.site, public_urls()),
        **_paging_context(here),
    )


def browse(letter: str = "") -> str:
    serving = engine()
    counts = serving.letters()
    letters = [(each, counts.get(each, 0)) for each in dict.fromkeys(("0", *ascii_lowercase, *counts))]
    if letter and letter not in dict(letters):
        raise NotFound(message("No name begins with %(letter)s."), letter=repr(letter))
    length = counts.get(letter, 0) if letter else len(serving)
    here = paging(request.path, request.args.get("page", ""), length)
    lines = listings(serving, letter, here.start, here.stop)
    inside = jumps(serving, letter, here)
    return render_template(
        "site/browse.html", letter=letter, letters=letters, lines=lines, jumps=inside, **_paging_context(here)
    )


def _paging_context(here: Paging) -> dict[str, object]:
    """Return the template variables of a paged list; to search engines, each of its pages is canonical."""
    return {"paging": here, "canonical": public_url(quote(here.url, safe="/?=%:~"))}


def recent() -> str:
    return render_template("site/recent.html", changed=recent_changes(engine(), RECENT))


def about() -> str:
    serving = engine()
    return render_template("site/about.html", categories=_main(serving), terms=len(serving), exports=export_links())


def accessibility() -> str:
    return render_template("site/accessibility.html", reviewed=ACCESSIBILITY_REVIEWED)


def _main(serving: Engine) -> list[tuple[Category, int]]:
    main = main_categories(serving)
    return [(category, count) for category, count in serving.categories() if category in main]

"""The JSON API, version 1: what can be read, open to every origin; `docs/api.md` describes each answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from search_app.errors import BadParameter
from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine, Related, SearchRequest
from search_app.search.request import MAX_PAGE, whole_number
from search_app.urls import category_path, term_path
from search_app.web.api.responses import answer, as_json
from search_app.web.runtime.context import engine, origin
from search_app.web.visitors.search_logging import note_search

TERMS_PER_PAGE = 50
MAX_SUGGESTIONS = 20
MAX_RELATED = 12

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> Response:
    serving = engine()
    asked = SearchRequest.from_args(request.args, _categories(), strict=True)
    page = serving.search(asked)
    note_search(asked, page)
    return as_json(page.to_dict(origin()))


@blueprint.get("/suggest")
def suggest() -> Response:
    q = request.args.get("q", "")
    limit = whole_number("limit", request.args.get("limit"), 1, MAX_SUGGESTIONS, 8)
    chosen = SearchRequest.from_args(request.args, _categories(), strict=True).categories
    found = engine().suggest(q, limit, chosen)
    base = origin()
    return as_json({"query": q, "suggestions": [suggestion.to_dict(base) for suggestion in found]})


@blueprint.get("/terms")
def terms() -> Response:
    page = whole_number("page", request.args.get("page"), 1, MAX_PAGE, 1)
    category = next(iter(SearchRequest.from_args(request.args, _categories(), strict=True).categories), "")
    letter = request.args.get("letter", "").lower()
    if len(letter) > 1:
        raise BadParameter("letter", letter, "one letter, or 0 for names that begin with a digit or sign")
    found = engine().entries(category=category, letter=letter)
    shown = found[(page - 1) * TERMS_PER_PAGE : page * TERMS_PER_PAGE]
    pages = -(-len(found) // TERMS_PER_PAGE)
    return answer({"total": len(found), "page": page, "pages": pages, "terms": [_listed(entry) for entry in shown]})


@blueprint.get("/terms/<slug>")
def term(slug: str) -> Response:
    return answer(term_document(engine(), slug))


@blueprint.get("/terms/<slug>/related")
def related(slug: str) -> Response:
    limit = whole_number("limit", request.args.get("limit"), 1, MAX_RELATED, 6)
    found = engine().related(slug, limit)
    return answer({"slug": slug, "related": [_with_source(each) for each in found]})


@blueprint.get("/categories")
def categories() -> Response:
    return answer(
        [
            {
                "slug": category.slug, "name": category.name, "description": category.description,
                "count": count, "url": category_path(category.slug),
            }
            for category, count in engine().categories()
        ]
    )  # fmt: skip


def term_document(serving: Engine, slug: str) -> dict[str, Any]:
    """Return a whole term: its parts in Markdown, as HTML and as plain text, and where to read on.

    Raises:
        NotFound: there is no such term.
    """
    entry = serving.entry(slug)
    return {
        "slug": entry.slug, "name": entry.name, "url": term_path(entry.slug),
        "aliases": list(entry.aliases), "categories": list(entry.categories), "asked_as": list(entry.asked_as),
        "summary": entry.summary, "updated": entry.updated or None,
        "sections": [
            {
                "kind": passage.kind, "anchor": passage.anchor, "title": passage.title,
                "markdown": passage.markdown, "html": passage.html, "text": passage.text,
            }
            for passage in entry.passages
        ],
        "related": [_with_source(each) for each in serving.related(slug)],
    }  # fmt: skip


def _with_source(related: Related) -> dict[str, Any]:
    return related.to_dict() | {"source": related.source}


def _listed(entry: Entry) -> dict[str, Any]:
    return {
        "slug": entry.slug, "name": entry.name, "url": term_path(entry.slug),
        "categories": list(entry.categories), "summary": entry.summary, "updated": entry.updated or None,
    }  # fmt: skip


def _categories() -> list[str]:
    return [category.slug for category in engine().site.categories]

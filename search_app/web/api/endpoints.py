"""The endpoints that read: search, suggestions, terms, categories. `docs/api.md` describes each response."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from search_app.errors import BadParameter, NotFound
from search_app.glossary.rendering.entry import Entry
from search_app.messages import message
from search_app.search import SearchRequest
from search_app.search.comparison import LEAST, MOST, find_terms, in_common
from search_app.search.request import MAX_PAGE, Parameters
from search_app.urls import category_path, compare_path, term_path
from search_app.web.api.responses import (
    deprecated_document,
    json_response,
    linked_json_response,
    term_document,
    with_source,
)
from search_app.web.runtime.context import category_slugs, engine, origin, public_urls
from search_app.web.runtime.current import current_request
from search_app.web.runtime.editions import url_in
from search_app.web.runtime.localized_addresses import is_translation
from search_app.web.visitors.search_logging import log_search

TERMS_PER_PAGE = 50
MAX_SUGGESTIONS = 20
MAX_RELATED = 12


def search() -> Response:
    serving = engine()
    asked = SearchRequest.from_args(current_request().args, category_slugs(), strict=True)
    page = serving.search(asked)
    log_search(asked, page)
    return json_response(page.to_dict(public_urls(), url_in))


def suggest() -> Response:
    q, read = request.args.get("q", ""), _parameters()
    limit = read.whole_number("limit", 1, MAX_SUGGESTIONS, 8)
    found = engine().suggest(q, limit, read.categories(category_slugs()))
    address = public_urls()
    return json_response({"query": q, "suggestions": [suggestion.to_dict(address, url_in) for suggestion in found]})


def compare() -> Response:
    serving, names = engine(), list(dict.fromkeys(filter(None, request.args.getlist("term"))))
    slugs, unknown = find_terms(serving, names[: MOST + 1])
    if unknown:
        raise NotFound(message("There is no term with the slug %(slug)s."), slug=repr(unknown[0]))
    if not LEAST <= len(slugs) <= MOST:
        raise BadParameter("term", ", ".join(slugs), message("two to four slugs of different terms"))
    documents = [term_document(serving, slug) for slug in slugs]
    common = [related.to_dict() for related in in_common(serving, slugs)]
    return linked_json_response({"url": compare_path(slugs), "terms": documents, "common": common})


def terms() -> Response:
    read = _parameters()
    page = read.whole_number("page", 1, MAX_PAGE, 1)
    category = next(iter(read.categories(category_slugs())), "")
    letter = request.args.get("letter", "").lower()
    if len(letter) > 1:
        raise BadParameter("letter", letter, message("one letter, or 0 for names that begin with a digit or sign"))
    found = engine().entries(category=category, letter=letter)
    shown = found[(page - 1) * TERMS_PER_PAGE : page * TERMS_PER_PAGE]
    pages = -(-len(found) // TERMS_PER_PAGE)
    return linked_json_response(
        {"total": len(found), "page": page, "pages": pages, "terms": [_listed(entry) for entry in shown]}
    )


def term(slug: str) -> Response:
    serving = engine()
    if successor := serving.successor(slug):
        response = json_response(deprecated_document(slug, successor), 301)
        language = f"?lang={serving.language}" * is_translation(serving)
        response.headers["Location"] = f"{origin()}/api/v1{term_path(successor)}{language}"
        return response
    return linked_json_response(term_document(serving, slug))


def related(slug: str) -> Response:
    limit = _parameters().whole_number("limit", 1, MAX_RELATED, 6)
    found = engine().related(slug, limit)
    return linked_json_response({"slug": slug, "related": [with_source(each) for each in found]})


def categories() -> Response:
    return linked_json_response(
        [
            {
                "slug": category.slug, "name": category.name, "description": category.description,
                "count": count, "url": category_path(category.slug),
            }
            for category, count in engine().categories()
        ]
    )  # fmt: skip


def _listed(entry: Entry) -> dict[str, Any]:
    return {
        "slug": entry.slug, "name": entry.name, "url": term_path(entry.slug),
        "categories": list(entry.categories), "summary": entry.summary, "updated": entry.updated or None,
    }  # fmt: skip


def _parameters() -> Parameters:
    return Parameters(request.args, strict=True)

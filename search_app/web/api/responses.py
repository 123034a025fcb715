"""JSON responses, and the documents that several of them carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from flask import Response

from search_app.glossary.model import DEPRECATED, Agency
from search_app.search import Engine, Related
from search_app.urls import term_path
from search_app.web.runtime.context import public_url, public_urls
from search_app.web.runtime.public_links import published


def json_response(value: Any, status: int = 200) -> Response:
    """Return `value` as JSON."""
    return Response(msgspec.json.encode(value), status, content_type="application/json")


def linked_json_response(value: Any) -> Response:
    """Return `value` as JSON, with the paths under `url` made absolute."""
    return json_response(_absolute(value, public_urls()))


def _absolute(value: Any, address: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {
            key: address(item) if key == "url" and _is_path(item) else _absolute(item, address)
            for key, item in value.items()
        }
    return [_absolute(item, address) for item in value] if isinstance(value, list) else value


def _is_path(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("/")


def term_document(serving: Engine, slug: str) -> dict[str, Any]:
    """Return a whole term: its sections as Markdown, HTML and plain text, and its related terms.

    Raises:
        NotFound: there is no such term.
    """
    entry = serving.entry(slug)
    return {
        "slug": entry.slug, "name": entry.name, "url": term_path(entry.slug),
        "aliases": list(entry.aliases), "categories": list(entry.categories), "asked_as": list(entry.asked_as),
        "summary": entry.summary, "updated": entry.updated or None,
        "changes": [{"date": change.day, "note": change.note} for change in entry.changes],
        "sections": [
            {
                "kind": passage.kind, "anchor": passage.anchor, "title": passage.title,
                "markdown": passage.markdown, "html": published(passage.html), "text": passage.text,
            }
            for passage in entry.passages
        ],
        "sources": [{"text": source.text, "url": source.url or None} for source in entry.sources],
        "help": [_agency(agency) for agency in serving.site.agencies_with(entry.help)],
        "reviewed": {"date": entry.reviewed.day, "role": entry.reviewed.role} if entry.reviewed else None,
        "broader": [each.to_dict() for each in serving.broader(slug)],
        "narrower": [each.to_dict() for each in serving.narrower(slug)],
        "related": [with_source(each) for each in serving.related(slug)],
    }  # fmt: skip


def deprecated_document(slug: str, successor: str) -> dict[str, Any]:
    """Return the JSON of a deprecated term, which names its successor."""
    return {
        "slug": slug, "status": DEPRECATED, "successor": successor, "url": public_url(term_path(successor)),
    }  # fmt: skip


def _agency(agency: Agency) -> dict[str, Any]:
    return {
        "id": agency.id, "name": agency.name, "does": agency.does, "phone": agency.phone or None,
        "url": agency.url or None, "hours": agency.hours or None,
    }  # fmt: skip


def with_source(related: Related) -> dict[str, Any]:
    return related.to_dict() | {"source": related.source}

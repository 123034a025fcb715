"""Names of terms in other texts: the vocabulary to look for, and POST /match, which finds it in a text.

The widget fetches the vocabulary and matches in the browser, so that the text people read stays on their page. Programs
that have the text of their own pages, such as a CMS, post it (docs/decisions/0008-names-to-the-text.md).
"""

from __future__ import annotations

import msgspec
from flask import Response, request

from search_app.errors import BadBody, BadField, BadParameter
from search_app.glossary.rendering.term_linker import linked_names
from search_app.messages import message
from search_app.search import Engine
from search_app.search.request import Parameters
from search_app.urls import term_path
from search_app.web.api.responses import linked_json_response
from search_app.web.runtime.context import category_slugs, engine
from search_app.web.runtime.current import current_request
from search_app.web.runtime.json_body import read_json
from search_app.web.runtime.linked_names import vocabulary_of
from search_app.web.runtime.per_generation import per_generation
from search_app.web.runtime.services import services

MAX_TEXT = 20_000  # characters
MAX_BODY = 256 * 1024  # bytes: MAX_TEXT characters, each of them escaped, and the rest of the JSON
VOCABULARY_CACHED = "public, max-age=300"  # seconds, then revalidated


class PostedText(msgspec.Struct, forbid_unknown_fields=True):
    """The body of POST /match."""

    text: str


def vocabulary() -> Response:
    """Return every name and alias that can become a link, by term."""
    chosen = Parameters(request.args, strict=True).categories(category_slugs())
    return Response(encoded_vocabulary(engine(), chosen), content_type="application/json")


def let_vocabulary_be_cached(response: Response) -> Response:
    """Let browsers cache the vocabulary; a 304 must repeat it, or they would stop after the first."""
    if current_request().endpoint == "api.vocabulary" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = VOCABULARY_CACHED
    return response


def match() -> Response:
    """Return every mention of a term in the posted text."""
    serving, text = engine(), _posted_text()
    found = []
    with services().meter.timed("match"):
        mentions = list(vocabulary_of(serving).mentions(text))
    for mention in mentions:
        entry = serving.entry(mention.slug)
        found.append(
            {
                "start": mention.start, "end": mention.end, "slug": entry.slug, "name": entry.name,
                "url": term_path(entry.slug), "summary": entry.summary,
            }
        )  # fmt: skip
    return linked_json_response({"matches": found})


def encoded_vocabulary(serving: Engine, categories: tuple[str, ...]) -> bytes:
    """Return the names of the terms in `categories` (none: all) as JSON."""
    chosen = frozenset(categories)
    terms = [term for term, member_of in _encoded_terms(serving) if not chosen or not chosen.isdisjoint(member_of)]
    return b'{"terms":[' + b",".join(terms) + b"]}"


@per_generation()
def _encoded_terms(serving: Engine) -> list[tuple[bytes, frozenset[str]]]:
    """Return the JSON of each term, with its categories: any choice of them is then a matter of joining."""
    return [
        (msgspec.json.encode({"slug": entry.slug, "names": list(linked_names(entry))}), frozenset(entry.categories))
        for entry in serving.entries()
    ]


def _posted_text() -> str:
    """Return the text in the body.

    Raises:
        UnsupportedMediaType, RequestEntityTooLarge: the body is not declared as JSON, or too long.
        BadParameter: it is not JSON, or contains no text, or too much.
        BadField: it has another field.
    """
    allowed, most = message("text of at most %(most)s characters"), f"{MAX_TEXT:,}"
    try:
        text = read_json(PostedText, MAX_BODY).text
    except BadBody:
        example = '{"text": "a copay"}'
        raise BadParameter("text", "", message("in a JSON object such as %(example)s"), example=example) from None
    except BadField as error:
        if error.name in ("text", "body"):
            raise BadParameter("text", "", allowed, most=most) from None
        raise
    if len(text) > MAX_TEXT:
        raise BadParameter("text", text, allowed, most=most)
    return text

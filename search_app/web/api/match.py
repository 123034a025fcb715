"""The glossary's own words in other people's texts: the names to look for, and POST /match, which looks for them.

The widget takes the names and looks for itself, so that what people read never leaves their page; programs that hold
the text of their own pages, such as a CMS, send it (docs/decisions/0008-names-to-the-text.md).
"""

from __future__ import annotations

from functools import lru_cache

import msgspec
from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType

from search_app.errors import BadParameter
from search_app.glossary.rendering.term_linker import Vocabulary, linked_names
from search_app.search import Engine, SearchRequest
from search_app.urls import term_path
from search_app.web.api.responses import answer
from search_app.web.runtime.context import engine

MAX_TEXT = 20_000  # characters
MAX_BODY = 256 * 1024  # bytes: that many characters, each of them escaped, and some room
VOCABULARY_KEPT = "public, max-age=300"  # seconds; then asked for again, and mostly answered with 304

blueprint = Blueprint("match", __name__, url_prefix="/api/v1")


class Sent(msgspec.Struct):
    """What a program sends."""

    text: str


@blueprint.get("/vocabulary")
def vocabulary() -> Response:
    """Answer with every name and alias that may become a link, by term."""
    serving = engine()
    slugs = [category.slug for category in serving.site.categories]
    chosen = SearchRequest.from_args(request.args, slugs, strict=True).categories
    names = names_in(serving, chosen)  # type: ignore[arg-type]  # an engine has the hash of every object
    return Response(names, content_type="application/json")


@blueprint.after_request
def keep_vocabulary(response: Response) -> Response:
    """Let browsers keep the names; an answer of 304 says so again, or they would not after the first."""
    if request.endpoint == "match.vocabulary" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = VOCABULARY_KEPT
    return response


@blueprint.post("/match")
def match() -> Response:
    """Answer with every mention of a term in the text that was sent."""
    serving, text = engine(), _sent_text()
    known = vocabulary_of(serving)  # type: ignore[arg-type]  # an engine has the hash of every object
    found = []
    for mention in known.mentions(text):
        entry = serving.entry(mention.slug)
        found.append(
            {
                "start": mention.start, "end": mention.end, "slug": entry.slug, "name": entry.name,
                "url": term_path(entry.slug), "summary": entry.summary,
            }
        )  # fmt: skip
    return answer({"matches": found})


@lru_cache(maxsize=2)
def names_in(serving: Engine, categories: tuple[str, ...]) -> bytes:
    """Return the answer with the names in `categories` (none: all) of a generation; reading all takes a while."""
    terms = [
        {"slug": entry.slug, "names": list(linked_names(entry))}
        for entry in serving.entries()
        if not categories or not set(categories).isdisjoint(entry.categories)
    ]
    return msgspec.json.encode({"terms": terms})


@lru_cache(maxsize=1)
def vocabulary_of(serving: Engine) -> Vocabulary:
    """Return the vocabulary of a generation; the newest one is kept."""
    return Vocabulary(serving.entries())


def _sent_text() -> str:
    """Return the text in the body.

    Raises:
        UnsupportedMediaType, RequestEntityTooLarge: it does not say it is JSON, or is too long.
        BadParameter: it is no JSON, or holds no text, or too much.
    """
    request.max_content_length = MAX_BODY
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    allowed = f"text of at most {MAX_TEXT:,} characters"
    try:
        text = msgspec.json.decode(request.get_data(), type=Sent).text
    except msgspec.ValidationError:
        raise BadParameter("text", "", allowed) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadParameter("text", "", 'in a JSON object such as {"text": "a copay"}') from None
    if len(text) > MAX_TEXT:
        raise BadParameter("text", text, allowed)
    return text

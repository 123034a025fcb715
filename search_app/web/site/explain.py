"""The page that explains a letter: its text with the terms marked, and what each of them means.

With JavaScript the text stays in the browser (explain.js), which fetches the names and explanations of all terms.
Without, a form posts the text; it is answered and neither stored nor logged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from flask import Response, make_response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge, TooManyRequests

from search_app.messages import message
from search_app.search import Engine
from search_app.search.explanation import MAX_CHARACTERS, MAX_WORDS, Explanation, FoundTerm, explain
from search_app.web.runtime.context import engine
from search_app.web.runtime.errors import error_response, sentence_of
from search_app.web.runtime.formats import number
from search_app.web.runtime.linked_names import vocabulary_of
from search_app.web.runtime.per_generation import per_generation
from search_app.web.runtime.translation import gettext
from search_app.web.runtime.typography import curl_text

MAX_BODY = 2 * 2**20  # bytes: MAX_CHARACTERS, most of them escaped
MOST_EXPLAINED = 5_000  # terms whose explanations are sent to a browser; of more, it gets the names alone

EMPTY = message("Paste a text first: there is nothing to explain yet.")
TOO_LONG = message(
    "This text is too long. Up to %(words)s words can be explained at once; paste the part you ask about."
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text: the mention of a term (`slug`), or the text between two."""

    text: str
    slug: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class ExplainedPage:
    """The text in pieces, and its terms in two groups, each in the order of the text."""

    pieces: tuple[Piece, ...]
    key: tuple[FoundTerm, ...]
    others: tuple[FoundTerm, ...]


def form() -> Response:
    return _page()


def answer() -> Response:
    try:
        text = _posted_text()
    except RequestEntityTooLarge:
        return _page(problem=_too_long(), status=413)
    if not text:
        return _page(problem=gettext(EMPTY), status=400)
    if len(text) > MAX_CHARACTERS or len(text.split()) > MAX_WORDS:
        return _page(text, problem=_too_long(), status=413)
    serving = engine()
    return _page(text, explained_page(explain(serving, vocabulary_of(serving), text)))


def refuse(_error: TooManyRequests) -> Response:
    """Show a visitor over the rate limit the form with the text; respond to other requests with the error alone."""
    if request.method != "POST":
        return error_response(429)
    try:
        return _page(_posted_text()[:MAX_CHARACTERS], problem=sentence_of(429), status=429)
    except RequestEntityTooLarge:
        return _page(problem=sentence_of(429), status=429)


def terms() -> Response:
    """Return what a browser needs to explain any text: the same for every text, so the request says nothing of it."""
    return Response(encoded_terms(engine()), content_type="application/json")


def explained_page(explanation: Explanation) -> ExplainedPage:
    found = explanation.terms
    return ExplainedPage(
        tuple(_pieces(explanation)),
        tuple(term for term in found if term.is_key),
        tuple(term for term in found if not term.is_key),
    )


@per_generation()
def encoded_terms(serving: Engine) -> bytes:
    """Return name, summary and links of every term as JSON; a link is the place of a term in this list."""
    entries = serving.entries()
    is_large = len(entries) > MOST_EXPLAINED
    places = {} if is_large else {entry.slug: place for place, entry in enumerate(entries)}
    listed = [
        {
            "slug": entry.slug,
            "name": curl_text(entry.name),
            "summary": "" if is_large else curl_text(entry.summary),
            "links": [places[slug] for slug in entry.mentions if slug in places],
            **_address(serving, entry.slug),
        }
        for entry in entries
    ]
    return msgspec.json.encode({"terms": listed})


def _address(serving: Engine, slug: str) -> dict[str, str]:
    """Return the slug in the address of a term's page, if it is another one than the term's."""
    address = serving.address(slug)
    return {} if address == slug else {"address": address}


def _posted_text() -> str:
    """Return the text of the form.

    Raises:
        RequestEntityTooLarge: the body is longer than MAX_BODY.
    """
    request.max_content_length = request.max_form_memory_size = MAX_BODY
    return request.form.get("text", "").replace("\r\n", "\n").strip()


def _pieces(explanation: Explanation) -> Iterator[Piece]:
    text, end, seen = explanation.text, 0, set[str]()
    for mention in explanation.mentions:
        yield Piece(text[end : mention.start])
        yield Piece(text[mention.start : mention.end], mention.slug, mention.slug not in seen)
        seen.add(mention.slug)
        end = mention.end
    yield Piece(text[end:])


def _too_long() -> str:
    return gettext(TOO_LONG, words=number(MAX_WORDS))


def _page(text: str = "", explained: ExplainedPage | None = None, problem: str = "", status: int = 200) -> Response:
    page = render_template(
        "site/explain.html",
        text=text,
        explained=explained,
        problem=problem,
        problems={"empty": gettext(EMPTY), "long": _too_long()},
        max_words=MAX_WORDS,
        max_characters=MAX_CHARACTERS,
    )
    return make_response(page, status)

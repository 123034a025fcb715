"""Finished answers, kept in memory: what is asked again is not worked out again.

An answer with an ETag of ours is a function of the generation and of what is asked: address, host, encodings. So a
kept one is given as it was, to the byte, before Flask sees the request; the search log hears of it all the same.
Another generation begins with nothing. Each process keeps its own answers, the last asked, within the limits below:
most of what people search for is searched for often.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from flask import Flask, Response, current_app, g, request
from msgspec import Struct

from search_app.analytics.collection.keystrokes import Searched
from search_app.errors import IndexUnavailable
from search_app.search import LiveEngine
from search_app.web.runtime.context import engine
from search_app.web.visitors.search_logging import note_opening, note_searched

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_ANSWERS = 4_096
MAX_BYTES = 16 * 2**20
MAX_BODY = 256 * 2**10  # bytes; larger ones are lists for machines, which come once a day
OVERHEAD = 4_096  # bytes that an answer takes besides its body and what was asked

ASKED = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING")
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")  # for Flask to answer

CacheKey = tuple[str, ...]


class CachedResponse(Struct, frozen=True):
    """A finished answer, and the search that is logged each time it is given."""

    headers: list[tuple[str, str]]
    body: bytes
    searched: Searched | None


class ResponseCache:
    """The answers of one generation that were asked for last; threads share them."""

    def __init__(self, max_answers: int = MAX_ANSWERS, max_bytes: int = MAX_BYTES) -> None:
        self._max_answers, self._max_bytes = max_answers, max_bytes
        self._kept: OrderedDict[CacheKey, CachedResponse] = OrderedDict()
        self._lock = threading.Lock()
        self._generation = ""
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, generation: str, asked: CacheKey) -> CachedResponse | None:
        """Return the answer to what is asked; the first question to another generation lets go of all the others."""
        with self._lock:
            if generation != self._generation:
                self._kept.clear()
                self._generation, self.bytes = generation, 0
            if found := self._kept.get(asked):
                self._kept.move_to_end(asked)
            return found

    def keep(self, generation: str, asked: CacheKey, answer: CachedResponse) -> None:
        """Keep an answer, if it comes from the generation that is asked now and is not too large."""
        if len(answer.body) > MAX_BODY:
            return
        with self._lock:
            if generation != self._generation or asked in self._kept:
                return
            self._kept[asked] = answer
            self.bytes += _size(asked, answer)
            while len(self._kept) > self._max_answers or self.bytes > self._max_bytes:
                self.bytes -= _size(*self._kept.popitem(last=False))


def _size(asked: CacheKey, answer: CachedResponse) -> int:
    return sum(map(len, asked)) + len(answer.body) + OVERHEAD


class CachedResponses:
    """The application, which is asked only what is not kept."""

    def __init__(self, app: Flask) -> None:
        self._flask: Flask = app
        self._app: WSGIApplication = app.wsgi_app
        self._live = cast(LiveEngine, app.extensions["engine"])
        self._answers = cast(ResponseCache, app.extensions["answers"])

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = self._answer(environ)
        if answer is None:
            return self._app(environ, start_response)
        with self._flask.request_context(environ):
            note_opening()
            if answer.searched:
                note_searched(answer.searched)
        start_response("200 OK", answer.headers.copy())
        return (answer.body,)

    def _answer(self, environ: WSGIEnvironment) -> CachedResponse | None:
        if environ["REQUEST_METHOD"] != "GET" or any(name in environ for name in CONDITIONS):
            return None
        try:
            generation = self._live.current().generation
        except IndexUnavailable:
            return None
        return self._answers.get(generation, asked_in(environ))


def init_app(app: Flask) -> None:
    app.extensions["answers"] = ResponseCache()
    app.after_request(keep)  # registered first, so it comes last: when headers and compression are done
    app.wsgi_app = CachedResponses(app)  # type: ignore[method-assign]


def keep(response: Response) -> Response:
    """Keep an answer that is a function of generation and address; such have an ETag of ours."""
    if response.status_code == 200 and request.method == "GET" and "etag" in g and not response.is_streamed:
        headers = [(name, value) for name, value in response.headers if name != "Date"]
        answer = CachedResponse(headers, response.get_data(), g.get("searched"))
        cast(ResponseCache, current_app.extensions["answers"]).keep(
            engine().generation, asked_in(request.environ), answer
        )
    return response


def asked_in(environ: WSGIEnvironment) -> CacheKey:
    """Return all of a request that an answer depends on."""
    return tuple([environ.get(name, "") for name in ASKED])

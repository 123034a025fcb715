"""A response cache in memory: a repeated request is answered before Flask sees it.

A response with an ETag of ours is a function of the generation and the request's URL, host and encodings. It is sent
again byte for byte; the search log still records the search. A new generation starts with an empty cache. Each process
has its own, with the least recently used responses evicted: most searches repeat common ones.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response
from msgspec import Struct

from search_app.analytics.collection.keystrokes import Searched
from search_app.errors import IndexUnavailable
from search_app.web.middleware.languages import REQUESTED, UNKNOWN
from search_app.web.middleware.proxies import INVALID_HOST
from search_app.web.middleware.read_limits import EXCEEDED
from search_app.web.runtime.context import engine
from search_app.web.runtime.current import current_request, current_values
from search_app.web.runtime.negotiation import variant
from search_app.web.runtime.request_ids import note_route
from search_app.web.runtime.services import services_of
from search_app.web.runtime.translation import LANGUAGE
from search_app.web.visitors.search_logging import log_click, log_searched

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_RESPONSES = 4_096
MAX_BYTES = 16 * 2**20
MAX_BODY = 256 * 2**10  # bytes; larger responses are lists for programs, which fetch them once a day
OVERHEAD = 4_096  # bytes that a response occupies beside its body and key

KEY_VARIABLES = (
    "wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", LANGUAGE, REQUESTED, "PATH_INFO", "QUERY_STRING",
    "HTTP_ACCEPT_ENCODING",
)  # fmt: skip
# Requests with one of these are answered by Flask.
UNCACHED = (
    "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", INVALID_HOST, EXCEEDED, UNKNOWN,
)  # fmt: skip

CacheKey = tuple[str, ...]


class CachedResponse(Struct, frozen=True):
    """A finished response, and the search to log each time it is sent."""

    headers: list[tuple[str, str]]
    body: bytes
    searched: Searched | None


class ResponseCache:
    """The most recently used responses of one generation, shared by the threads of a process."""

    def __init__(self, max_responses: int = MAX_RESPONSES, max_bytes: int = MAX_BYTES) -> None:
        self._max_responses, self._max_bytes = max_responses, max_bytes
        self._responses: OrderedDict[CacheKey, CachedResponse] = OrderedDict()
        self._lock = threading.Lock()
        self._generation = ""
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._responses)

    def get(self, generation: str, key: CacheKey) -> CachedResponse | None:
        """Return the cached response; the first lookup in another generation empties the cache."""
        with self._lock:
            if generation != self._generation:
                self._responses.clear()
                self._generation, self.bytes = generation, 0
            if found := self._responses.get(key):
                self._responses.move_to_end(key)
            return found

    def put(self, generation: str, key: CacheKey, response: CachedResponse) -> None:
        """Cache a response, unless it is too large or from another generation than the last lookup's."""
        if len(response.body) > MAX_BODY:
            return
        with self._lock:
            if generation != self._generation or key in self._responses:
                return
            self._responses[key] = response
            self.bytes += _size(key, response)
            while len(self._responses) > self._max_responses or self.bytes > self._max_bytes:
                self.bytes -= _size(*self._responses.popitem(last=False))


def _size(key: CacheKey, response: CachedResponse) -> int:
    return sum(map(len, key)) + len(response.body) + OVERHEAD


class CachedResponses:
    """WSGI middleware: sends cached responses and calls the application on a miss."""

    def __init__(self, app: Flask) -> None:
        self.cache = ResponseCache()
        self._flask: Flask = app
        self._app: WSGIApplication = app.wsgi_app
        self._live, self._meter = services_of(app).live, services_of(app).meter

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        cached = self._lookup(environ)
        if cached is None:
            return self._app(environ, start_response)
        with self._flask.request_context(environ):
            note_route()
            log_click()
            if cached.searched:
                log_searched(cached.searched)
        self._meter.cached(True)
        start_response("200 OK", cached.headers.copy())
        return (cached.body,)

    def _lookup(self, environ: WSGIEnvironment) -> CachedResponse | None:
        if environ["REQUEST_METHOD"] != "GET" or any(name in environ for name in UNCACHED):
            return None
        try:
            generation = self._live.current().generation
        except IndexUnavailable:
            return None
        return self.cache.get(generation, cache_key(environ))

    def store(self, response: Response) -> Response:
        """Cache a response that is a function of generation and URL: these have an ETag of ours."""
        asked, values = current_request(), current_values()
        if response.status_code == 200 and asked.method == "GET" and "etag" in values and not response.is_streamed:
            headers = [(name, value) for name, value in response.headers if name != "Date"]
            cached = CachedResponse(headers, response.get_data(), values.get("searched"))
            self._meter.cached(False)
            self.cache.put(engine().generation, cache_key(asked.environ), cached)
        return response


def init_app(app: Flask) -> None:
    middleware = CachedResponses(app)
    app.wsgi_app = middleware  # type: ignore[method-assign]
    app.after_request(middleware.store)


def cache_key(environ: WSGIEnvironment) -> CacheKey:
    """Return the parts of a request that a response depends on."""
    return (*[environ.get(name, "") for name in KEY_VARIABLES], variant(environ))

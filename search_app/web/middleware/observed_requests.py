"""Request identifiers, the request log and the times of requests: the outermost middleware.

A line of the request log has the route's pattern, not the address: no query, no term, nothing of who asked.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flask import Flask

from search_app.web.monitoring.meter import Meter
from search_app.web.runtime.logs import FIELDS
from search_app.web.runtime.request_ids import HEADER, ROUTE, UNMATCHED, identify, note_route
from search_app.web.runtime.services import services_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

METHODS = ("GET", "HEAD", "POST", "OPTIONS")  # others are one word in logs and metrics: anyone can invent some

log = logging.getLogger("search_app.requests")


class ObservedRequests:
    """WSGI middleware: identifies, measures and logs requests."""

    def __init__(self, app: WSGIApplication, meter: Meter, *, logged: bool) -> None:
        self._app, self._meter, self._logged = app, meter, logged

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started, status = time.perf_counter(), "500"
        identifier = identify(environ)

        def start(line: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, [*headers, (HEADER, identifier)], exc_info)

        body: Iterable[bytes] = ()
        try:
            body = self._app(environ, start)
        finally:  # an exception that escapes is a 500 of the server's
            seconds = time.perf_counter() - started
            method, route = environ["REQUEST_METHOD"], environ.get(ROUTE, UNMATCHED)
            method = method if method in METHODS else "other"
            self._meter.request(method, route, status, seconds)
        if not self._logged:
            return body
        fields = {"method": method, "route": route, "status": int(status), "ms": round(seconds * 1000, 1)}
        return LoggedBody(body, fields | {"request_id": identifier})


class LoggedBody:
    """The body of a response, which counts its bytes and logs the request when it has been sent."""

    def __init__(self, body: Iterable[bytes], fields: dict[str, Any]) -> None:
        self._body, self._fields, self._bytes = body, fields, 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._bytes += len(part)
            yield part

    def close(self) -> None:
        """Close the response and log the request, even if the client has gone."""
        try:
            if close := getattr(self._body, "close", None):
                close()
        finally:
            fields = {**self._fields, "bytes": self._bytes}
            log.info("%(method)s %(route)s %(status)d %(ms).1f ms %(bytes)d bytes", fields, extra={FIELDS: fields})


def init_app(app: Flask) -> None:
    services = services_of(app)
    app.before_request(note_route)
    app.wsgi_app = ObservedRequests(  # type: ignore[method-assign]
        app.wsgi_app, services.meter, logged=services.settings.request_log == "on"
    )

"""Limits on all requests of one network, cached responses included: WSGI middleware around the response cache.

Whatever is cheap to answer and needed to see a page or to watch the service is exempt. A request over the limit is
marked here and refused by Flask, as the error page or problem document that others get.

The limit that nobody set spares requests from the machine itself: they come from its operator, or from a proxy that
GLOSSARY_TRUSTED_PROXIES does not name, and then from all visitors together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from flask import Flask, abort
from limits import RateLimitItem, parse_many

from search_app.analytics.privacy.visitor_keys import VisitorKeys
from search_app.config import Settings
from search_app.web.middleware import limit_headers
from search_app.web.middleware.limit_headers import Count
from search_app.web.middleware.redis_counters import RedisCounters
from search_app.web.middleware.shared_counters import SharedCounters
from search_app.web.runtime.current import current_request
from search_app.web.runtime.request_ids import note_route
from search_app.web.runtime.services import services_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SCOPE = "read"
EXCEEDED = "glossary.read_limit"  # in the environment of a request over the limit
EXEMPT = ("/healthz", "/readyz", "/metrics", "/colours.css", "/favicon.ico")
EXEMPT_FOLDERS = ("/static/", "/widget/")
LOOPBACK = ("127.", "::1")
API = "/api/"  # whose responses state the limits


class Counters(Protocol):
    """Counts in common for all workers."""

    def hit(self, key: str, expiry: float, amount: int = 1) -> tuple[int, float]: ...


class ReadLimits:
    """WSGI middleware: counts requests by network, and marks those over a limit with EXCEEDED."""

    def __init__(
        self,
        app: WSGIApplication,
        limits: Sequence[RateLimitItem],
        counters: Counters,
        visitors: VisitorKeys,
        *,
        spares_loopback: bool = False,
    ) -> None:
        self._app, self._counters, self._visitors = app, counters, visitors
        self._spared = LOOPBACK if spares_loopback else ()
        self._limits = list(zip(limit_headers.names(SCOPE, limits), limits, strict=True))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path in EXEMPT or path.startswith(EXEMPT_FOLDERS):
            return self._app(environ, start_response)
        address = environ.get("REMOTE_ADDR", "")
        counts = self._count(address)
        exceeded = [count.seconds for count in counts if count.is_exceeded and not address.startswith(self._spared)]
        if exceeded:
            environ[EXCEEDED] = True
        elif not path.startswith(API):
            return self._app(environ, start_response)
        added = limit_headers.fields(counts)
        if exceeded:
            added["Retry-After"] = str(max(exceeded))

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            return start_response(status, limit_headers.joined(headers, added), exc_info)

        return self._app(environ, start)

    def _count(self, address: str) -> list[Count]:
        key = self._visitors.key(address, SCOPE)
        return [
            Count(name, limit, *self._counters.hit(f"{name}/{key}", limit.get_expiry())) for name, limit in self._limits
        ]


def init_app(app: Flask) -> None:
    services = services_of(app)
    if services.settings.read_ratelimit == "off":
        return
    limits = parse_many(services.settings.read_ratelimit)
    app.wsgi_app = ReadLimits(  # type: ignore[method-assign]
        app.wsgi_app,
        limits,
        counters_for(services.settings),
        services.visitors,
        spares_loopback=services.settings.sources.get("read_ratelimit") == "default",
    )
    app.before_request(_refuse)


def counters_for(settings: Settings) -> Counters:
    """Return counters of their own, where the settings want them."""
    if settings.ratelimit_storage.startswith("memory"):
        return SharedCounters()
    return RedisCounters(redis=settings.ratelimit_storage)


def _refuse() -> None:
    if EXCEEDED in current_request().environ:
        note_route()
        abort(429)

"""Rate limits on what one visitor sends, and on wrong tokens for the editors' page.

The workers of a machine count together in shared memory; with Redis, several machines do, while it answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response
from flask_limiter import Limiter as FlaskLimiter

from search_app.web.feedback.blueprint import blueprint as feedback
from search_app.web.insights.blueprint import blueprint as insights
from search_app.web.insights.page import has_token
from search_app.web.middleware import limit_headers, redis_counters, shared_counters
from search_app.web.middleware.limit_headers import Count
from search_app.web.runtime.current import current_request
from search_app.web.runtime.services import services_of
from search_app.web.site.blueprint import blueprint as site
from search_app.web.visitors.identity import visitor_key

FAILED_LOGINS = "10 per minute"  # wrong tokens for the editors' page
LIMITED = (feedback.name, insights.name)
SCOPE = "sent"


class LimitedRequests:
    """The application as Flask-Limiter sees it: hooks run for requests that have limits.

    Its hooks cost as much as all that Flask does for a request.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        return getattr(self._app, name)

    def before_request(self, hook: Callable[[], Any]) -> None:
        self._app.before_request(lambda: hook() if has_limits() else None)

    def after_request(self, hook: Callable[[Response], Response]) -> None:
        self._app.after_request(lambda response: hook(response) if has_limits() else response)

    def teardown_request(self, hook: Callable[[BaseException | None], Any]) -> None:
        self._app.teardown_request(lambda error: hook(error) if has_limits() else None)


def has_limits() -> bool:
    """Return whether what the current request sends is limited."""
    asked = current_request()
    return asked.blueprint in LIMITED or (asked.blueprint == site.name and asked.method == "POST")


class Limiter(FlaskLimiter):
    """Flask-Limiter with the header fields of the IETF draft."""

    def add_headers(self, response: Response) -> Response:
        """Add the limits that were checked to a response of the API, and the time to wait to a refusal."""
        if response.status_code == 429 and (limit := self.current_limit):
            response.headers["Retry-After"] = str(Count("", limit.limit, 0, limit.reset_at).seconds)
        asked = current_request()
        if asked.blueprint == feedback.name and asked.path.startswith("/api/") and self.current_limits:
            response.headers.update(limit_headers.fields(self._counts()))
        return response

    def _counts(self) -> list[Count]:
        checked = [limit.limit for limit in self.current_limits]
        return [
            Count(name, limit.limit, limit.limit.amount - limit.remaining, limit.reset_at)
            for name, limit in zip(limit_headers.names(SCOPE, checked), self.current_limits, strict=True)
        ]


def init_app(app: Flask) -> None:
    settings = services_of(app).settings
    in_memory = settings.ratelimit_storage.startswith("memory")
    limited: Any = LimitedRequests(app)
    limiter = Limiter(
        lambda: visitor_key("limit"),
        app=limited,
        storage_uri=shared_counters.URI if in_memory else redis_counters.URI,
        storage_options={} if in_memory else {"redis": settings.ratelimit_storage},
        swallow_errors=True,
    )
    if settings.ratelimit != "off":
        limiter.shared_limit(settings.ratelimit, scope=SCOPE, methods=["POST"])(feedback)
        limiter.shared_limit(settings.ratelimit, scope="explained", methods=["POST"])(site)
    limiter.limit(FAILED_LOGINS, exempt_when=has_token)(insights)  # the right token is never locked out
    limited.after_request(limiter.add_headers)

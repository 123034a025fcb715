"""Rate limits on what one visitor sends, and on wrong tokens for the editors' page.

The workers of a machine count together in shared memory; with Redis, several machines do, while it answers.
"""

from __future__ import annotations

from flask import Flask, Response, request
from flask_limiter import Limiter as FlaskLimiter

from search_app.web.feedback.blueprint import blueprint as feedback
from search_app.web.insights.blueprint import blueprint as insights
from search_app.web.insights.page import has_token
from search_app.web.middleware import limit_headers, redis_counters, shared_counters
from search_app.web.middleware.limit_headers import Count
from search_app.web.runtime.services import services_of
from search_app.web.site.blueprint import blueprint as site
from search_app.web.visitors.identity import visitor_key

FAILED_LOGINS = "10 per minute"  # wrong tokens for the editors' page
LIMITED = (feedback.name, insights.name)
SCOPE = "sent"


class Limiter(FlaskLimiter):
    """Flask-Limiter for the blueprints in LIMITED, and for what is posted to pages.

    Its check costs more than Flask needs for a request.
    """

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if request.blueprint in LIMITED or (request.blueprint == site.name and request.method == "POST"):
            super()._check_request_limit(callable_name, in_middleware)

    def add_headers(self, response: Response) -> Response:
        """Add the limits that were checked to a response of the API, and the time to wait to a refusal."""
        if response.status_code == 429 and (limit := self.current_limit):
            response.headers["Retry-After"] = str(Count("", limit.limit, 0, limit.reset_at).seconds)
        if request.blueprint == feedback.name and request.path.startswith("/api/") and self.current_limits:
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
    limiter = Limiter(
        lambda: visitor_key("limit"),
        app=app,
        storage_uri=shared_counters.URI if in_memory else redis_counters.URI,
        storage_options={} if in_memory else {"redis": settings.ratelimit_storage},
        swallow_errors=True,
    )
    if settings.ratelimit != "off":
        limiter.shared_limit(settings.ratelimit, scope=SCOPE, methods=["POST"])(feedback)
        limiter.shared_limit(settings.ratelimit, scope="explained", methods=["POST"])(site)
    limiter.limit(FAILED_LOGINS, exempt_when=has_token)(insights)  # the right token is never locked out
    app.after_request(limiter.add_headers)

"""How much one visitor may send: Flask-Limiter, right under several workers without a server of its own.

Counted in memory, each worker knows only what itself was sent. So each is given its share of the limit: together they
never let more through than the setting says, and a visitor who stays on one connection gets at least a share. With
Redis the workers, and several machines, count together. Should Redis fail, each worker counts for itself.
"""

from __future__ import annotations

import math
import time

from flask import Flask, Response, request
from flask_limiter import Limiter as FlaskLimiter
from limits import parse_many

from search_app.web.feedback.blueprint import blueprint as feedback_blueprint
from search_app.web.insights.page import blueprint as insights_blueprint
from search_app.web.visitors.identity import visitor_key

FAILED_LOGINS = "10 per minute"  # wrong tokens for the editors' page
LIMITED = (feedback_blueprint.name, insights_blueprint.name)


class Limiter(FlaskLimiter):
    """Looks at what has a limit, and at nothing else: its look costs more than Flask takes for a request."""

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if request.blueprint in LIMITED:
            super()._check_request_limit(callable_name, in_middleware)


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]
    in_memory = settings.ratelimit_storage.startswith("memory")
    limiter = Limiter(
        lambda: visitor_key("limit"),
        app=app,
        storage_uri=settings.ratelimit_storage,
        in_memory_fallback_enabled=not in_memory,
        swallow_errors=True,
    )
    if settings.ratelimit != "off":
        rate = shared_out(settings.ratelimit, app.extensions["workers"] if in_memory else 1)
        limiter.shared_limit(rate, scope="sent", methods=["POST"])(feedback_blueprint)
    limiter.limit(FAILED_LOGINS, deduct_when=lambda response: response.status_code == 401)(insights_blueprint)

    def say_when_to_come_back(response: Response) -> Response:
        if response.status_code == 429 and (limit := limiter.current_limit):
            response.headers["Retry-After"] = str(max(1, math.ceil(limit.reset_at - time.time())))
        return response

    app.after_request(say_when_to_come_back)


def shared_out(rate: str, workers: int) -> str:
    """Return the limits in `rate` as one of `workers` is to apply them: its share, and at least one."""
    limits = parse_many(rate)
    return "; ".join(
        f"{max(1, limit.amount // workers)} per {limit.multiples} {limit.GRANULARITY.name}" for limit in limits
    )

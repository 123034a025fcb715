"""Health checks for operators: liveness and readiness."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from search_app.errors import IndexUnavailable
from search_app.web.runtime.errors import RETRY_AFTER
from search_app.web.runtime.services import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Return 200 while the process is alive."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Return 200 with the generation that this process serves and what is wrong, or 503 while it serves none."""
    live = services().live
    try:
        live.current()
    except IndexUnavailable:
        response = jsonify(status="unavailable", detail=live.state().problem)
        response.status_code = 503
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    state = live.state()
    shown = {"generation": state.generation, "terms": state.terms}
    if state.waiting:
        shown["waiting"] = state.waiting
    if state.problem:
        return jsonify(status="degraded", detail=state.problem, **shown)
    return jsonify(status="ok", **shown)

"""Health checks for operators: liveness and readiness."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from search_app.errors import IndexUnavailable
from search_app.web.runtime.context import engine
from search_app.web.runtime.errors import RETRY_AFTER

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Return 200 while the process is alive."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Return 200 with the generation that is served, or 503 while there is none."""
    try:
        serving = engine()
    except IndexUnavailable as error:
        response = jsonify(status="unavailable", detail=str(error))
        response.status_code = 503
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    return jsonify(status="ok", generation=serving.generation, terms=len(serving))

"""`/metrics` on the address of the pages, if the operator wants it there."""

from __future__ import annotations

from flask import Blueprint, Response

from search_app.web.runtime.services import services

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Return the metrics of all processes."""
    running = services()
    running.meter.start(running.live, running.search_log)  # under a server other than ours nobody has
    body, content_type = running.meter.exposition()
    return Response(body, content_type=content_type)

"""The route of static files, and their URLs: one with a fingerprint never changes and is cached for a year."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from search_app.web.runtime.assets import KEPT_FOR_GOOD
from search_app.web.runtime.services import services


def init_app(app: Flask) -> None:
    app.add_url_rule("/static/<name>", "static", serve)


def serve(name: str) -> Response:
    """Return an asset by its served name."""
    asset = services().assets.get(name)
    if asset is None:
        raise NotFound
    response = Response(asset.body, content_type=asset.content_type)
    response.set_etag(asset.fingerprint)
    fingerprinted = request.args.get("v") == asset.fingerprint
    response.headers["Cache-Control"] = KEPT_FOR_GOOD if fingerprinted else "no-cache"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # our frames may have an opaque origin (sandbox)
    response.make_conditional(request)
    return response


def asset_path(name: str) -> str:
    """Return the path of an asset, with its fingerprint."""
    return services().asset_urls[name]

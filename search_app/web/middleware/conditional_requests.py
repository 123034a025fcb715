"""Conditional requests and compression.

A page or API answer is a function of the generation, the address and the code. So its strong ETag is known
before any work is done, and a client that has it is told so (304) without a search.
"""

from __future__ import annotations

import hashlib

from flask import Flask, Response, current_app, g, request
from flask_compress import Compress

from search_app.errors import IndexUnavailable
from search_app.web.runtime.assets import code_version
from search_app.web.runtime.context import engine, origin

CACHED_BLUEPRINTS = ("pages", "formats", "feeds", "api", "match", "description", "embed", "oembed")
COMPRESSED = [
    "text/html", "text/css", "text/javascript", "text/plain", "text/markdown", "application/json", "application/xml",
    "application/atom+xml", "application/problem+json", "image/svg+xml",
]  # fmt: skip


def init_app(app: Flask) -> None:
    app.config["COMPRESS_MIMETYPES"] = COMPRESSED
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.config["COMPRESS_BR_LEVEL"] = 4
    app.before_request(answer_not_modified)
    Compress(app)
    app.after_request(add_etag)  # registered later, so it comes first: compression changes the ETag


def answer_not_modified() -> Response | None:
    """Answer 304 to a client that has the current version; the ETag of a compressed one ends in `:br` or so."""
    if request.method not in ("GET", "HEAD") or request.blueprint not in CACHED_BLUEPRINTS:
        return None
    try:
        g.etag = _etag(engine().generation)
    except IndexUnavailable:
        return None
    for tag in request.if_none_match.as_set():
        if tag.partition(":")[0] == g.etag:
            response = Response(status=304)
            response.set_etag(tag)
            response.headers["Cache-Control"] = "no-cache"
            return response
    return None


def add_etag(response: Response) -> Response:
    if response.status_code == 200 and "etag" in g:
        response.set_etag(g.etag)
        response.headers.setdefault("Cache-Control", "no-cache")
    elif response.status_code not in (301, 304):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _etag(generation: str) -> str:
    parts = (generation, origin(), request.full_path, code_version(current_app))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

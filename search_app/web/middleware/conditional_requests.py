"""Conditional requests (RFC 9110) and compression.

A page or API response is a function of the generation, the URL, the preferred media type and the code. Its strong ETag
is therefore known before any work is done, and a client that sends it back gets 304 without a search.
"""

from __future__ import annotations

import hashlib

from flask import Flask, Request, Response, g
from flask_compress import Compress

from search_app.errors import IndexUnavailable
from search_app.web.runtime.context import engine, origin
from search_app.web.runtime.current import current_request, current_values
from search_app.web.runtime.negotiation import variant
from search_app.web.runtime.services import services
from search_app.web.runtime.translation import current_language

VALIDATED_BLUEPRINTS = ("site", "feeds", "api", "embed")
# Their URLs carry a version, or they send an ETag of their own.
VERSIONED_ENDPOINTS = ("site.colours_css", "embed.script")

COMPRESSED = [
    "text/html", "text/css", "text/javascript", "text/plain", "text/markdown", "application/json", "application/xml",
    "application/atom+xml", "application/problem+json", "image/svg+xml", "text/csv", "text/turtle",
    "application/jsonl", "application/ld+json", "application/rdf+xml", "application/x-tbx+xml", "application/tbx+xml",
]  # fmt: skip


def init_app(app: Flask) -> None:
    app.config["COMPRESS_MIMETYPES"] = COMPRESSED
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.config["COMPRESS_BR_LEVEL"] = 4
    app.before_request(answer_not_modified)
    Compress(app)
    app.after_request(add_etag)  # registered after Compress, which appends the encoding to the ETag: runs before it


def answer_not_modified() -> Response | None:
    """Return 304 to a client that has the current version, compressed or not."""
    asked = current_request()
    if asked.method not in ("GET", "HEAD") or not _is_validated(asked):
        return None
    try:
        etag = g.etag = _etag(asked, engine().generation)
    except IndexUnavailable:
        return None
    for tag in asked.if_none_match.as_set() if "HTTP_IF_NONE_MATCH" in asked.environ else ():
        if tag.partition(":")[0] == etag:  # Flask-Compress appends `:br` or `:gzip`
            response = Response(status=304)
            response.set_etag(tag)
            response.headers["Cache-Control"] = "no-cache"
            return response
    return None


def add_etag(response: Response) -> Response:
    """Add the ETag to a successful response; forbid storing any response without one."""
    if response.status_code == 200 and (etag := current_values().get("etag")):
        response.set_etag(etag)
        response.headers.setdefault("Cache-Control", "no-cache")
    elif response.status_code not in (301, 304):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _is_validated(asked: Request) -> bool:
    return asked.blueprint in VALIDATED_BLUEPRINTS and asked.endpoint not in VERSIONED_ENDPOINTS


def _etag(asked: Request, generation: str) -> str:
    address = (current_language(), origin(), asked.full_path)
    parts = (generation, *address, services().code_version, variant(asked.environ))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

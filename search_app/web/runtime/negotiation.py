"""Content negotiation of term pages (RFC 9110, 12.5.1): which media type a client prefers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

HTML = "text/html"
OFFERED = (HTML, "application/xhtml+xml", "text/turtle", "application/ld+json", "application/rdf+xml", "text/markdown",
           "application/json")  # fmt: skip
NEGOTIATED = "/terms/"  # begins the paths whose answer depends on the header Accept


@lru_cache(maxsize=512)
def preferred_type(accept: str) -> str:
    """Return the media type for a header `Accept`: HTML, unless another one is preferred to it by name."""
    wanted = parse_accept_header(accept, MIMEAccept)
    best = wanted.best_match(OFFERED, default=HTML) or HTML
    return HTML if best == OFFERED[1] or wanted[best] <= wanted[HTML] else best


def variant(environ: Mapping[str, Any]) -> str:
    """Return the media type on which the answer to a request depends, an empty string for HTML and other paths."""
    if not environ.get("PATH_INFO", "").startswith(NEGOTIATED) or "HTTP_ACCEPT" not in environ:
        return ""
    preferred = preferred_type(environ["HTTP_ACCEPT"])
    return "" if preferred == HTML else preferred

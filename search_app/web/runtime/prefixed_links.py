"""The path prefix in links: inside the service every path begins at its root, and a prefix is added on the way out.

Texts stored in the index, templates of an operator and our own templates are therefore the same under every prefix.
"""

from __future__ import annotations

import re

from flask import Flask, Response

from search_app.web.runtime.context import path_prefix

# Attributes with a path from the root, as templates and the renderer write them. Quotes in texts are always escaped.
_ROOTED = re.compile(r'(\s(?:href|src|action|data-suggest|data-api)=")(?=/(?!/))')


def init_app(app: Flask) -> None:
    app.after_request(add_prefix)


def add_prefix(response: Response) -> Response:
    """Add the prefix to the links of a page and to the target of a redirect."""
    prefix = path_prefix()
    if not prefix or response.is_streamed:
        return response
    location = response.headers.get("Location", "")
    if location.startswith("/") and not location.startswith("//"):
        response.headers["Location"] = prefix + location
    if response.mimetype == "text/html":
        response.set_data(prefixed(response.get_data(as_text=True)))
    return response


def prefixed(html: str) -> str:
    """Return HTML whose links from the root have the path prefix."""
    prefix = path_prefix()
    return _ROOTED.sub(rf"\g<1>{prefix}", html) if prefix else html

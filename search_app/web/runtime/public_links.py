"""Links as visitors follow them: inside the service every path begins at its root and is that of the default language.

On the way out the path prefix is added, and the address of the page's language takes the place of the internal one.
Texts stored in the index, templates of an operator and our own templates are therefore the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from flask import Flask, Response

from search_app.errors import IndexUnavailable
from search_app.web.runtime.context import engine, path_prefix
from search_app.web.runtime.localized_addresses import is_translation, public_path
from search_app.web.runtime.translation import translator

# Attributes with a path from the root, as templates and the renderer write them. Quotes in texts are always escaped.
_ROOTED = re.compile(r'(\s(?:href|src|action|data-suggest|data-api)=")(?=/(?!/))')
_PATH = re.compile(r'(\s(?:href|src|action|data-suggest|data-api)=")(/(?!/)[^"]*|/)(?=")')
_NAMED = re.compile(r"[?&]lang=")  # a path with a language of its own


def init_app(app: Flask) -> None:
    app.after_request(publish_links)


def publish_links(response: Response) -> Response:
    """Give the links of a page and the target of a redirect their public form."""
    if response.is_streamed or not (path_prefix() or _is_translated()):
        return response
    location = response.headers.get("Location", "")
    if location.startswith("/") and not location.startswith("//"):
        in_language = _translation() if _is_translated() else str
        response.headers["Location"] = path_prefix() + in_language(location)
    if response.mimetype == "text/html":
        response.set_data(published(response.get_data(as_text=True)))
    return response


def published(html: str) -> str:
    """Return HTML whose links from the root have the path prefix and are in the current language."""
    prefix = path_prefix()
    if _is_translated():
        in_language = _translation()
        return _PATH.sub(lambda found: f"{found[1]}{prefix}{escape(in_language(unescape(found[2])))}", html)
    return _ROOTED.sub(rf"\g<1>{prefix}", html) if prefix else html


def _translation() -> Callable[[str], str]:
    """Return a function from a path to its public form in the current language; a path that names its own keeps it."""
    serving = engine()
    translate = translator(serving.language)
    return lambda path: path if _NAMED.search(path) else public_path(serving, path, translate)


def _is_translated() -> bool:
    """Return whether the page is in another language than the default one."""
    try:
        return is_translation(engine())
    except IndexUnavailable:
        return False

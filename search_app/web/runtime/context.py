"""What every view reaches for: the settings, the engine to ask now, and the public origin."""

from __future__ import annotations

from typing import cast

from flask import current_app, g, request

from search_app.config import Settings
from search_app.search import Engine, LiveEngine


def settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])


def engine() -> Engine:
    """Return the engine of the newest generation; a request has one from its beginning to its end.

    Raises:
        IndexUnavailable: nothing can be served; the error handlers answer 503.
    """
    if "engine" not in g:
        g.engine = cast(LiveEngine, current_app.extensions["engine"]).current()
    return cast(Engine, g.engine)


def origin() -> str:
    """Return the public origin, such as `https://glossary.example.org`: the setting, or what was asked for."""
    if "origin" not in g:
        g.origin = settings().base_url or f"{request.scheme}://{request.host}"
    return cast(str, g.origin)

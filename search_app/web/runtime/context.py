"""The values of the current request: its engine, the public origin, the settings."""

from __future__ import annotations

from typing import cast

from flask import g, request

from search_app.config import Settings
from search_app.search import Engine
from search_app.web.runtime.services import services


def settings() -> Settings:
    return services().settings


def engine() -> Engine:
    """Return the engine of the newest generation; it stays the same until the request ends.

    Raises:
        IndexUnavailable: no generation can be served; the error handlers respond with 503.
    """
    if "engine" not in g:
        g.engine = services().live.current()
    return cast(Engine, g.engine)


def category_slugs() -> list[str]:
    """Return the slugs that the parameter `category` accepts."""
    return [category.slug for category in engine().site.categories]


def origin() -> str:
    """Return the public origin, such as `https://glossary.example.org`: the setting, else that of the request."""
    if "origin" not in g:
        g.origin = settings().base_url or f"{request.scheme}://{request.host}"
    return cast(str, g.origin)

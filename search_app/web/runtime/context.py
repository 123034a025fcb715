"""The values of the current request: its engine, the public origin, the settings."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import cast

from flask import g

from search_app.config import Settings
from search_app.errors import IndexUnavailable
from search_app.search import Engine
from search_app.web.runtime.current import current_request, current_values
from search_app.web.runtime.localized_addresses import is_translation, public_path
from search_app.web.runtime.services import services
from search_app.web.runtime.translation import current_language, translator


def settings() -> Settings:
    return services().settings


def engine() -> Engine:
    """Return the engine of the newest generation in the current language; it stays the same until the request ends.

    Raises:
        IndexUnavailable: no generation can be served; the error handlers respond with 503.
    """
    values = current_values()
    if (found := values.get("engine")) is None:
        serving = services().live.current()
        found = values["engine"] = serving.languages.get(current_language(), serving)
    return cast(Engine, found)


def answer_in_language_of(serving: Engine) -> None:
    """Use another engine of the generation, and its language, for the rest of this request."""
    g.engine, g.language = serving, serving.language


def category_slugs() -> list[str]:
    """Return the slugs that the parameter `category` accepts."""
    return [category.slug for category in engine().site.categories]


def path_prefix() -> str:
    """Return the path under which the service is reached, such as `/glossary`; empty for a host of its own."""
    return current_request().script_root


def origin() -> str:
    """Return the public URL that paths are appended to: the setting, else the request's host and path prefix.

    Such as `https://glossary.example.org` or `https://example.org/glossary`.
    """
    values = current_values()
    if (found := values.get("origin")) is None:
        asked = current_request()
        found = values["origin"] = settings().base_url or f"{asked.scheme}://{asked.host}{asked.script_root}"
    return cast(str, found)


def public_urls() -> Callable[[str], str]:
    """Return a function from the internal path of a page to the URL at which visitors reach it in their language."""
    base = origin()
    with suppress(IndexUnavailable):  # an error page has links too
        serving = engine()
        if is_translation(serving):
            translate = translator(serving.language)
            return lambda path: base + public_path(serving, path, translate)
    return base.__add__


def public_url(path: str) -> str:
    """Return the URL at which visitors reach the page at an internal path, in the current language."""
    return public_urls()(path)


def host_origin() -> str:
    """Return the origin of `origin()`, without a path prefix."""
    return origin().removesuffix(path_prefix()) if path_prefix() else origin()

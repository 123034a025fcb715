"""The colours in glossary.toml as a style sheet: the content security policy forbids inline styles."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request

from search_app.glossary.model import Site
from search_app.web.runtime.assets import KEPT_FOR_GOOD
from search_app.web.runtime.context import engine

LIGHTENED = "45%"  # share of a colour on a dark page; the rest is white, for contrast


def colours_css() -> Response:
    """Return the site's accent colour and the colour of each category, `--tag`."""
    serving = engine()
    response = Response("\n".join(rules(serving.site)), content_type="text/css; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # our frames may have an opaque origin (sandbox)
    if request.args.get("v") == serving.generation:
        response.headers["Cache-Control"] = KEPT_FOR_GOOD
    return response


def rules(site: Site) -> Iterator[str]:
    """Yield the rules of the style sheet."""
    if site.accent:
        yield f":root {{ --accent: {_light_and_dark(site.accent)}; }}"
    for category in site.categories:
        if category.colour:
            yield f".tag-{category.slug} {{ --tag: {_light_and_dark(category.colour)}; }}"


def _light_and_dark(colour: str) -> str:
    return f"light-dark({colour}, color-mix(in oklab, {colour} {LIGHTENED}, white))"

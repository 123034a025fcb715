"""Jinja: the default theme, an operator's templates in front of it, and the names that every template can use."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, quote_plus

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined

from search_app.config import home
from search_app.errors import IndexUnavailable
from search_app.glossary.model import Site
from search_app.urls import category_path, feedback_path, requests_path, search_path, site_name, term_path
from search_app.web.runtime.categories import categories_by_slug, main_categories
from search_app.web.runtime.context import engine, origin, public_url, public_urls
from search_app.web.runtime.current import current_request
from search_app.web.runtime.editions import editions
from search_app.web.runtime.formats import long_date, number
from search_app.web.runtime.services import services_of
from search_app.web.runtime.static_files import asset_path
from search_app.web.runtime.translation import gettext


def init_app(app: Flask) -> None:
    theme = services_of(app).settings.templates
    folders = [FileSystemLoader(folder) for folder in (theme, home("templates")) if folder]
    app.jinja_loader = ChoiceLoader([*folders, PrefixLoader({"default": folders[-1]})])
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(long_date=long_date, number=number, site_name=site_name)
    app.jinja_env.globals.update(
        asset_path=asset_path,
        category_path=category_path,
        feedback_path=feedback_path,
        requests_path=requests_path,
        search_path=search_path,
        term_path=term_path,
        public_url=public_url,
    )
    app.context_processor(_site)


def _site() -> dict[str, Any]:
    """Return the site and its categories for every template; without an index an error page gets an empty site."""
    try:
        serving = engine()
        site, generation, main = serving.site, serving.generation, main_categories(serving)
        by_slug, in_languages = categories_by_slug(serving), editions()
    except IndexUnavailable:
        site, generation, main, by_slug, in_languages = Site(title=gettext("Glossary")), "", (), {}, ()
    asked, base, address = current_request(), origin(), public_urls()
    return {
        "site": site,
        "main_categories": main,
        "category_of": by_slug,
        "colours_css": f"/colours.css?v={generation}",
        "origin": base,
        "editions": in_languages,
        "canonical": address(quote(asked.path)),
        "here": asked.path,
        "oembed_url": f"{base}/oembed?url={quote_plus(address(asked.full_path.rstrip('?')))}",
    }

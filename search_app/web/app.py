"""The application: `create_app` wires the parts, and does nothing else."""

from __future__ import annotations

from flask import Flask

from search_app.config import Settings, load_settings
from search_app.search import LiveEngine
from search_app.web.api import endpoints as api_endpoints
from search_app.web.api import match, openapi
from search_app.web.embed import frame, oembed, widget_script
from search_app.web.feedback import endpoints as feedback_endpoints
from search_app.web.feedback import forms
from search_app.web.feeds import atom, browser_search, llms, sitemap
from search_app.web.insights import page as insights
from search_app.web.middleware import conditional_requests, proxies, rate_limits, response_cache
from search_app.web.runtime import assets, errors, health, security_headers, templating
from search_app.web.site import colours, pages, term_formats
from search_app.web.visitors import identity, search_logging

# Modules that add their routes to a blueprint of another.
ROUTES = (feedback_endpoints, atom, browser_search, llms)


def create_app(settings: Settings | None = None, *, workers: int = 1) -> Flask:
    """Return the WSGI application that serves what is published in `settings.index`.

    Args:
        settings: those of the environment when not given.
        workers: processes that serve it together; they share what one visitor may send.
    """
    settings = settings or load_settings()
    app = Flask("search_app", static_folder=None, template_folder=None)
    app.extensions["settings"] = settings
    app.extensions["engine"] = LiveEngine(settings.index)
    app.extensions["workers"] = workers
    for part in (
        response_cache, proxies, assets, templating, security_headers, identity, search_logging,
        conditional_requests, errors, rate_limits,
    ):  # fmt: skip
        part.init_app(app)
    for shown in (
        pages, term_formats, sitemap, colours, forms, insights, api_endpoints, match, openapi, frame, oembed,
        widget_script, health,
    ):  # fmt: skip
        app.register_blueprint(shown.blueprint)
    return app

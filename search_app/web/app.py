"""The application: `create_app` wires its parts and does nothing else."""

from __future__ import annotations

from flask import Flask

from search_app.config import Settings, load_settings
from search_app.web.api.blueprint import blueprint as api
from search_app.web.embed.blueprint import blueprint as embed
from search_app.web.feedback.blueprint import blueprint as feedback
from search_app.web.feeds.blueprint import blueprint as feeds
from search_app.web.insights.blueprint import blueprint as insights
from search_app.web.middleware import (
    conditional_requests,
    languages,
    observed_requests,
    proxies,
    rate_limits,
    read_limits,
    response_cache,
)
from search_app.web.runtime import (
    errors,
    public_links,
    security_headers,
    static_files,
    templating,
    translation,
    typography,
)
from search_app.web.runtime.application import Application
from search_app.web.runtime.health import blueprint as health
from search_app.web.runtime.metrics import blueprint as metrics
from search_app.web.runtime.services import EXTENSION, create_services, services_of
from search_app.web.site.blueprint import blueprint as site
from search_app.web.visitors import search_logging


def create_app(settings: Settings | None = None) -> Flask:
    """Return the WSGI application that serves the index in `settings.index` (default: the environment's settings)."""
    app = Application("search_app", static_folder=None, template_folder=None)
    app.extensions[EXTENSION] = create_services(settings or load_settings())
    for part in (templating, translation, static_files, errors):
        part.init_app(app)
    for blueprint in (site, api, feedback, insights, embed, feeds, health):
        app.register_blueprint(blueprint)
    if services_of(app).settings.metrics == "on":
        app.register_blueprint(metrics)
    _add_middleware(app)
    return app


def _add_middleware(app: Flask) -> None:
    """Wrap every request. Flask runs hooks before a request in this order, and hooks after it in reverse."""
    response_cache.init_app(app)  # its hook must run last: it stores what is sent, compressed and with all headers
    read_limits.init_app(app)  # outside the response cache, whose responses count too; inside proxies, for the address
    languages.init_app(app)  # outside the response cache, whose keys need the language; inside proxies, for the prefix
    proxies.init_app(app)  # outside the response cache, whose keys need the public host and scheme
    observed_requests.init_app(app)  # outermost: it measures everything, and no cached response has its header
    security_headers.init_app(app)  # on every response, a 304 or 429 too
    search_logging.init_app(app)  # before conditional requests: a click counts even if the answer is 304
    conditional_requests.init_app(app)  # before the work of limits and views
    rate_limits.init_app(app)  # last: only requests that reach a view are counted
    typography.init_app(app)  # this and the next change the text that the others store
    public_links.init_app(app)

"""A search-first glossary service: `create_app` wires the parts, and does nothing else."""

from __future__ import annotations

from flask import Flask

from search_app.config import Settings, load_settings


def create_app(settings: Settings | None = None) -> Flask:
    """Return the WSGI application that serves what is published in `settings.index`."""
    from search_app.search import LiveEngine  # noqa: PLC0415  the layers below do not load the web
    from search_app.web import (  # noqa: PLC0415
        api,
        assets,
        caching,
        description,
        errors,
        feeds,
        formats,
        ops,
        pages,
        proxies,
        security,
        templating,
        theme,
    )

    settings = settings or load_settings()
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.extensions["settings"] = settings
    app.extensions["engine"] = LiveEngine(settings.index)
    for part in (proxies, assets, templating, security, caching, errors):
        part.init_app(app)
    for shown in (pages, formats, feeds, theme, api, description, ops):
        app.register_blueprint(shown.blueprint)
    return app

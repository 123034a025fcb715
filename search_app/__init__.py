"""A search-first glossary service: `create_app` wires the parts, and does nothing else."""

from __future__ import annotations

from flask import Flask

from search_app.config import Settings, load_settings


def create_app(settings: Settings | None = None, *, workers: int = 1) -> Flask:
    """Return the WSGI application that serves what is published in `settings.index`.

    Args:
        settings: those of the environment when not given.
        workers: processes that serve it together; they share what one visitor may send.
    """
    from search_app.search import LiveEngine  # noqa: PLC0415  the layers below do not load the web
    from search_app.web import (  # noqa: PLC0415
        answers,
        api,
        assets,
        caching,
        description,
        embed,
        errors,
        feedback,
        feeds,
        formats,
        insights,
        limits,
        match,
        oembed,
        ops,
        pages,
        proxies,
        searches,
        security,
        templating,
        theme,
        visitors,
        widget,
    )

    settings = settings or load_settings()
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.extensions["settings"] = settings
    app.extensions["engine"] = LiveEngine(settings.index)
    app.extensions["workers"] = workers
    for part in (answers, proxies, assets, templating, security, visitors, searches, caching, errors, limits):
        part.init_app(app)
    for shown in (
        pages, formats, feeds, theme, feedback, insights, api, match, description, embed, oembed, widget, ops,
    ):  # fmt: skip
        app.register_blueprint(shown.blueprint)
    return app

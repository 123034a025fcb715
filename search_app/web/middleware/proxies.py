"""Trust the X-Forwarded-* headers of as many proxies as the operator configured."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from search_app.web.runtime.services import services_of


def init_app(app: Flask) -> None:
    if count := services_of(app).settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]

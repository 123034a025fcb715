"""The address under which visitors reach the service: trusted proxies, and a path prefix.

`X-Forwarded-*` headers count for as many proxies as the operator configured. A prefix is that of GLOSSARY_BASE_URL,
else the `X-Forwarded-Prefix` of a trusted proxy; it becomes the WSGI `SCRIPT_NAME`, whether the proxy removes it from
the path or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from search_app.config import is_path_prefix
from search_app.urls import without_prefix
from search_app.web.runtime.services import services_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class PathPrefix:
    """WSGI middleware: sets SCRIPT_NAME to the path prefix and removes it from the path.

    prefix: that of the settings; if it is None, a valid SCRIPT_NAME of the request counts.
    """

    def __init__(self, app: WSGIApplication, prefix: str | None) -> None:
        self._app, self._prefix = app, prefix

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        given = environ.get("SCRIPT_NAME", "").rstrip("/")
        prefix = self._prefix
        if prefix is None:
            prefix = given if is_path_prefix(given) else ""
        environ["SCRIPT_NAME"] = prefix
        environ["PATH_INFO"] = without_prefix(environ.get("PATH_INFO", ""), prefix)
        return self._app(environ, start_response)


def init_app(app: Flask) -> None:
    settings = services_of(app).settings
    prefix = urlsplit(settings.base_url).path if settings.base_url else None
    app.wsgi_app = PathPrefix(app.wsgi_app, prefix)  # type: ignore[method-assign]
    if count := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_prefix=count
        )

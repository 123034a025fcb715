"""The address under which visitors reach the service: trusted proxies, and a path prefix.

Of the headers in GLOSSARY_TRUSTED_HEADERS, those of as many proxies count as the operator configured; a proxy passes on
what a client sent in the others. A prefix is that of GLOSSARY_BASE_URL, else the `X-Forwarded-Prefix` of a trusted
proxy; it becomes the WSGI `SCRIPT_NAME`, whether the proxy removes it from the path or not. A request whose `Host` is
malformed, or missing where HTTP/1.1 demands it, is refused before anything is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, abort
from werkzeug.middleware.proxy_fix import ProxyFix

from search_app.config import FORWARDED_HEADERS, is_path_prefix
from search_app.urls import without_prefix
from search_app.web.runtime.current import current_request
from search_app.web.runtime.services import services_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

INVALID_HOST = "glossary.invalid_host"  # in the environment of a request with such a Host
_HOST = re.compile(r"(?:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?")
_LONGEST_HOST = 255
SCHEMES = ("http", "https")


class CheckedHost:
    """WSGI middleware: marks requests with an invalid Host, and replaces it with the name of the server.

    A scheme that is neither of the web's is replaced by `http`.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["wsgi.url_scheme"] not in SCHEMES:  # a proxy's header, or what a visitor sent in its place
            environ["wsgi.url_scheme"] = "http"
        host = environ.get("HTTP_HOST")
        is_missing = host is None and environ.get("SERVER_PROTOCOL") != "HTTP/1.1"  # HTTP/1.0 need not send one
        if not is_missing and not is_valid_host(host or ""):
            environ[INVALID_HOST] = True
            environ.pop("HTTP_HOST", None)
        return self._app(environ, start_response)


def is_valid_host(host: str) -> bool:
    """Return whether a Host header names a host, with or without a port."""
    found = _HOST.fullmatch(host) if len(host) <= _LONGEST_HOST else None
    return found is not None and int(found[1] or 0) < 65536


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
    app.before_request(_refuse_invalid_host)
    app.wsgi_app = CheckedHost(app.wsgi_app)  # type: ignore[method-assign]
    if count := settings.trusted_proxies:
        trusted = {f"x_{name}": count if name in settings.trusted_headers.split() else 0 for name in FORWARDED_HEADERS}
        app.wsgi_app = ProxyFix(app.wsgi_app, **trusted)  # type: ignore[method-assign]


def _refuse_invalid_host() -> None:
    if INVALID_HOST in current_request().environ:
        abort(400)

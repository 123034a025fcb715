"""Flask's classes with what this service needs differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response
from werkzeug.datastructures import Headers

from search_app.web.runtime.translated_templates import TranslatedEnvironment

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class ApplicationResponse(Response):
    """A response whose headers are not copied one by one where Werkzeug has nothing to add."""

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        is_complete = self.status_code == 200 and "Content-Length" in self.headers
        return self.headers if is_complete else super().get_wsgi_headers(environ)


class Application(Flask):
    """A Flask application with templates in several languages, whose views are all synchronous."""

    response_class = ApplicationResponse
    jinja_environment = TranslatedEnvironment

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return `func` unchanged: Flask would ask of twenty functions for each request whether they are coroutines."""
        return func

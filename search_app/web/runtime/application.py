"""Flask's application class with what this service needs differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from search_app.web.runtime.translated_templates import TranslatedEnvironment


class Application(Flask):
    """A Flask application with templates in several languages, whose views are all synchronous."""

    jinja_environment = TranslatedEnvironment

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return `func` unchanged: Flask would ask of twenty functions for each request whether they are coroutines."""
        return func

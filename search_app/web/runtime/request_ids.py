"""Request identifiers: a client's or a proxy's `X-Request-ID` if it is sane, else a random one."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, cast

from flask import Request, has_request_context, request

from search_app.web.runtime.current import current_request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HEADER = "X-Request-ID"
ROUTE = "glossary.route"  # the key of the route's pattern in a WSGI environment
UNMATCHED = "unmatched"  # the route of an address that has none

_KEY = "glossary.request_id"
_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")


def identify(environ: WSGIEnvironment) -> str:
    """Give a request its identifier and return it."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    identifier = given if given and _SANE.fullmatch(given) else random.randbytes(8).hex()  # noqa: S311  no secret
    environ[_KEY] = identifier
    return identifier


def request_id() -> str:
    """Return the identifier of the current request; empty outside of one."""
    return cast(str, request.environ.get(_KEY, "")) if has_request_context() else ""


def note_route() -> None:
    """Note the pattern of the current request's route, for the middleware around the application."""
    asked = current_request()
    asked.environ[ROUTE] = _route(asked)


def route() -> str:
    """Return the pattern of the current request's route: `/terms/<slug>`, never what a visitor put into it."""
    return _route(current_request())


def _route(asked: Request) -> str:
    return asked.url_rule.rule if asked.url_rule else UNMATCHED

"""What Flask's `request`, `g` and `current_app` stand for, for functions that every request calls.

Each attribute that is read through one of these proxies costs as much as four function calls.
"""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, Request, current_app, g, request


def current_request() -> Request:
    """Return the request that is answered."""
    return cast(Request, request._get_current_object())  # type: ignore[attr-defined]


def current_values() -> dict[str, Any]:
    """Return the values of `g`, of this request or of an application context without one."""
    return cast(dict[str, Any], vars(g._get_current_object()))


def current_application() -> Flask:
    """Return the application that answers."""
    return cast(Flask, current_app._get_current_object())  # type: ignore[attr-defined]

"""JSON responses of the API."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response

from search_app.web.runtime.context import origin


def answer(value: Any) -> Response:
    """Return `value` as JSON, with the addresses in it absolute."""
    return as_json(_absolute(value, origin()))


def as_json(value: Any) -> Response:
    """Return `value`, which is finished, as JSON."""
    return Response(msgspec.json.encode(value), content_type="application/json")


def _absolute(value: Any, base: str) -> Any:
    if isinstance(value, dict):
        return {
            key: base + item if key in ("url", "url_exact") else _absolute(item, base) for key, item in value.items()
        }
    return [_absolute(item, base) for item in value] if isinstance(value, list) else value

"""JSON responses."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response

from search_app.web.runtime.context import origin


def json_response(value: Any, status: int = 200) -> Response:
    """Return `value` as JSON."""
    return Response(msgspec.json.encode(value), status, content_type="application/json")


def linked_json_response(value: Any) -> Response:
    """Return `value` as JSON, with the paths under `url` and `url_exact` made absolute."""
    return json_response(_absolute(value, origin()))


def _absolute(value: Any, base: str) -> Any:
    if isinstance(value, dict):
        return {
            key: base + item if key in ("url", "url_exact") else _absolute(item, base) for key, item in value.items()
        }
    return [_absolute(item, base) for item in value] if isinstance(value, list) else value

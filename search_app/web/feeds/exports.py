"""The whole glossary as a file: /export/glossary.csv and its like. Middleware adds the ETag of the generation."""

from __future__ import annotations

from flask import Response

from search_app.web.runtime.context import engine, origin
from search_app.web.runtime.exports import exported, written_format


def glossary(suffix: str) -> Response:
    """Return all published terms; a file is made once for each generation."""
    form = written_format(suffix)
    content_type = form.media_types[0]
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    response = Response(exported(engine(), suffix, origin()), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="glossary.{suffix}"'
    return response

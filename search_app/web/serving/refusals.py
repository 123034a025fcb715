"""Responses to requests that could not be read, which the application never sees."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from waitress.parser import HTTPRequestParser

NOT_WHOLE = "What you sent is not whole."


def refusal(request: HTTPRequestParser) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return status, header fields and body: a problem document under /api/, plain text elsewhere.

    They say nothing of what was sent.
    """
    error = request.error
    status = HTTPStatus(error.code)
    is_body = request.headers_finished and status == HTTPStatus.BAD_REQUEST
    detail = NOT_WHOLE if is_body else f"{error.reason}."
    if getattr(request, "path", "").startswith("/api/"):  # none, if the request line could not be read
        problem = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail}
        kind, body = "application/problem+json", msgspec.json.encode(problem)
    else:
        kind, body = "text/plain; charset=utf-8", f"{detail}\n".encode()
    return f"{int(status)} {error.reason}", [("Content-Type", kind), ("Cache-Control", "no-store")], body

"""Errors, as people and programs want them: a calm page, or a problem document (RFC 9457) under /api/."""

from __future__ import annotations

import logging
from http import HTTPStatus

import msgspec
from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, Unauthorized

from search_app.errors import BadField, BadParameter, DatabaseUnavailable, GlossaryError

RETRY_AFTER = 5  # seconds until a client may try again while there is no index

SENTENCES = {
    401: "This page is for editors. Any user name will do; the password is the token that your operator chose.",
    403: "This form was sent from another site, so it was not taken. Please send it from our own page.",
    400: "The address holds something we could not read.",
    404: "There is no page at this address. It may have been renamed; the search will find it.",
    405: "This address cannot be used that way.",
    413: "What was sent is too large.",
    415: "What was sent is of a kind we cannot read.",
    429: "That was a lot in a short time. Please wait a moment and try again.",
    500: "Something went wrong on our side. It has been noted; please try again.",
    503: "The glossary is being prepared. Please try again in a moment.",
}

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(GlossaryError, _on_glossary_error)
    app.register_error_handler(HTTPException, _on_http_exception)
    app.register_error_handler(Exception, _on_exception)


def _on_glossary_error(error: GlossaryError) -> Response:
    if isinstance(error, DatabaseUnavailable):  # the database has said why
        return answer(error.http_status, str(error))
    if error.http_status >= 500:
        log.error("%s", error)
        return answer(error.http_status)
    extra = {"parameter": error.name} if isinstance(error, BadParameter | BadField) else {}
    return answer(error.http_status, str(error), **extra)


def _on_http_exception(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    response = answer(error.code)
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    if isinstance(error, Unauthorized):
        response.headers.extend(("WWW-Authenticate", str(challenge)) for challenge in error.www_authenticate or ())
    return response


def _on_exception(error: Exception) -> Response:
    log.error("unexpected error at %s", request.path, exc_info=error)
    return answer(500)


def answer(status: int, detail: str = "", **extra: str) -> Response:
    """Return the error `status` as a problem document under /api/ and as a page elsewhere."""
    title = HTTPStatus(status).phrase
    detail = detail or SENTENCES.get(status, title + ".")
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail, **extra}
        response = Response(msgspec.json.encode(problem), status, content_type="application/problem+json")
    else:
        response = make_response(render_template("site/error.html", title=title, detail=detail, status=status), status)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response

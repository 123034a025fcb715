"""Error responses: a page for readers, a problem document (RFC 9457) for programs under /api/."""

from __future__ import annotations

import logging
from http import HTTPStatus

import msgspec
from flask import Flask, Response, make_response, redirect, render_template, request
from werkzeug.exceptions import ClientDisconnected, HTTPException, MethodNotAllowed, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from search_app.errors import BadField, BadParameter, DatabaseUnavailable, GlossaryError, TextsUnavailable
from search_app.messages import message
from search_app.web.runtime.addresses import missing_term, moved_to
from search_app.web.runtime.request_ids import request_id, route
from search_app.web.runtime.translation import gettext, translated

RETRY_AFTER = 5  # seconds a client should wait while there is no index or no database

# What a page says about a status, unless the error has a sentence of its own.
SENTENCES = {
    401: message(
        "This page is for editors. Any user name will do; the password is the token that your operator chose."
    ),
    403: message("This form was sent from another site, so we did not accept it. Please send it from our own page."),
    400: message("We could not read part of this address."),
    404: message("There is no page at this address. It may have been renamed; try searching for it."),
    405: message("This address cannot be used that way."),
    413: message("What you sent is too large."),
    415: message("What you sent is in a format we cannot read."),
    429: message("Too many requests in a short time. Please wait a moment and try again."),
    500: message("Something went wrong on our side. We have logged it; please try again."),
    503: message("The glossary is being prepared. Please try again in a moment."),
}

# The names of statuses, as HTTP has them (RFC 9110).
TITLES = (
    message("Bad Request"), message("Unauthorized"), message("Forbidden"), message("Not Found"),
    message("Method Not Allowed"), message("Request Entity Too Large"), message("Unsupported Media Type"),
    message("Unprocessable Entity"), message("Too Many Requests"), message("Internal Server Error"),
    message("Content Too Large"),
    message("Unprocessable Content"),
    message("Not Implemented"), message("Service Unavailable"),
)  # fmt: skip

log = logging.getLogger(__name__)


def sentence_of(status: int) -> str:
    """Return what a page says about a status of SENTENCES, in the current language."""
    return gettext(SENTENCES[status])


def init_app(app: Flask) -> None:
    app.register_error_handler(GlossaryError, _on_glossary_error)
    expect_broken_bodies(app, ClientDisconnected)
    app.register_error_handler(HTTPException, _on_http_exception)
    app.register_error_handler(Exception, _on_exception)


def _on_glossary_error(error: GlossaryError) -> AnyResponse:
    if isinstance(error, DatabaseUnavailable | TextsUnavailable):  # the cause has been logged
        return error_response(error.http_status, translated(error))
    if error.http_status >= 500:
        log.error("%s", error)
        return error_response(error.http_status)
    if error.http_status == HTTPStatus.NOT_FOUND and (moved := moved_to()):
        return redirect(moved, HTTPStatus.MOVED_PERMANENTLY)
    extra = {"parameter": error.name} if isinstance(error, BadParameter | BadField) else {}
    return error_response(error.http_status, translated(error), **extra)


def _on_http_exception(error: HTTPException) -> AnyResponse:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    if error.code == HTTPStatus.NOT_FOUND and (moved := moved_to()):
        return redirect(moved, HTTPStatus.MOVED_PERMANENTLY)
    response = error_response(error.code)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    if isinstance(error, Unauthorized):
        response.headers.extend(("WWW-Authenticate", str(challenge)) for challenge in error.www_authenticate or ())
    return response


def expect_broken_bodies(app: Flask, *errors: type[Exception]) -> None:
    """Answer a body that cannot be read to its end: `errors` are what the server's input raises then."""
    for error in errors:
        app.register_error_handler(error, _on_broken_body)


def _on_broken_body(_error: Exception) -> Response:
    """Answer a chunked body that ends too early, or has no valid chunks; what follows it cannot be a request."""
    response = error_response(HTTPStatus.BAD_REQUEST, gettext("What you sent is not whole."))
    response.headers["Connection"] = "close"
    return response


def _on_exception(error: Exception) -> Response:
    log.error("unexpected error at %s", route(), exc_info=error)
    return error_response(500)


def error_response(status: int, detail: str = "", **extra: str) -> Response:
    """Return the error `status` as a problem document under /api/ and as a page elsewhere."""
    title = gettext(HTTPStatus(status).phrase)
    detail = detail or (sentence_of(status) if status in SENTENCES else f"{title}.")
    if request.path.startswith("/api/"):
        extra |= {"request_id": request_id()}
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail, **extra}
        response = Response(msgspec.json.encode(problem), status, content_type="application/problem+json")
    else:
        missing = missing_term() if status == HTTPStatus.NOT_FOUND else None
        page = render_template(
            "site/error.html", title=title, detail=detail, status=status, missing=missing, request_id=request_id()
        )
        response = make_response(page, status)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response

"""Read forms, and clean the fields of forms and JSON bodies."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

from flask import request

from search_app.analytics.collection.feedback import MAX_COMMENT
from search_app.errors import BadField
from search_app.messages import message
from search_app.search.request import MAX_CHARACTERS, clean_query
from search_app.web.runtime.formats import number

MAX_BODY = 16 * 1024  # bytes

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")


def read_form() -> dict[str, str]:
    """Return the fields of a form.

    Raises:
        RequestEntityTooLarge: it is too long.
    """
    request.max_content_length = MAX_BODY
    return request.form.to_dict()


def comment_of(text: str) -> str:
    """Return a comment with its line breaks and without invisible characters.

    Raises:
        BadField: it is too long.
    """
    cleaned = _INVISIBLE.sub("", text.replace("\r\n", "\n")).strip()
    if len(cleaned) > MAX_COMMENT:
        raise BadField(
            "comment",
            message("The field %(field)s is %(length)s characters long; it may have %(most)s."),
            length=number(len(cleaned)), most=number(MAX_COMMENT),
        )  # fmt: skip
    return cleaned


def query_of(text: str) -> str:
    """Return a query on one line.

    Raises:
        BadField: it is empty, or too long.
    """
    cleaned, cut = clean_query(text)
    if cut:
        raise BadField(
            "query",
            message("The field %(field)s is too long; it may have %(most)s characters."),
            most=number(MAX_CHARACTERS),
        )
    if not cleaned:
        raise BadField("query", message("The field %(field)s is empty; say which term you miss."))
    return cleaned


def identifier_of(text: str) -> str:
    """Return the identifier that a client sent, or a new one.

    Raises:
        BadField: it is not a UUID.
    """
    return checked_identifier(text) if text else str(uuid4())


def checked_identifier(text: str) -> str:
    """Return an identifier as it is stored.

    Raises:
        BadField: it is not a UUID.
    """
    try:
        return str(UUID(text))
    except ValueError:
        sentence = message("The field %(field)s must be a UUID, such as 0b0e7a3e-0a52-4f6e-9d2f-6f1f0a2b7c11.")
        raise BadField("id", sentence) from None

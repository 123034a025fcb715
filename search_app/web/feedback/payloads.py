"""What visitors and programs send, read once: JSON bodies and form fields, cut to size and cleaned."""

from __future__ import annotations

import re
from typing import TypeVar
from uuid import UUID, uuid4

import msgspec
from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from search_app.analytics.collection.feedback import MAX_COMMENT
from search_app.errors import BadField
from search_app.search.request import MAX_CHARACTERS, clean_query

MAX_BODY = 16 * 1024  # bytes
TYPES = {"bool": "true or false", "str": "text", "str | null": "text or null"}

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")
_MISSING = re.compile(r"missing required field `(?P<name>\w+)`")
_UNKNOWN = re.compile(r"unknown field `(?P<name>.+)`")
_MISTYPED = re.compile(r"Expected `(?P<type>.+?)`, got .* - at `\$\.(?P<name>\w+)`")

T = TypeVar("T", bound=msgspec.Struct)


def read_json(kind: type[T]) -> T:
    """Return the body as `kind`.

    Raises:
        UnsupportedMediaType, RequestEntityTooLarge, BadRequest: it is not JSON, or too long.
        BadField: a field is missing, unknown or of another type.
    """
    request.max_content_length = MAX_BODY
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        return msgspec.json.decode(request.get_data(), type=kind)
    except msgspec.ValidationError as error:
        raise _bad_field(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadRequest("The body is not valid JSON.") from None


def read_form() -> dict[str, str]:
    """Return the fields of a form; RequestEntityTooLarge when it is too long."""
    request.max_content_length = MAX_BODY
    return request.form.to_dict()


def comment_of(text: str) -> str:
    """Return a comment with its line breaks and without what cannot be seen.

    Raises:
        BadField: it is too long.
    """
    cleaned = _UNSEEN.sub("", text.replace("\r\n", "\n")).strip()
    if len(cleaned) > MAX_COMMENT:
        raise BadField("comment", f"is {len(cleaned):,} characters long; it may have {MAX_COMMENT:,}")
    return cleaned


def query_of(text: str) -> str:
    """Return what somebody looked for, on one line.

    Raises:
        BadField: there is none, or it is too long.
    """
    cleaned, cut = clean_query(text)
    if cut:
        raise BadField("query", f"is too long; it may have {MAX_CHARACTERS} characters")
    if not cleaned:
        raise BadField("query", "is empty; say which term you miss")
    return cleaned


def identifier_of(text: str) -> str:
    """Return the identifier a client gave what it sends, or a new one.

    Raises:
        BadField: it is no UUID.
    """
    try:
        return str(UUID(text)) if text else str(uuid4())
    except ValueError:
        raise BadField("id", "must be a UUID, such as 0b0e7a3e-0a52-4f6e-9d2f-6f1f0a2b7c11") from None


def _bad_field(message: str) -> BadField:
    if found := _MISSING.search(message):
        return BadField(found["name"], "is missing")
    if found := _UNKNOWN.search(message):
        return BadField(found["name"], "is not known here")
    if found := _MISTYPED.search(message):
        return BadField(found["name"], f"must be {TYPES.get(found['type'], found['type'])}")
    return BadField("body", "must be an object")

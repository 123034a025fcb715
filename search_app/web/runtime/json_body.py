"""Read the JSON body of a request as a msgspec struct."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
import msgspec.structs
from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from search_app.errors import BadBody, BadField
from search_app.messages import message

TYPES = {
    bool: message("The field %(field)s must be true or false."),
    str: message("The field %(field)s must be text."),
    str | None: message("The field %(field)s must be text or null."),
    str | msgspec.UnsetType: message("The field %(field)s must be text."),
}  # of fields, with what is wrong with another

T = TypeVar("T", bound=msgspec.Struct)


def read_json(kind: type[T], max_bytes: int) -> T:
    """Return the JSON body as `kind`.

    Raises:
        UnsupportedMediaType, RequestEntityTooLarge, BadBody: the body is not JSON, or too long.
        BadField: a field is missing, unknown or of another type.
    """
    request.max_content_length = max_bytes
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        body = msgspec.json.decode(request.get_data())
    except RecursionError:
        raise BadBody(message("The body is nested too deep.")) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadBody(message("The body is not valid JSON.")) from None
    _check(body, kind)
    return msgspec.convert(body, kind)


def _check(body: Any, kind: type[msgspec.Struct]) -> None:
    """Refuse a body that cannot be converted to `kind`.

    Raises:
        BadField: the first field that is unknown, missing or of another type.
    """
    if not isinstance(body, dict):
        raise BadField("body", message("The field %(field)s must be an object."))
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name in body:
        if name not in fields:
            raise BadField(name, message("The field %(field)s is not known here."))
    for name, field in fields.items():
        if name in body:
            _check_type(name, body[name], field.type)
        elif field.required:
            raise BadField(name, message("The field %(field)s is missing."))


def _check_type(name: str, value: Any, expected: Any) -> None:
    try:
        msgspec.convert(value, expected)
    except msgspec.ValidationError:
        raise BadField(name, TYPES[expected]) from None

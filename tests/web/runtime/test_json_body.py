"""A JSON body becomes a struct; what it cannot be is refused with a sentence."""

from __future__ import annotations

import msgspec
import pytest
from flask import Flask
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from search_app.errors import BadBody, BadField
from search_app.web.runtime.json_body import read_json


class Posted(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    note: str | None = None


def read(data: bytes, content_type: str = "application/json") -> Posted:
    with Flask(__name__).test_request_context(method="POST", data=data, content_type=content_type):
        return read_json(Posted, 1_000_000)


def test_a_body_becomes_a_struct() -> None:
    assert read(b'{"text": "copay", "note": null}') == Posted("copay")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000, b'{"text":' * 50_000, b'{"a":' * 5_000 + b"1"])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(BadBody, match=r"^The body is n"):
        read(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"[]", "'body' must be an object"),
        (b"{}", "'text' is missing"),
        (b'{"text": 3}', "'text' must be text"),
        (b'{"text": "a", "lang": "en"}', "'lang' is not known here"),
    ],
)
def test_fields_that_do_not_fit_are_named(data: bytes, sentence: str) -> None:
    with pytest.raises(BadField, match=sentence):
        read(data)


def test_other_types_and_long_bodies_are_refused() -> None:
    with pytest.raises(UnsupportedMediaType):
        read(b"{}", "text/plain")
    with pytest.raises(RequestEntityTooLarge):
        read(b" " * 1_000_001)

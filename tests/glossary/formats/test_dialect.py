"""Encodings and delimiters."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.columns import known_names
from search_app.glossary.formats.dialect import Dialect, decode, guess_dialect


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Bürge\r\n“x”".encode("cp1252"), "Bürge\n“x”", "Windows-1252"),
        ("Bürge\rx".encode(), "Bürge\nx", "UTF-8"),
        ("\ufeffa".encode(), "a", "UTF-8"),
        ("a;b".encode("utf-16"), "a;b", "UTF-16"),
        ("a;b".encode("utf-16-le"), "a;b", "UTF-16"),
        ("a;b".encode("utf-16-be"), "a;b", "UTF-16"),
        ("a;b".encode("utf-32"), "a;b", "UTF-32"),
    ],
)
def test_an_encoding_is_recognized(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, encoding, 0)


def test_bytes_that_are_no_text_are_counted() -> None:
    assert decode(b"\xe9\x81 \x8d").replaced == 2


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\none, two;three, four\nfive;six, seven, eight\n", ";"),
        ("a,b\n1;2;3,x\n4;5,y\n6,z\n", ","),
        ("a\tb, c\nd\te\nf, g, h\ti\n", "\t"),
        ('"a","b; c"\n"d","e; f; g"\n', ","),
        ("term | definition\nx | y, z\n", "|"),
    ],
)
def test_a_delimiter_is_the_one_that_makes_rows_alike(text: str, delimiter: str) -> None:
    assert guess_dialect(text, known_names).delimiter == delimiter


def test_rows_have_the_line_on_which_they_begin() -> None:
    rows = list(Dialect(",").rows('a,"b\nc"\nd,e\n'))
    assert rows == [(1, ["a", "b\nc"]), (3, ["d", "e"])]

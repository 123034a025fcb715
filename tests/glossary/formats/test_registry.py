"""Which format a file or a media type has."""

from __future__ import annotations

import pytest

from search_app.glossary.formats import registry
from search_app.glossary.formats.exchange import Format

ALL = registry.FORMATS

KNOWN = (
    Format("json", (".json",), ("application/json",)),
    Format("jsonld", (".jsonld", ".ld.json"), ("application/ld+json",)),
)


@pytest.fixture(autouse=True)
def two_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "FORMATS", KNOWN)


def test_a_format_is_found_by_its_name() -> None:
    assert registry.by_name("jsonld") is KNOWN[1]
    assert registry.by_name("pdf") is None


def test_the_longest_suffix_decides_in_any_case() -> None:
    assert registry.by_suffix("Terms.LD.json") is KNOWN[1]
    assert registry.by_suffix("terms.json") is KNOWN[0]
    assert registry.by_suffix("terms.pdf") is None


def test_parameters_of_a_media_type_are_ignored() -> None:
    assert registry.by_media_type("Application/LD+JSON; charset=utf-8") is KNOWN[1]
    assert registry.by_media_type("application/pdf") is None


def test_no_suffix_and_no_media_type_has_two_formats() -> None:
    for attribute in ("suffixes", "media_types"):
        found = [value for each in ALL for value in getattr(each, attribute)]
        assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ('<?xml version="1.0"?>\n<!-- x -->\n<rdf:RDF xmlns', "rdf-xml"),
        ("<RDF>", "rdf-xml"),
        ('<?xml version="1.0"?><!DOCTYPE martif SYSTEM "x"><martif type', "tbx"),
        ('<tbx style="dca">', "tbx"),
        ("<TBX dialect", "tbx"),
        ('\ufeff[ {"@id": 1', "json-ld"),
        ("# x\n@prefix a: <b>", "turtle"),
        ("PREFIX a: <b>", "turtle"),
        ('{"name": "x"}', None),
        ("<html>", None),
        ("name;definition", None),
        ("", None),
    ],
)
def test_the_content_decides_where_the_name_does_not(start: str, name: str | None) -> None:
    for encoding in ("utf-8", "utf-16"):
        found = registry.by_content(start.encode(encoding))
        assert (found.name if found else None) == name

"""Exports that somebody has edited."""

from __future__ import annotations

import io
from xml.etree.ElementTree import Element, fromstring

from search_app.glossary.formats.tbx_own import is_own, own_hints, own_terms
from search_app.glossary.formats.tbx_writer import write_tbx
from search_app.glossary.model import Source
from tests.glossary.formats.every_field import GLOSSARY, ORIGIN


def edited(old: str = "", new: str = "") -> Element:
    out = io.BytesIO()
    write_tbx(GLOSSARY, out, ORIGIN)
    text = out.getvalue().decode()
    assert old in text
    return fromstring(text.replace(old, new))


def test_an_export_is_known_by_its_header() -> None:
    assert is_own(edited())
    assert not is_own(edited("commerceguard-glossary 1", "other-glossary"))
    assert not is_own(fromstring("<tbx><text><p>commerceguard-glossary 1</p></text></tbx>"))


def test_edits_are_read() -> None:
    term = own_terms(edited("<term>Zulu</term>", "<term>Zulu time</term>"), "a.tbx")[0]
    assert term.name == "Zulu time"
    assert own_hints(edited("<title>A ", "<title>The ")).title == 'The "Glossary" & more'


def test_a_source_without_its_reference_has_no_address() -> None:
    target = 'target="https://www.example.gov/a?b=1&amp;c=%20d"'
    for old, new in (
        (f'<xref type="externalCrossReference" {target}>Title', f'<xref type="x" {target}>Other'),
        (target, ""),
    ):
        full = own_terms(edited(old, new), "a.tbx")[1]
        assert full.sources[1] == Source("Title of the page")

"""TBX as other programs read it."""

from __future__ import annotations

import io
from xml.etree.ElementTree import Element, fromstring

from search_app.glossary.formats.tbx_writer import write_tbx
from tests.glossary.formats.every_field import FULL, GLOSSARY, ORIGIN
from tests.glossary.formats.tbx_structure import LANG, NAMESPACE


def entry(slug: str) -> Element:
    out = io.BytesIO()
    write_tbx(GLOSSARY, out, ORIGIN)
    return next(
        each for each in fromstring(out.getvalue()).iter(f"{NAMESPACE}conceptEntry") if each.get("id") == f"term-{slug}"
    )


def typed(element: Element, kind: str) -> list[str | None]:
    return [each.text for each in element.iter() if each.get("type") == kind]


def test_fields_are_in_the_data_categories_of_the_standard() -> None:
    found = entry("the-right")
    assert typed(found, "subjectField") == ["Second & last", "First"]
    assert typed(found, "definition") == [FULL.definition]
    assert typed(found, "context") == list(FULL.examples)
    assert typed(found, "crossReference") == ["C++", "Other", "Draft"]
    assert typed(found, "source") == [source.text for source in FULL.sources]
    assert [each.text for each in found.iter(f"{NAMESPACE}term")] == [FULL.name, *FULL.aliases]
    assert [each.get(LANG) for each in found.iter(f"{NAMESPACE}langSec")] == ["en"]
    targets = [each.get("target") for each in found.iter(f"{NAMESPACE}xref")]
    assert targets == [f"{ORIGIN}/terms/the-right", "https://www.example.gov/a?b=1&c=%20d"]


def test_names_have_a_status_and_capitals_are_an_acronym() -> None:
    statuses = typed(entry("the-right"), "administrativeStatus")
    assert statuses == ["preferredTerm-admn-sts"] + ["admittedTerm-admn-sts"] * len(FULL.aliases)
    assert typed(entry("the-right"), "termType") == ["acronym", "acronym"]
    assert typed(entry("c-plus-plus"), "administrativeStatus")[0] == "deprecatedTerm-admn-sts"

"""TBX: exports return as they were, foreign files of any version come in, hostile ones end in a sentence."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from search_app.glossary.formats.exchange import TermCollection
from search_app.glossary.formats.tbx import TBX
from search_app.glossary.source import read_glossary
from tests.conftest import ROOT
from tests.glossary.formats.every_field import GLOSSARY, ORIGIN, TERMS
from tests.glossary.formats.hostile import check_result, mutated, no_network, read
from tests.glossary.formats.tbx_structure import violations

FOREIGN = Path(__file__).parent / "foreign"
V2, DCT, MIN = ((FOREIGN / name).read_text() for name in ("version-2.tbx", "dct.tbx", "tbx-min.tbx"))


def exported(glossary: TermCollection = GLOSSARY) -> bytes:
    out = io.BytesIO()
    assert TBX.write
    TBX.write(glossary, out, ORIGIN)
    return out.getvalue()


def test_every_field_returns_as_it_was() -> None:
    result = read(TBX, exported())
    assert result.faults == ()
    assert result.terms == TERMS
    assert (result.site_hints.title, result.site_hints.language) == (GLOSSARY.site.title, "en")
    names = {category.slug: category.name for category in GLOSSARY.site.categories}
    assert {category.slug: category.name for category in result.site_hints.categories} == names


def test_the_terms_of_this_glossary_return_and_keep_the_rules() -> None:
    glossary = read_glossary(ROOT / "terms")
    data = exported(glossary)
    assert read(TBX, data).terms == glossary.terms
    assert list(violations(fromstring(data))) == []


def test_an_export_of_every_field_keeps_the_rules() -> None:
    assert list(violations(fromstring(exported()))) == []


def test_a_broken_rule_is_found() -> None:
    text = exported().decode()
    for old, new in (
        ('type="crossReference" target="term-other"', 'type="crossReference" target="term-none"'),
        ("admittedTerm-admn-sts", "admitted"),
        ('type="subjectField"', 'type="context"'),
        ("</langSec>", "<note>x</note></langSec>"),
        ("<tbxHeader>", "<tbxHeader><note>x</note>"),
        ("2026-11-28</date>", "soon</date>"),
        ('style="dca"', 'style="dct"'),
    ):
        assert old in text
        assert list(violations(fromstring(text.replace(old, new)))), new


@pytest.mark.parametrize("text", [V2, DCT, MIN], ids=["v2", "dct", "min"])
def test_foreign_files_of_any_version_are_read(text: str) -> None:
    result = read(TBX, text)
    assert result.faults == ()
    eel, cod = result.terms
    assert (eel.name, eel.aliases, eel.definition, eel.categories) == ("eel", ("anguilla",), "A long fish.", ("sea",))
    assert cod.name == "cod"
    assert [str(each) for each in result.report.not_taken][-1:] == ["names in other languages: 1 (Aal (de))"]
    if text is not MIN:
        assert (eel.related, cod.definition, eel.examples) == (("cod",), "At the top.", ("An eel swims.",))
        assert eel.further == (("Sources", "- Book"),)
        assert result.site_hints.title == "Fish words"
    assert [term.name for term in read(TBX, text, language="de").terms] == ["Aal", "cod"]


@pytest.mark.parametrize("text", [V2, DCT, MIN], ids=["v2", "dct", "min"])
def test_damaged_files_end_in_terms_or_a_sentence(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    no_network(monkeypatch)
    for data in mutated(text.encode()):
        check_result(read(TBX, data))


def test_damaged_exports_end_in_terms_or_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    no_network(monkeypatch)
    for data in mutated(exported(), seed=19):
        check_result(read(TBX, data))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('<!DOCTYPE tbx [<!ENTITY a "&b;"><!ENTITY b "x">]><tbx>&a;</tbx>', "entity 'a'"),
        ('<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>', "undefined entity"),
        ("<tbx>" * 5_000, "levels deep"),
        ("<html/>", "it is no TBX"),
        ("<tbx/>", "no concept"),
        ("<tbx>", "is not valid XML"),
    ],
)
def test_hostile_files_end_in_a_sentence(text: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    no_network(monkeypatch)
    (fault,) = read(TBX, text).faults
    assert part in fault.message


def test_nothing_of_a_file_of_entities_is_expanded() -> None:
    bomb = '<!DOCTYPE tbx [<!ENTITY a0 "xxxxxxxxxx">' + "".join(
        f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 40)
    )
    (fault,) = read(TBX, bomb + "]><tbx>&a39;</tbx>").faults
    assert "is not read" in fault.message

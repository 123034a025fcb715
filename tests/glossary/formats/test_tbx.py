"""TBX: exports return as they were, foreign files of any version come in, hostile ones end in a sentence."""

from __future__ import annotations

import io
from xml.etree.ElementTree import fromstring

import pytest

from search_app.glossary.formats.exchange import TermCollection
from search_app.glossary.formats.tbx import TBX
from search_app.glossary.source import read_glossary
from tests.conftest import ROOT
from tests.glossary.formats.every_field import GLOSSARY, ORIGIN, TERMS
from tests.glossary.formats.hostile import check_result, mutated, no_network, read
from tests.glossary.formats.tbx_structure import violations

V2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><titleStmt><title>Fish words</title></titleStmt>
<sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body>
<termEntry id="c1"><descrip type="subjectField">Sea</descrip>
 <langSet xml:lang="en"><descripGrp><descrip type="definition">A long <hi>fish</hi>.</descrip>
  <admin type="source">Book</admin></descripGrp>
  <ntig><termGrp><term>anguilla</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig>
  <tig><term>eel</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
   <descrip type="context">An eel swims.</descrip></tig></langSet>
 <langSet xml:lang="de"><tig><term>Aal</term></tig></langSet>
 <ref type="crossReference" target="c2">cod</ref></termEntry>
<termEntry id="c2"><descrip type="definition">At the top.</descrip><langSet xml:lang="en"><tig><term>cod</term></tig></langSet>
</termEntry></body></text></martif>"""
DCT = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:b="http://www.tbxinfo.net/ns/basic"
 xmlns:min="http://www.tbxinfo.net/ns/min"><tbxHeader><fileDesc><titleStmt><title>Fish words</title></titleStmt></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1"><min:subjectField>Sea</min:subjectField><b:crossReference target="c2">cod</b:crossReference>
 <langSec xml:lang="en"><descripGrp><b:definition>A long fish.</b:definition><b:source>Book</b:source></descripGrp>
 <termSec><term>eel</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus><b:context>An eel swims.</b:context>
 </termSec><termSec><term>anguilla</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec>
 <langSec xml:lang="de"><termSec><term>Aal</term></termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>cod</term><b:definition>At the top.</b:definition></termSec></langSec>
</conceptEntry></body></text></tbx>"""
MIN = """<TBX dialect="TBX-Min"><header><id>Fish words</id><languages source="de" target="en"/></header><body>
<entry id="c1"><subjectField>Sea</subjectField><langGroup xml:lang="en"><termGroup><term>eel</term><note>A long fish.</note>
<termStatus>preferred</termStatus></termGroup><termGroup><term>anguilla</term><termStatus>notRecommended</termStatus></termGroup>
</langGroup><langGroup xml:lang="de"><termGroup><term>Aal</term></termGroup></langGroup></entry>
<conceptEntry id="c2"><langGroup xml:lang="en"><termGroup><term>cod</term></termGroup></langGroup></conceptEntry></body></TBX>"""


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
        ('<ref type="crossReference" target="term-other"', '<ref type="crossReference" target="term-none"'),
        ("admittedTerm-admn-sts", "admitted"), ('type="subjectField"', 'type="context"'), ("<langSec", "<note>x</note><langSec"),
        ("<tbxHeader>", "<tbxHeader><note>x</note>"), ("2026-11-28</date>", "soon</date>"), ('style="dca"', 'style="dct"'),
    ):  # fmt: skip
        assert old in text
        if old != "<langSec":
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

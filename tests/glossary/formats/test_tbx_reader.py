"""Concepts of foreign TBX files."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from search_app.glossary.formats.concepts import Cited, ConceptFile, Text
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.tbx_reader import read_concepts
from search_app.glossary.model import Source


def read(entries: str, report: ReportBuilder | None = None) -> ConceptFile:
    return read_concepts(fromstring(f'<tbx xml:lang="fr">{entries}</tbx>'), report or ReportBuilder())


def term(name: str, status: str = "") -> str:
    noted = f'<termNote type="administrativeStatus">{status}</termNote>' if status else ""
    return f"<termSec><term>{name}</term>{noted}</termSec>"


def test_the_preferred_name_is_first_and_others_are_aliases() -> None:
    names = (
        term("a", "deprecatedTerm-admn-sts")
        + term("b", "admittedTerm-admn-sts")
        + term("c")
        + term("d", "preferredTerm-admn-sts")
    )
    (concept,) = read(f'<conceptEntry id="1"><langSec xml:lang="en">{names}</langSec></conceptEntry>').concepts.values()
    assert [text.value for text in concept.names] == ["d", "c"]
    assert [text.value for text in concept.aliases] == ["a", "b"]


def test_texts_are_read_at_each_level_with_their_language() -> None:
    (concept,) = read("""<termEntry id="1"><descrip type="definition">one</descrip><note>n1</note>
        <langSet xml:lang="en"><descripGrp><descrip type="definition">two</descrip>
        <admin type="source">S</admin></descripGrp>
        <tig><term>x</term><descrip type="definition">three</descrip><note>n2</note></tig></langSet>
        </termEntry>""").concepts.values()
    assert concept.definitions == [Text("one"), Text("two", "en"), Text("three", "en")]
    assert concept.notes == [Text("n1"), Text("n2", "en")]
    assert concept.sources == [Cited(Source("S"), "en")]


def test_the_newest_date_counts_and_relations_name_entries() -> None:
    (concept,) = read("""<conceptEntry id="1"><transacGrp><transac type="transactionType">origination</transac>
        <date>2020-01-02</date></transacGrp><transacGrp><date>2021-01-02T10:00:00</date></transacGrp>
        <ref type="crossReference" target="#c2">x</ref>
        <ref type="superordinateConceptGeneric" target="c3">y</ref></conceptEntry>""").concepts.values()
    assert (concept.modified, concept.related, concept.broader) == ("2021-01-02", ["c2"], ["c3"])


def test_entries_without_an_identifier_or_with_one_twice_are_kept_apart() -> None:
    assert list(read('<entry/><entry id="a"/><entry id="a"/>').concepts) == ["entry 1", "a", "a'"]


def test_what_is_not_read_is_counted_by_its_category() -> None:
    report = ReportBuilder()
    read(
        """<conceptEntry id="1"><xref type="xGraphic" target="a.png">Picture</xref><admin type="projectSubset">p</admin>
        <langSec><termSec><term>x</term><termNote type="partOfSpeech">noun</termNote></termSec></langSec>
        </conceptEntry>""",
        report,
    )
    assert [str(each) for each in report.report().not_taken] == [
        "data of the category xGraphic: 1 (Picture)", "data of the category projectSubset: 1 (p)",
        "data of the category partOfSpeech: 1 (noun)",
    ]  # fmt: skip

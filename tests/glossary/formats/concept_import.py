"""Import concepts in tests."""

from __future__ import annotations

from search_app.glossary.formats.concept_terms import import_concepts
from search_app.glossary.formats.concepts import Concept, ConceptFile, Group, Text
from search_app.glossary.formats.exchange import ImportResult, ReadOptions
from search_app.glossary.formats.import_report import ReportBuilder


def english(*values: str) -> list[Text]:
    return [Text(value, "en") for value in values]


def imported(*concepts: Concept, language: str = "", groups: tuple[Group, ...] = ()) -> ImportResult:
    file = ConceptFile({each.key: each for each in concepts}, {each.key: each for each in groups})
    return import_concepts(file, ReadOptions(language), ReportBuilder(), "fish_words.ttl")


def counted(result: ImportResult) -> dict[str, int]:
    """Return how many of each kind were not taken."""
    return {tally.kind: tally.count for tally in result.report.not_taken}

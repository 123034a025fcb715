"""The card of each term: votes, clicks and searches of the period, beside measures of its text, links and tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from search_app.analytics.reporting.model import TermPerformance
from search_app.errors import GlossaryError
from search_app.evaluation.relevance_tests import read_relevance_tests
from search_app.glossary.rendering.entry import Entry
from search_app.glossary.review.readability import reading_grade
from search_app.language.language import Language
from search_app.language.languages import language_of
from search_app.search import Engine
from search_app.web.runtime.per_generation import per_generation


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of a term's text: its school grade, and the terms it links to and is linked from."""

    grade: float
    links_out: int
    links_in: int


@dataclass(frozen=True, slots=True)
class TermCard:
    """One term. `performance` is None without a vote or click in the period; `tests` counts its relevance tests."""

    slug: str
    name: str
    updated: str
    measures: Measures
    tests: int
    performance: TermPerformance | None


def term_cards(engine: Engine, terms: Sequence[TermPerformance], tests: Mapping[str, int], most: int) -> list[TermCard]:
    """Return up to `most` cards: the terms with votes or clicks in their order, then the others from A to Z."""
    performances = {term.slug: term for term in terms}
    entries = {entry.slug: entry for entry in engine.entries()}
    shown = [slug for slug in performances if slug in entries]
    shown += [slug for slug in entries if slug not in performances]
    measures = measured(engine, tuple(shown[:most]))
    return [
        TermCard(slug, entry.name, entry.updated, measures[slug], tests.get(slug, 0), performances.get(slug))
        for slug in shown[:most]
        for entry in (entries[slug],)
    ]


def count_tests(file: Path) -> Mapping[str, int]:
    """Return the number of relevance tests of each term; none of a missing or faulty file."""
    try:
        return _counted(file, file.stat().st_mtime_ns)
    except (OSError, GlossaryError):
        return {}


@lru_cache(maxsize=1)
def _counted(file: Path, _modified: int) -> Mapping[str, int]:
    return Counter(test.slug for test in read_relevance_tests(file))


@per_generation()
def measured(engine: Engine, slugs: tuple[str, ...]) -> Mapping[str, Measures]:
    """Return the measures of the terms `slugs`."""
    entries = engine.entries()
    linked = Counter(slug for entry in entries for slug in _links(entry))
    language = language_of(engine.site.language)
    return {slug: _measures(engine.entry(slug), linked[slug], language) for slug in slugs}


def _measures(entry: Entry, links_in: int, language: Language) -> Measures:
    sentences = [sentence for passage in entry.passages for sentence in language.sentences(passage.text)]
    return Measures(round(reading_grade(sentences), 1), len(_links(entry)), links_in)


def _links(entry: Entry) -> set[str]:
    return {*entry.related, *entry.mentions} - {entry.slug}

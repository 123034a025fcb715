"""The card of each term: votes, clicks and searches of the period, beside measures of its text, links and tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from search_app.analytics.reporting.model import TermPerformance, TermText
from search_app.errors import GlossaryError
from search_app.evaluation.relevance_tests import read_relevance_tests, tests_in
from search_app.glossary.rendering.entry import Entry
from search_app.glossary.review.standards import Scale, standard_of
from search_app.language.language import Language
from search_app.language.languages import language_of
from search_app.search import Engine
from search_app.web.runtime.per_generation import per_generation


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of a term's text: its readability on the `scale` of its language, and the links from it and to it."""

    scale: str
    readability: float
    links_out: int
    links_in: int


@dataclass(frozen=True, slots=True)
class TermCard:
    """A term in a language.

    `performance` is None without a vote or click in the period; `tests` counts its relevance tests.
    """

    slug: str
    language: str
    name: str
    updated: str
    measures: Measures
    tests: int
    performance: TermPerformance | None


def term_cards(
    engines: Mapping[str, Engine], terms: Sequence[TermPerformance], file: Path, most: int
) -> list[TermCard]:
    """Return up to `most` cards: the terms with votes or clicks in their order, then the others from A to Z.

    Args:
        engines: by language; each has cards of its terms.
        terms: those with votes or clicks.
        file: the relevance tests of the default language; those of others are beside it.
        most: how many cards.
    """
    performances = {TermText(term.slug, term.language): term for term in terms}
    shown = _in_order(engines, performances)[:most]
    cards = {}
    for code, engine in engines.items():
        slugs = tuple(text.slug for text in shown if text.language == code)
        for card in _cards(engine, slugs, performances, count_tests(tests_in(file, engine))):
            cards[TermText(card.slug, code)] = card
    return [cards[text] for text in shown]


def _in_order(engines: Mapping[str, Engine], performances: Collection[TermText]) -> list[TermText]:
    published = dict.fromkeys(TermText(entry.slug, code) for code, each in engines.items() for entry in each.entries())
    known = [text for text in performances if text in published]
    return [*known, *(text for text in published if text not in performances)]


def _cards(
    engine: Engine,
    slugs: tuple[str, ...],
    performances: Mapping[TermText, TermPerformance],
    tests: Mapping[str, int],
) -> Iterator[TermCard]:
    """Yield the cards of `slugs` in the language of the engine."""
    measures = measured(engine, slugs)
    for slug in slugs:
        entry, performance = engine.entry(slug), performances.get(TermText(slug, engine.language))
        yield TermCard(
            slug, engine.language, entry.name, entry.updated, measures[slug], tests.get(slug, 0), performance
        )


def count_tests(file: Path) -> Mapping[str, int]:
    """Return the number of relevance tests of each term; none of a missing or faulty file."""
    try:
        return _counted(file, file.stat().st_mtime_ns)
    except (OSError, GlossaryError):
        return {}


@lru_cache(maxsize=8)
def _counted(file: Path, _modified: int) -> Mapping[str, int]:
    return Counter(test.slug for test in read_relevance_tests(file))


@per_generation()
def measured(engine: Engine, slugs: tuple[str, ...]) -> Mapping[str, Measures]:
    """Return the measures of the terms `slugs`."""
    entries = engine.entries()
    linked = Counter(slug for entry in entries for slug in _links(entry))
    language, scale = language_of(engine.site.language), standard_of(engine.site.language).scale
    return {slug: _measures(engine.entry(slug), linked[slug], language, scale) for slug in slugs}


def _measures(entry: Entry, links_in: int, language: Language, scale: Scale) -> Measures:
    sentences = [sentence for passage in entry.passages for sentence in language.sentences(passage.text)]
    return Measures(scale.name, round(scale.of(sentences), 1), len(_links(entry)), links_in)


def _links(entry: Entry) -> set[str]:
    return {*entry.related, *entry.mentions} - {entry.slug}

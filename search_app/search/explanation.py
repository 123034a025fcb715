"""The terms that a text names: in the order of their first mentions, with those that matter most in it marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from search_app.glossary.rendering.entry import Entry
from search_app.glossary.rendering.term_linker import Mention, Vocabulary
from search_app.search.engine import Engine

MAX_WORDS = 20_000  # of a text; a thick contract has half as many
MAX_CHARACTERS = 200_000
KEY_TERMS = 5  # of a text, at most
KEY_WEIGHT = 2  # of a key term, at least


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term that the text names: how it is written first, how often it is named, and whether it is a key term."""

    entry: Entry
    written: str
    mentions: int
    is_key: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A text, the mentions in it from left to right, and their terms in the order of the first mentions."""

    text: str
    mentions: tuple[Mention, ...]
    terms: tuple[FoundTerm, ...]


def explain(engine: Engine, vocabulary: Vocabulary, text: str) -> Explanation:
    """Return the terms that `text` names.

    The weight of a term is the number of its mentions, plus the number of other terms in the text whose entries link
    to it: these cannot be understood without it. The key terms are the KEY_TERMS heaviest, from KEY_WEIGHT upwards.
    explained-terms.js applies the same rule in the browser; a test compares the two.
    """
    mentions = tuple(vocabulary.mentions(text))
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.slug, mention)
    counts = Counter(mention.slug for mention in mentions)
    entries = [engine.entry(slug) for slug in first]
    key = _key_terms(entries, counts)
    terms = [
        FoundTerm(entry, text[found.start : found.end], counts[entry.slug], entry.slug in key)
        for entry, found in zip(entries, first.values(), strict=True)
    ]
    return Explanation(text, mentions, tuple(terms))


def _key_terms(entries: Sequence[Entry], counts: Counter[str]) -> set[str]:
    weights = Counter(counts)
    for entry in entries:
        weights.update(slug for slug in entry.mentions if slug in counts)
    heaviest = sorted(counts, key=lambda slug: -weights[slug])[:KEY_TERMS]  # stable: of equal ones the first mentioned
    return {slug for slug in heaviest if weights[slug] >= KEY_WEIGHT}

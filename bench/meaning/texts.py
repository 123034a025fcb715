"""The texts that the student learns from: WordNet and the glossary's own terms, never a query of an evaluation."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from bench.corpora.fetch import read_rows
from search_app.glossary.formats.jsonl import Row
from search_app.glossary.model import Term
from search_app.glossary.source import read_glossary
from search_app.language.english import ENGLISH

SIZE = 60_000  # texts
SEED = 7
SHORTEST = 12  # letters of a text
LONGEST = 300


def training_texts(root: Path, terms: Path) -> list[str]:
    """Return all texts of the terms and a sample of WordNet, in a random order that is always the same."""
    draw = random.Random(SEED)  # noqa: S311  the same sample everywhere
    own = list(dict.fromkeys(text for term in read_glossary(terms).sound().terms for text in _of_term(term)))
    general = list(dict.fromkeys(text for row in read_rows(root, "wordnet") for text in _of_row(row)))
    texts = own + draw.sample(general, min(len(general), max(0, SIZE - len(own))))
    draw.shuffle(texts)
    return texts


def _of_term(term: Term) -> Iterator[str]:
    """Yield a term's names, phrasings and sentences."""
    yield ", ".join((term.name, *term.aliases))
    yield from term.asked_as
    for section in term.sections():
        for sentence in ENGLISH.sentences(section.markdown):
            if SHORTEST <= len(sentence) <= LONGEST:
                yield sentence.strip()


def _of_row(row: Row) -> Iterator[str]:
    """Yield a synset's definition, with and without its names, and its examples."""
    yield row.definition[:LONGEST]
    yield f"{', '.join((row.name, *row.aliases))}: {row.definition}"[:LONGEST]
    for example in row.examples:
        if len(example) >= SHORTEST:
            yield example[:LONGEST]

"""A few hundred entries of a dozen words, so that every query finds many and scores lie close together; and a few."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.postings import Postings
from search_app.search.index.reader import IndexReader
from search_app.search.retrieval.embedded import EmbeddedTextIndex
from search_app.search.retrieval.scoring import Scored
from search_app.search.retrieval.text_index import TextIndex
from tests.search.glossaries import in_opensearch, open_reader, publish

WORDS = ["fee", "wage", "claim", "plan", "tip", "loan", "rent", "court", "nurse", "clock", "broker", "freeze"]
ENTRIES = 400
FEW = ["fee wage fee", "wage fee", "fee fee", "claim", "wage claim fee"]


@pytest.fixture(scope="session")
def crowded_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(7)
    rows = [
        {
            "name": " ".join(chance.choices(WORDS, k=chance.randint(1, 3))),
            "categories": chance.sample(["money", "work", "law"], k=chance.randint(1, 2)),
            "definition": " ".join(chance.choices(WORDS, weights=range(1, 13), k=chance.randint(3, 60))),
            "updated": f"2026-01-{chance.randint(1, 28):02}",
        }
        for _ in range(ENTRIES)
    ]
    return publish(tmp_path_factory.mktemp("crowded"), rows)


@pytest.fixture(scope="session")
def crowded(crowded_index: Path) -> IndexReader:
    return open_reader(crowded_index)


@pytest.fixture(scope="session")
def postings(tmp_path_factory: pytest.TempPathFactory) -> Postings:
    """Those of five entries of three words."""
    rows = [{"name": f"Entry {number}", "definition": text} for number, text in enumerate(FEW)]
    return open_reader(publish(tmp_path_factory.mktemp("few"), rows)).postings


def numbers(postings: Postings, words: str) -> list[int]:
    """Return the numbers of the stems of words."""
    return [postings.stems.find(ENGLISH.stem(word)) for word in words.split()]


def as_dict(found: Scored) -> dict[int, float]:
    """Return the scores of entries, which have to be in order."""
    docs, scores = found
    assert docs.tolist() == sorted(set(docs.tolist()))
    return dict(zip(docs.tolist(), scores.tolist(), strict=True))


@pytest.fixture(scope="session", params=["embedded", "opensearch"])
def text_index(request: pytest.FixtureRequest, crowded_index: Path, crowded: IndexReader) -> TextIndex:
    """The texts of that glossary behind each back end."""
    if request.param == "embedded":
        return EmbeddedTextIndex(crowded)
    return in_opensearch(request.getfixturevalue("cluster"), crowded_index)

"""Every part of an entry has a weight, and no phrase reaches from one part into the next."""

from __future__ import annotations

from pathlib import Path

from search_app.language.english import ENGLISH
from search_app.search import Engine, build
from search_app.search.index.document_writer import NAMES, tokenize
from search_app.search.index.fields import GAP, WEIGHTS
from search_app.search.request import MAX_WORDS
from tests.helpful import write_helpful


def test_each_part_of_the_terms_has_a_weight(tmp_path: Path) -> None:
    build(write_helpful(tmp_path / "terms"), tmp_path / "index")
    engine = Engine.open(tmp_path / "index")
    kinds = {kind for entry in engine.entries() for kind, *_ in tokenize(entry, ENGLISH).parts}
    assert kinds | set(NAMES) == set(WEIGHTS)


def test_the_gap_between_parts_is_longer_than_a_query() -> None:
    assert GAP > MAX_WORDS

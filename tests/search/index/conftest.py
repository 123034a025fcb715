"""The three terms as a generation, for tests of the structures in it. Ordinals are those of `SLUGS`."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search.index.generations import candidates
from search_app.search.index.reader import IndexReader

SLUGS = ["copayment", "deductible", "tip-pooling"]


@pytest.fixture(scope="session")
def generation(tiny_index: Path) -> Path:
    return next(candidates(tiny_index))


@pytest.fixture(scope="session")
def reader(generation: Path) -> IndexReader:
    return IndexReader(generation)

"""The three tiny terms, opened below the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search.index.reader import IndexReader
from search_app.search.index.vocabulary import Vocabulary
from tests.search.glossaries import open_reader


@pytest.fixture(scope="session")
def reader(tiny_index: Path) -> IndexReader:
    return open_reader(tiny_index)


@pytest.fixture(scope="session")
def vocabulary(reader: IndexReader) -> Vocabulary:
    return reader.vocabulary

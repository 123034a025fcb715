"""Two of the three tiny terms in Spanish too, published and served; and threads that take turns often."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search_app.search import build
from tests.conftest import client_of
from tests.glossary.translation.spanish import write_spanish


@pytest.fixture(scope="session")
def bilingual_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three terms and their translations, published; not to be written to."""
    folder = tmp_path_factory.mktemp("bilingual")
    build(write_spanish(folder / "terms"), folder / "index")
    return folder / "index"


@pytest.fixture
def bilingual(bilingual_index: Path) -> FlaskClient:
    return client_of(bilingual_index)


@pytest.fixture
def busy_threads() -> Iterator[None]:
    """Let threads take turns as often as Python can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)

"""Two of the three tiny terms in Spanish too, published and served."""

from __future__ import annotations

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

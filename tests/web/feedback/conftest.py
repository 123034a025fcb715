"""An application without its database."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import client_of


@pytest.fixture
def broken(tiny_index: Path, tmp_path: Path) -> FlaskClient:
    """A client of an application whose database cannot be opened."""
    (tmp_path / "file").write_text("in the way")
    return client_of(tiny_index, GLOSSARY_DATABASE_URL=f"sqlite:///{tmp_path}/file/a.db")

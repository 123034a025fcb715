"""Every test of analytics runs on SQLite and on PostgreSQL; both are real."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from search_app.analytics.storage.database import Database
from search_app.config import load_settings
from tests.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, as settings give it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/var/analytics.db"
    cluster: Cluster = request.getfixturevalue("postgres")
    written = cluster.create(f"t{uuid4().hex}")
    return load_settings({"GLOSSARY_DATABASE_URL": written}).database_url


@pytest.fixture
def database(url: str) -> Database:
    return Database(url)

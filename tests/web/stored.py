"""Read the rows that an application has stored about its visitors."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask.testing import FlaskClient

from search_app.web.runtime.services import services_of


def flush_log(client: FlaskClient) -> None:
    """Wait until the search log is written."""
    services_of(client.application).search_log.flush()


def rows(client: FlaskClient, table: str, *columns: str, group: str = "rowid") -> list[tuple[Any, ...]]:
    """Return the stored rows, after the search log is written."""
    flush_log(client)
    services = services_of(client.application)
    services.database.prepare()
    with sqlite3.connect(services.settings.database_url.removeprefix("sqlite:///")) as stored:
        return stored.execute(f"SELECT {', '.join(columns)} FROM {table} GROUP BY {group} ORDER BY 1").fetchall()

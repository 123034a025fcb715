"""Schema migrations, one a file in `versions/`, run by Alembic inside the transaction of its caller."""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

_one_at_a_time = threading.Lock()  # Alembic keeps its current context in module globals

HEAD = "0004"  # the newest revision; a test compares it with `versions/`


def revision(connection: Connection) -> str:
    """Return the revision of the database; the empty string if it has no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def is_known(revision: str) -> bool:
    """Return whether this version has the migration `revision`."""
    return revision.isdigit() and any((Path(__file__).parent / "versions").glob(f"{revision}_*.py"))


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run every missing migration up to `revision`.

    Raises:
        CommandError: the database is at a revision that this version does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _one_at_a_time:
        command.upgrade(config, revision)

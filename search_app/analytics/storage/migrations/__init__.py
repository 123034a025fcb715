"""How the tables came to be, one step a file in `versions/`, run by Alembic inside the transaction it is given."""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

_one_at_a_time = threading.Lock()  # Alembic keeps what it works on in module globals

HEAD = "0001"  # the newest step; a test compares it with `versions/`


def revision(connection: Connection) -> str:
    """Return the step the database is at, or nothing for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def migrate(connection: Connection) -> None:
    """Take every step that is missing.

    Raises:
        CommandError: the database is at a step this version of the service does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _one_at_a_time:
        command.upgrade(config, "head")

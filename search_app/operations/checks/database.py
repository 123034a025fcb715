"""The database of feedback and searches: reachable, undamaged, of this version."""

from __future__ import annotations

from collections.abc import Iterator

from search_app.analytics.storage.dump import sqlite_file
from search_app.analytics.storage.inspection import DatabaseState, inspect_database
from search_app.config import Settings
from search_app.operations.finding import Finding, fault, ok, warning

CHECK = "database"


def check(settings: Settings) -> Iterator[Finding]:
    yield _finding(inspect_database(settings.database_url), settings)


def _finding(state: DatabaseState, settings: Settings) -> Finding:
    file = sqlite_file(settings.database_url)
    if state.problem:
        where = f"The database {file}" if file else "PostgreSQL"
        remedy = "Move it away, or `glossary restore` a backup." if file else "Check it, and GLOSSARY_DATABASE_URL."
        if "No module named" in state.problem:
            remedy = "Install the extra: pip install 'commerceguard-glossary[postgres]'"
        return fault(CHECK, f"{where} cannot be used: {state.problem}.", remedy)
    if not state.revision:
        return warning(CHECK, "The database has no tables yet.", "`glossary serve` creates them when it starts.")
    if not state.is_known:
        return fault(CHECK, f"The database is of a newer version ({state.revision}).", "Install that version.")
    if not state.is_current:
        return warning(CHECK, f"The database has the old schema {state.revision}.", "`glossary serve` migrates it.")
    return ok(CHECK, f"{'SQLite' if file else 'PostgreSQL'} with schema {state.revision}, newest row: {state.newest}.")

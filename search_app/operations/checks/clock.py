"""The clock: compared with the newest row, the published generation and the service's own files.

A clock that is wrong deletes nothing at once, but stops deletion and orders changes wrongly.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from search_app.analytics.storage.inspection import inspect_database
from search_app.config import PACKAGE, Settings
from search_app.operations.finding import Finding, fault, ok, warning

CHECK = "clock"
TOLERANCE = 120.0  # seconds
SILENCE = timedelta(days=67)  # without a row: retention then waits
REMEDY = "Synchronize it: timedatectl set-ntp true"


def check(settings: Settings) -> Iterator[Finding]:
    now = time.time()
    shown = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M UTC")
    current = settings.index / "CURRENT"
    dates = {"this version of the service": (PACKAGE / "config.py").stat().st_mtime}
    if current.is_file():
        dates["the published index"] = current.stat().st_mtime
    later = [name for name, written in dates.items() if written > now + TOLERANCE]
    if later:
        yield fault(CHECK, f"It says {shown}, which is before {later[-1]} was written.", REMEDY)
        return
    yield _beside(inspect_database(settings.database_url).newest, datetime.fromtimestamp(now, UTC).date(), shown)


def _beside(newest: date | None, today: date, shown: str) -> Finding:
    if newest and newest > today:
        return fault(CHECK, f"It says {shown}, but the newest row of the database is of {newest}.", REMEDY)
    if newest and newest < today - SILENCE:
        return warning(
            CHECK,
            f"It says {shown}; the newest row is of {newest}, so old rows are not deleted.",
            REMEDY,
        )
    return ok(CHECK, f"It says {shown}.")

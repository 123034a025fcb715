"""The bytes of a file to import, unless it is too large or cannot be read."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.formats.exchange import ImportResult
from search_app.glossary.model import Fault

MAX_FILE = 200 * 2**20  # bytes; 100,000 terms are some 30 MB. JSON Lines are read line by line, without this limit.


def read_bytes(data: bytes | Path, shown: str) -> bytes | ImportResult:
    """Return the content of `data`, or a result with the fault that prevents reading it."""
    try:
        size = len(data) if isinstance(data, bytes) else data.stat().st_size
        if size > MAX_FILE:
            return refused(
                shown,
                f"has {size / 2**20:,.0f} MB, the limit is {MAX_FILE / 2**20:,.0f} MB; "
                "split it, or convert it to JSON Lines, which are read line by line.",
            )
        return data if isinstance(data, bytes) else data.read_bytes()
    except OSError as error:
        return refused(shown, f"cannot be read: {error.strerror or error}.")


def refused(shown: str, problem: str, line: int = 1) -> ImportResult:
    """Return a result without terms, because of a fault of the whole file."""
    return ImportResult(faults=(Fault(shown, line, problem),))

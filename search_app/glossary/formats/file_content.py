"""The bytes of a file to import, up to a limit."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.model import Fault

LARGEST = 32 * 1024 * 1024  # bytes; a graph or tree in memory needs up to fifty times as much


def read_content(data: bytes | Path, shown: str, limit: int = LARGEST) -> bytes | Fault:
    """Return the bytes, or the fault of a file that cannot be read or is larger than `limit` bytes."""
    try:
        size = len(data) if isinstance(data, bytes) else data.stat().st_size
        if size > limit:
            sizes = f"the file has {size:,} bytes, the limit is {limit:,}"
            return Fault(shown, 1, f"{sizes}; split it, or convert it to JSON Lines.")
        content = data if isinstance(data, bytes) else data.read_bytes()
    except OSError as error:
        return Fault(shown, 1, f"cannot be read: {error.strerror or error}.")
    return content if content.strip() else Fault(shown, 1, "is empty.")

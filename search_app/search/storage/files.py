"""Files of a generation: mapped into memory, linked from one generation into the next."""

from __future__ import annotations

import mmap
import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def link_files(source: Path, folder: Path, patterns: Iterable[str]) -> None:
    """Put the files of `source` that match a pattern into `folder`: hard links where possible, copies elsewhere.

    Only for files that are never changed once written.
    """
    for pattern in patterns:
        for file in source.glob(pattern):
            try:
                os.link(file, folder / file.name)
            except OSError:
                shutil.copy2(file, folder / file.name)


def map_bytes(file: Path) -> mmap.mmap | bytes:
    """Return the bytes of a file, mapped read-only; an empty file cannot be mapped."""
    with file.open("rb") as opened:
        if file.stat().st_size == 0:
            return b""
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)


def map_file(file: Path) -> memoryview:
    """Return the bytes of a file as a buffer, mapped read-only, to be cast to numbers."""
    return memoryview(map_bytes(file))

"""The folder of files in which processes share their metrics, in memory where the system has such a place."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # prometheus-client reads it when it is imported
MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is created there


def is_given() -> bool:
    """Return whether the environment names a folder."""
    return bool(os.environ.get(VARIABLE))


def prepare() -> Path:
    """Return an empty folder: the one in the environment without what an earlier run left, else a new one."""
    if not is_given():
        return ensure()
    folder = Path(os.environ[VARIABLE])
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.db"):
        file.unlink()
    return folder


def ensure() -> Path:
    """Return the folder in the environment; create a new one if there is none."""
    if not is_given():
        place = MEMORY if os.access(MEMORY, os.W_OK) else None
        os.environ[VARIABLE] = tempfile.mkdtemp(prefix="glossary-metrics-", dir=place)
    return Path(os.environ[VARIABLE])


def remove(folder: Path) -> None:
    """Remove a folder that `prepare` created."""
    shutil.rmtree(folder, ignore_errors=True)

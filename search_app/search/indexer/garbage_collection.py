"""Less garbage collection during a build: it creates few cycles but many objects that live to its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (100_000, 20, 50)  # Python's own are (700, 10, 10) in 3.11


def collect_rarely() -> None:
    """Raise the thresholds of this process for good, and exempt the objects it has from collection."""
    gc.set_threshold(*THRESHOLDS)
    gc.freeze()


@contextmanager
def rare_collections() -> Iterator[None]:
    """Raise the thresholds for a while; objects that the caller freezes meanwhile are collected again afterwards."""
    before = gc.get_threshold()
    if before == THRESHOLDS:  # another thread builds, and will restore them
        yield
        return
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)

"""Memory of processes, as Linux counts it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def own_memory() -> tuple[int, int]:
    """Return the bytes of private and of shared memory of this process.

    Clean pages of mapped files count as shared, even if no other process has read them yet: the next one will find
    them.
    """
    private = shared = 0
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]:
        key, number = line.split()[:2]
        private += int(number) * 1024 * (key == "Private_Dirty:")
        shared += int(number) * 1024 * (key in ("Shared_Clean:", "Shared_Dirty:", "Private_Clean:"))
    return private, shared


def memory_of_tree(root: int) -> int:
    """Return the bytes of a process and its descendants, each page counted once."""
    total = 0
    with suppress(OSError):  # a process that has just ended
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
        total = sum(memory_of_tree(int(child)) for child in children)
        for line in Path(f"/proc/{root}/smaps_rollup").read_text().splitlines():
            total += int(line.split()[1]) * 1024 if line.startswith("Pss:") else 0
    return total

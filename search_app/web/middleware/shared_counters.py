"""Counters in memory that the workers of one machine share: a storage of the `limits` package.

The table is created before the workers are forked. It survives the end of any of them and never reaches a disk. Each
counter is in the bucket that its hashed key selects; in a full bucket, the counter that expires first is replaced. The
size is therefore fixed, whatever visitors send.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from limits.storage import Storage

URI = "shared://"
BUCKETS = 4_096
COUNTERS = 16  # in a bucket
KEY_SIZE = 16  # bytes of a hashed key

_COUNTER = struct.Struct(f"={KEY_SIZE}sdq")  # hashed key, time of expiry, count
_BUCKET = COUNTERS * _COUNTER.size


class SharedCounters(Storage):
    """Fixed-window counters in shared memory, safe for threads and forked processes."""

    STORAGE_SCHEME = ["shared"]  # noqa: RUF012  declared by the base class

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._table = mmap.mmap(-1, BUCKETS * _BUCKET)
        self._file = _lock_file()
        self._thread_lock = threading.Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        return OSError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add `amount` to a counter, which expires `expiry` seconds after its first increment; return the sum."""
        return self.hit(key, expiry, amount)[0]

    def hit(self, key: str, expiry: float, amount: int = 1) -> tuple[int, float]:
        """Add `amount` to a counter as `incr` does; return the sum, and the time at which it expires."""
        hashed = _hashed(key)
        with self._locked():
            offset, expires, count = self._find(hashed)
            count, expires = max(0, count + amount), expires or time.time() + expiry
            self._write(offset, hashed, expires, count)
        return count, expires

    def get(self, key: str) -> int:
        """Return a counter; one that is unknown or expired is 0."""
        with self._locked():
            return self._find(_hashed(key))[2]

    def get_expiry(self, key: str) -> float:
        """Return the time at which a counter expires; that of an unknown one is now."""
        with self._locked():
            return self._find(_hashed(key))[1] or time.time()

    def clear(self, key: str) -> None:
        """Forget a counter."""
        with self._locked():
            offset, expires, _ = self._find(_hashed(key))
            if expires:
                self._write(offset, bytes(KEY_SIZE), 0.0, 0)

    def reset(self) -> int | None:
        """Forget all counters."""
        with self._locked():
            self._table[:] = bytes(len(self._table))
        return None

    def check(self) -> bool:
        """Return True: memory is always available."""
        return True

    def _find(self, key: bytes) -> tuple[int, float, int]:
        """Return offset, expiry and count of a counter; of an unknown one the offset to use, 0 and 0."""
        start, now = int.from_bytes(key[:4]) % BUCKETS * _BUCKET, time.time()
        replaceable, earliest = start, float("inf")
        for offset in range(start, start + _BUCKET, _COUNTER.size):
            found, expires, count = _COUNTER.unpack_from(self._table, offset)
            if found == key and expires > now:
                return offset, expires, count
            if expires < earliest:
                replaceable, earliest = offset, expires
        return replaceable, 0.0, 0

    def _write(self, offset: int, key: bytes, expires: float, count: int) -> None:
        _COUNTER.pack_into(self._table, offset, key, expires, count)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Exclude other threads and processes; the system releases the file lock of a process that is killed."""
        with self._thread_lock:  # a file lock belongs to a process, not to a thread
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


def _hashed(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=KEY_SIZE).digest()


def _lock_file() -> IO[bytes]:
    """Return an empty file to lock, in memory where the system can do that."""
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("rate-limits"), "wb")
    return tempfile.TemporaryFile()

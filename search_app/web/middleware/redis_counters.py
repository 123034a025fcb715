"""Counters in Redis, which several machines share: a storage of the `limits` package.

While Redis fails, the workers of this machine count in shared memory, and Redis is tried again after a pause: neither a
request nor the memory of a worker pays for a Redis that is down.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar, cast

from limits.storage import Storage, storage_from_string

from search_app.web.middleware.shared_counters import SharedCounters

URI = "redis-or-memory://"
TIMEOUT = 1.0  # seconds to connect, and to answer
PAUSE = 10.0  # seconds without Redis after a failure

Found = TypeVar("Found")

log = logging.getLogger(__name__)


class RedisCounters(Storage):
    """Fixed-window counters in the Redis at the URL `redis`."""

    STORAGE_SCHEME = ["redis-or-memory"]  # noqa: RUF012  declared by the base class

    def __init__(
        self, uri: str | None = None, wrap_exceptions: bool = False, *, redis: str, **options: float | str | bool
    ) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        found = storage_from_string(redis, socket_connect_timeout=TIMEOUT, socket_timeout=TIMEOUT)
        self._redis = cast(Storage, found)  # no URL of ours is of an asynchronous one
        self._memory = SharedCounters()
        self._retry_at = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        return OSError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add `amount` to a counter, which expires `expiry` seconds after its first increment; return the sum."""
        return self._first(lambda counters: counters.incr(key, int(expiry), amount))

    def hit(self, key: str, expiry: float, amount: int = 1) -> tuple[int, float]:
        """Add `amount` to a counter as `incr` does; return the sum, and the time at which it expires."""
        return self._first(lambda counters: (counters.incr(key, int(expiry), amount), counters.get_expiry(key)))

    def get(self, key: str) -> int:
        """Return a counter; one that is unknown or expired is 0."""
        return self._first(lambda counters: counters.get(key))

    def get_expiry(self, key: str) -> float:
        """Return the time at which a counter expires; that of an unknown one is now."""
        return self._first(lambda counters: counters.get_expiry(key))

    def clear(self, key: str) -> None:
        """Forget a counter."""
        self._first(lambda counters: counters.clear(key))

    def reset(self) -> int | None:
        """Forget all counters."""
        return self._first(lambda counters: counters.reset())

    def check(self) -> bool:
        """Return whether Redis answers."""
        return self._redis.check()

    def _first(self, ask: Callable[[Storage], Found]) -> Found:
        """Return what Redis answers; while it fails, what the counters in memory do."""
        if time.monotonic() >= self._retry_at:
            try:
                return ask(self._redis)
            except self._redis.base_exceptions as error:
                self._retry_at = time.monotonic() + PAUSE
                log.warning("rate limits are counted in memory, because Redis fails: %s", type(error).__name__)
        return ask(self._memory)

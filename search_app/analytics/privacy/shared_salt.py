"""The salt of the day that several machines have in common: in the memory of a Redis until midnight UTC.

Whichever machine asks first on a day offers its own. A Redis that was restarted is offered the same one again by those
that know it. While Redis fails, each machine uses the last one.
"""

from __future__ import annotations

import logging
import math
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

import redis

TIMEOUT = 1.0  # seconds to connect, and to answer
SIZE = 32  # bytes of a salt

Config = dict[str, str]

log = logging.getLogger(__name__)


class SharedSalt:
    """The salts in the Redis at a URL."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, socket_connect_timeout=TIMEOUT, socket_timeout=TIMEOUT)

    def agree(self, day: date, offered: bytes) -> bytes | None:
        """Return the salt of a day, which is the offered one if there was none; None if Redis fails."""
        name = f"glossary/salt/{day.isoformat()}"
        try:
            self._redis.set(name, offered, nx=True, ex=_seconds_left(day))
            found = self._redis.get(name)
        except (redis.RedisError, OSError) as error:
            log.warning("votes are counted by this machine alone, because Redis fails: %s", type(error).__name__)
            return None
        return found if isinstance(found, bytes) and len(found) == SIZE else None

    def is_written_to_disk(self) -> bool:
        """Return whether this Redis writes what it has to a disk, as far as it tells."""
        try:
            save, append_only = (cast(Config, self._redis.config_get(name))[name] for name in ("save", "appendonly"))
        except (redis.RedisError, OSError, KeyError):
            return False
        return (save, append_only) != ("", "no")


def _seconds_left(day: date) -> int:
    """Return the seconds until a day is over, at least one."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    return max(1, math.ceil((end - datetime.now(UTC)).total_seconds()))

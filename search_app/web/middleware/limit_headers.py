"""The header fields `RateLimit-Policy` and `RateLimit` of the IETF draft: lists of structured fields (RFC 9651).

A limit has the name of what it counts; if there are several of a name, its window in seconds distinguishes them.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from limits import RateLimitItem

POLICY, STATE = "RateLimit-Policy", "RateLimit"


@dataclass(frozen=True, slots=True)
class Count:
    """What a visitor has used of a limit: `used` requests; `expires` is the time at which the window ends."""

    name: str
    limit: RateLimitItem
    used: int
    expires: float

    @property
    def is_exceeded(self) -> bool:
        return self.used > self.limit.amount

    @property
    def seconds(self) -> int:
        """The seconds until the window ends, at least one."""
        return max(1, math.ceil(self.expires - time.time()))


def names(scope: str, limits: Sequence[RateLimitItem]) -> list[str]:
    """Return the names of limits on `scope`."""
    return [scope if len(limits) == 1 else f"{scope}-{limit.get_expiry()}" for limit in limits]


def fields(counts: Iterable[Count]) -> dict[str, str]:
    """Return both header fields."""
    counts = list(counts)
    return {
        POLICY: ", ".join(f'"{count.name}";q={count.limit.amount};w={count.limit.get_expiry()}' for count in counts),
        STATE: ", ".join(
            f'"{count.name}";r={max(0, count.limit.amount - count.used)};t={count.seconds}' for count in counts
        ),
    }


def joined(headers: Iterable[tuple[str, str]], added: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return `headers` with the fields `added`; a list that is there already is continued."""
    present = dict(added)
    others = []
    for name, value in headers:
        if name in present:
            present[name] = f"{value}, {present[name]}"
        else:
            others.append((name, value))
    return others + list(present.items())

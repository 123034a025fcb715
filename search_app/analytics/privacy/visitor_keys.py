"""Pseudonymous visitor keys, valid for one day.

A key is a hash of the network address, keyed with a salt. The salt is drawn at random when the service starts, exists
only in memory, and is replaced by its own hash at midnight UTC: yesterday's salt cannot be recovered, so yesterday's
keys cannot be linked to an address. Forked processes derive the same salts, because each hashes the one it inherited.
Several machines agree on the salt of a day in a Redis (shared_salt.py), if there is one.
After the daily salts of Cloudflare and Plausible, without storing one.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from ipaddress import IPv6Address, ip_address
from uuid import UUID

from search_app.analytics.storage.tables import KEY_LENGTH

NETWORK_SHIFT = 64  # low bits of an IPv6 address, which one household changes often
INTERVAL = 10.0  # seconds between two looks at the salt that machines agree on

Agree = Callable[[date, bytes], bytes | None]


def today() -> date:
    """Return today's date in UTC."""
    return datetime.now(UTC).date()


class VisitorKeys:
    """Derives the visitor keys of the current day.

    agree: returns the salt of all machines for a day, given the one of this machine, or None if it is unknown.
    """

    def __init__(self, calendar: Callable[[], date] = today, agree: Agree | None = None) -> None:
        self._calendar, self._agree = calendar, agree
        self._salt = secrets.token_bytes(32)
        self._day = calendar()
        self._lock, self._agreeing = threading.Lock(), threading.Lock()
        self._due = 0.0
        self._salt_of_today()  # before a fork, so that all processes have the same one

    def key(self, address: str, *scope: str) -> str:
        """Return today's key of a visitor: 32 hexadecimal digits, different for each `scope`."""
        message = "\0".join((_network(address), *scope)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(message, key=self._salt_of_today(), digest_size=KEY_LENGTH // 2).hexdigest()

    def identifier(self, address: str, *scope: str) -> str:
        """Return the key as a UUID: a form sent twice in a day by one visitor gets the same identifier."""
        return str(UUID(self.key(address, *scope)))

    def _salt_of_today(self) -> bytes:
        day = self._calendar()
        if day > self._day:
            with self._lock:
                for _ in range((day - self._day).days):
                    self._salt = hashlib.sha256(self._salt).digest()
                self._day = max(day, self._day)
            self._due = 0.0
        if self._agree and time.monotonic() >= self._due:
            self._use_common(self._agree)
        return self._salt

    def _use_common(self, agree: Agree) -> None:
        """Use the salt of all machines, if it is known; other threads do not wait meanwhile."""
        if not self._agreeing.acquire(blocking=False):
            return
        try:
            self._due = time.monotonic() + INTERVAL
            day = self._day
            common = agree(day, self._salt)
            with self._lock:
                if common and day == self._day:
                    self._salt = common
        finally:
            self._agreeing.release()


def _network(address: str) -> str:
    """Return the stable part of an address: the whole IPv4 address, the /64 network of an IPv6 address."""
    if ":" not in address:  # parsing costs as much as the hash
        return address
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> NETWORK_SHIFT)
    return address

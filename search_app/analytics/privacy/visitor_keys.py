"""Pseudonymous visitor keys, valid for one day.

A key is a hash of the network address, keyed with a salt. The salt is drawn at random when the service starts, exists
only in memory, and is replaced by its own hash at midnight UTC: yesterday's salt cannot be recovered, so yesterday's
keys cannot be linked to an address. Forked processes derive the same salts, because each hashes the one it inherited.
After the daily salts of Cloudflare and Plausible, without storing one.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from ipaddress import IPv6Address, ip_address
from uuid import UUID

from search_app.analytics.storage.tables import KEY_LENGTH

NETWORK_SHIFT = 64  # low bits of an IPv6 address, which one household changes often


def today() -> date:
    """Return today's date in UTC."""
    return datetime.now(UTC).date()


class VisitorKeys:
    """Derives the visitor keys of the current day."""

    def __init__(self, calendar: Callable[[], date] = today) -> None:
        self._calendar = calendar
        self._salt = secrets.token_bytes(32)
        self._day = calendar()
        self._lock = threading.Lock()

    def key(self, address: str, *scope: str) -> str:
        """Return today's key of a visitor: 32 hexadecimal digits, different for each `scope`."""
        message = "\0".join((_network(address), *scope)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(message, key=self._salt_of_today(), digest_size=KEY_LENGTH // 2).hexdigest()

    def identifier(self, address: str, *scope: str) -> str:
        """Return the key as a UUID: a form sent twice in a day by one visitor gets the same identifier."""
        return str(UUID(self.key(address, *scope)))

    def _salt_of_today(self) -> bytes:
        day = self._calendar()
        if day != self._day:
            with self._lock:
                for _ in range((day - self._day).days):
                    self._salt = hashlib.sha256(self._salt).digest()
                self._day = max(day, self._day)
        return self._salt


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

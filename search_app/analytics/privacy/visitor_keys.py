"""Telling visitors apart for a day without knowing who they are.

A visitor's key is a hash of the network address, keyed with a salt. The salt is drawn at random when the service
starts, lives in memory alone, and at midnight (UTC) is replaced by its own hash: yesterday's cannot be had back, so
yesterday's keys mean nothing to anybody. Processes forked from one another stay in step, because each turns the same
salt. After Cloudflare's and Plausible's daily salts, without a place where one is stored.
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

HOUSEHOLD = 64  # bits of an IPv6 address that stay the same for one household


def today() -> date:
    return datetime.now(UTC).date()


class Visitors:
    """Makes the keys of today."""

    def __init__(self, calendar: Callable[[], date] = today) -> None:
        self._calendar = calendar
        self._salt = secrets.token_bytes(32)
        self._day = calendar()
        self._lock = threading.Lock()

    def key(self, address: str, *scope: str) -> str:
        """Return the visitor's key of today: 32 hexadecimal digits, different for each `scope`."""
        message = "\0".join((_network(address), *scope)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(message, key=self._salt_of_today(), digest_size=KEY_LENGTH // 2).hexdigest()

    def identifier(self, address: str, *scope: str) -> str:
        """Return the key as a UUID: what one visitor sends twice today has the same one."""
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
    """Return the part of an address that stays with a visitor: all of an IPv4 one, the network of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> HOUSEHOLD)
    return address

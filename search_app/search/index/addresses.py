"""The addresses of a translation's pages: the slugs of translated names, by which their terms are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from search_app.glossary.naming import slug_of
from search_app.search.storage.strings import HashDictionary, write_hashed_strings

_FILE = "addresses"


def addresses_of(slugs: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return a different address for each term: the slug of its name, or its own slug where another one has that."""
    found = [slug_of(name) or slug for slug, name in zip(slugs, names, strict=True)]
    while taken := {address for address, count in Counter(found).items() if count > 1}:
        found = [slug if address in taken else address for slug, address in zip(slugs, found, strict=True)]
    return found


def write_addresses(folder: Path, slugs: Sequence[str], names: Sequence[str]) -> None:
    """Write the address of each term of a translation, given in the order of their ordinals."""
    addresses = addresses_of(slugs, names)
    write_hashed_strings(folder, _FILE, addresses)


class Addresses:
    """The addresses of a translation."""

    def __init__(self, folder: Path) -> None:
        self._addresses = HashDictionary(folder, _FILE)

    def of(self, ordinal: int) -> str:
        """Return the address of an entry."""
        return self._addresses.text(ordinal)

    def ordinal(self, address: str) -> int | None:
        """Return the ordinal of the entry at an address."""
        found = self._addresses.find(address)
        return found if found >= 0 else None

"""Digests of what the entries of a generation were made from; the next build compares them with its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from search_app.glossary.model import LeadIn, Term
from search_app.search.storage.records import read_value, write_value
from search_app.search.storage.strings import StringArray

SIZE = 8  # bytes of a digest: one change in 2 ** 64 goes unnoticed
_FILE = "source_digests.msgpack"


@dataclass(frozen=True, slots=True)
class SourceDigests:
    """Digests of all names, which texts link to, of each term, by slug in the order of the entries, and of lead-ins."""

    names: bytes
    terms: dict[str, bytes]
    lead_ins: bytes = b""

    @classmethod
    def of(cls, terms: Sequence[Term], lead_ins: Sequence[LeadIn] = ()) -> SourceDigests:
        """Return the digests of `terms` and `lead_ins`."""
        names = [(term.slug, term.name, term.aliases, term.not_linked) for term in terms]
        return cls(_digest(names), {term.slug: _digest(term) for term in terms}, _digest(tuple(lead_ins)))


def _digest(value: object) -> bytes:
    return hashlib.blake2b(repr(value).encode(), digest_size=SIZE).digest()


def write_source_digests(folder: Path, digests: SourceDigests) -> None:
    """Write the digests of a generation; the slugs are written with the names."""
    write_value(folder / _FILE, (digests.names, b"".join(digests.terms.values()), digests.lead_ins))


def read_source_digests(folder: Path) -> SourceDigests:
    """Return the digests of a generation."""
    names, terms, lead_ins = read_value(folder / _FILE, tuple[bytes, bytes, bytes])
    each = [terms[start : start + SIZE] for start in range(0, len(terms), SIZE)]
    return SourceDigests(names, dict(zip(StringArray(folder, "order").texts(), each, strict=True)), lead_ins)

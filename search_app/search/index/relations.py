"""The relations of terms besides their links: redirects of deprecated terms, and narrower terms. Few terms have any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from search_app.search.storage.records import read_value, write_value

_FILE = "relations.msgpack"


@dataclass(frozen=True, slots=True)
class Relations:
    """`redirects` has the successor of each deprecated term, `narrower` the terms below others; all are slugs."""

    redirects: dict[str, str]
    narrower: dict[str, tuple[str, ...]]


def write_relations(folder: Path, redirects: Mapping[str, str], narrower: Mapping[str, tuple[str, ...]]) -> None:
    """Write the relations of a generation."""
    write_value(folder / _FILE, Relations(dict(redirects), dict(narrower)))


def read_relations(folder: Path) -> Relations:
    """Return the relations of a generation."""
    return read_value(folder / _FILE, Relations)

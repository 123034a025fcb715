"""Facts about every entry as arrays: categories for facets, and the orders results can be sorted in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.glossary.naming import fold
from search_app.glossary.render import Entry

Ordinals = npt.NDArray[np.int64]

_CATEGORIES, _NAME_RANKS, _UPDATED = "categories.npy", "name_ranks.npy", "updated.npy"


def write_columns(folder: Path, entries: Sequence[Entry], categories: Sequence[str]) -> None:
    """Write the columns of `entries`; `categories` gives each category its number."""
    number = {slug: position for position, slug in enumerate(categories)}
    pairs = [(ordinal, number[slug]) for ordinal, entry in enumerate(entries) for slug in entry.categories]
    np.save(folder / _CATEGORIES, np.asarray(pairs, dtype=np.int32).reshape(-1, 2))
    by_name = sorted(range(len(entries)), key=lambda ordinal: (fold(entries[ordinal].name), ordinal))
    ranks = np.empty(len(entries), dtype=np.int32)
    ranks[by_name] = np.arange(len(entries))
    np.save(folder / _NAME_RANKS, ranks)
    days = [date.fromisoformat(entry.updated).toordinal() if entry.updated else 0 for entry in entries]
    np.save(folder / _UPDATED, np.asarray(days, dtype=np.int32))


class Columns:
    """The columns of a generation, mapped from disk. Ordinals are positions in every column."""

    def __init__(self, folder: Path, categories: Sequence[str]) -> None:
        self._slugs = tuple(categories)
        pairs = np.load(folder / _CATEGORIES, mmap_mode="r")
        self._category_entries, self._category_numbers = pairs[:, 0], pairs[:, 1]
        self.name_ranks = np.load(folder / _NAME_RANKS, mmap_mode="r")
        self.updated = np.load(folder / _UPDATED, mmap_mode="r")

    def facet_counts(self, ordinals: Ordinals) -> dict[str, int]:
        """Return how many of `ordinals` each category holds; categories without any count 0."""
        chosen = np.zeros(len(self.updated), dtype=bool)
        chosen[ordinals] = True
        counted = self._category_numbers[chosen[self._category_entries]]
        counts = np.bincount(counted, minlength=len(self._slugs))
        return {slug: int(count) for slug, count in zip(self._slugs, counts, strict=True)}

    def in_categories(self, ordinals: Ordinals, slugs: Sequence[str]) -> Ordinals:
        """Return those of `ordinals`, in their order, that are in any of the categories; all without a category."""
        if not slugs:
            return ordinals
        numbers = [position for position, slug in enumerate(self._slugs) if slug in slugs]
        inside = np.zeros(len(self.updated), dtype=bool)
        inside[self._category_entries[np.isin(self._category_numbers, numbers)]] = True
        return ordinals[inside[ordinals]]

    def sorted_by(self, sort: str, ordinals: Ordinals) -> Ordinals:
        """Return `ordinals` by `name`, or newest first for `updated`; any other sort keeps their order."""
        if sort == "name":
            return ordinals[np.argsort(self.name_ranks[ordinals], kind="stable")]
        if sort == "updated":
            return ordinals[np.lexsort((self.name_ranks[ordinals], -self.updated[ordinals]))]
        return ordinals

"""Doc values: a field of every entry as one array, for facets (categories) and for sorting (name, date)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.glossary.model import Term
from search_app.language.folding import fold
from search_app.search.storage.arrays import DocIds, Mask, read_array, write_array, write_narrow


def write_doc_values(folder: Path, entries: Sequence[Term], categories: Sequence[str]) -> npt.NDArray[np.int32]:
    """Write the categories and dates of `entries`; return a row of category numbers for each."""
    number = {slug: position for position, slug in enumerate(categories)}
    none = len(categories)  # fills the rows of entries with fewer than the maximum
    width = max((len(entry.categories) for entry in entries), default=1) or 1
    rows = np.full((len(entries), width), none, dtype=np.int32)
    for ordinal, entry in enumerate(entries):
        rows[ordinal, : len(entry.categories)] = [number[slug] for slug in entry.categories]
    write_narrow(folder, "categories", rows)
    days = [date.fromisoformat(entry.updated).toordinal() if entry.updated else 0 for entry in entries]
    write_array(folder, "updated", days, np.int32)
    return rows


def write_name_order(folder: Path, names: Sequence[str]) -> None:
    """Write the alphabetical order of `names`."""
    folded = [fold(name) for name in names]
    by_name = sorted(range(len(folded)), key=folded.__getitem__)  # stable
    write_array(folder, "by_name", by_name, np.int32)
    ranks = np.empty(len(folded), dtype=np.int32)
    ranks[by_name] = np.arange(len(folded))
    write_array(folder, "name_ranks", ranks, np.int32)


class DocValues:
    """The doc values of a generation; an entry's ordinal is its place in every array."""

    def __init__(self, folder: Path, categories: Sequence[str]) -> None:
        self._slugs = tuple(categories)
        self.numbers = {slug: number for number, slug in enumerate(categories)}
        self._categories = read_array(folder, "categories")
        self.by_name = read_array(folder, "by_name")
        self.name_ranks = read_array(folder, "name_ranks")
        self.updated = read_array(folder, "updated")

    def __len__(self) -> int:
        return len(self.updated)

    def _of(self, ordinals: DocIds) -> DocIds:
        """Return a row of category numbers for each entry; `take` is faster than indexing."""
        return self._categories.take(ordinals, axis=0)

    def facet_counts(self, ordinals: DocIds) -> npt.NDArray[np.int64]:
        """Return the number of `ordinals` in each category, by category number."""
        return np.bincount(self._of(ordinals).ravel(), minlength=len(self._slugs) + 1)[: len(self._slugs)]

    def primary(self, ordinals: DocIds) -> npt.NDArray[np.int32]:
        """Return the number of each one's first category; the number of categories where there is none."""
        return np.asarray(self._of(ordinals)[:, 0])

    def in_categories(self, ordinals: DocIds, slugs: Sequence[str]) -> Mask:
        """Return for each of `ordinals` whether it is in any of the categories."""
        numbers = [self.numbers[slug] for slug in slugs if slug in self.numbers]
        return np.asarray(np.isin(self._of(ordinals), numbers).any(axis=1))

    def holding(self, slug: str) -> npt.NDArray[np.int32]:
        """Return the ordinals in a category, ascending."""
        every = np.arange(len(self), dtype=np.int32)
        return every[self.in_categories(every, [slug])]

    def order_by(self, sort: str, ordinals: DocIds) -> DocIds:
        """Return the permutation that sorts `ordinals` by `name`, or newest first for `updated`."""
        if sort == "updated":
            return np.lexsort((self.name_ranks[ordinals], -self.updated[ordinals]))
        return np.argsort(self.name_ranks[ordinals], kind="stable")

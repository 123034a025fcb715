"""Where the sections of entries lie among the positions of postings, so that a word can be searched in one section."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.index.document_writer import PART_KINDS
from search_app.search.storage.arrays import DocIds, read_array, read_starts


class Sections:
    """The sections of a generation's entries. Field queries are rare: positions are computed for the first one."""

    def __init__(self, folder: Path) -> None:
        self._part_starts = read_starts(folder / "documents.part_starts")
        self._parts = read_array(folder, "documents.parts")
        self._bases = read_array(folder, "entry.bases")
        self._kinds: npt.NDArray[np.uint8] = read_array(folder, "documents.part_kinds")

    @cached_property
    def _starts(self) -> npt.NDArray[np.int64]:
        """The first position of each part of each entry, in the number space of the postings of `entry`."""
        counts = np.diff(self._part_starts)
        return np.asarray(np.repeat(self._bases.astype(np.int64), counts) + self._parts, np.int64)

    def within(self, places: DocIds, kind: str) -> DocIds:
        """Return those of ascending positions that lie in a part of this kind."""
        parts = self._starts.searchsorted(places, side="right") - 1
        return np.asarray(places[self._kinds[parts] == PART_KINDS.index(kind)])

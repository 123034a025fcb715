"""The one-word names of each entry, as numbers of stems and of words: the reranker compares them with queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.search.index.document_writer import TokenTable
from search_app.search.storage.arrays import read_array, write_array
from search_app.search.storage.lists import RaggedArray

# Not `names...`: such files depend on names alone and are linked from the generation before.
_FILE = "one_word_names"

Numbers = npt.NDArray[np.int64]


class NameWords(NamedTuple):
    """One-word names of several entries: the place of each one's entry among these, its stem and its word form."""

    owners: Numbers
    stems: Numbers
    words: npt.NDArray[np.uint32]


def write_one_word_names(
    folder: Path, tokens: TokenTable, numbers: Mapping[str, int], stems: Sequence[str], entries: int
) -> None:
    """Write the one-word names; in the documents each name is a sentence.

    Args:
        folder: the generation, with its documents.
        tokens: the words of all entries.
        numbers: the numbers of stems.
        stems: the stem of each word form.
        entries: the number of entries.
    """
    named = tokens.named.nonzero()[0]
    owners, sentence = tokens.owners[named], read_array(folder, "documents.sentences")[named]
    begins = np.ones(len(named) + 1, dtype=bool)
    begins[1:-1] = (sentence[1:] != sentence[:-1]) | (owners[1:] != owners[:-1])
    alone = (begins[:-1] & begins[1:]).nonzero()[0]
    words = tokens.numbers[named[alone]]
    RaggedArray.write_flat(folder, _FILE, np.bincount(owners[alone], minlength=entries), words)
    write_array(folder, f"{_FILE}.stems", [numbers[stems[word]] for word in words.tolist()], np.int32)


class OneWordNames:
    """The one-word names of a generation's entries."""

    def __init__(self, folder: Path) -> None:
        self._words = RaggedArray(folder, _FILE)
        self._stems = read_array(folder, f"{_FILE}.stems")

    def of(self, ordinals: Sequence[int]) -> NameWords:
        """Return the one-word names of these entries."""
        places, counts = self._words.places(ordinals)
        owners = np.repeat(np.arange(len(counts)), counts)
        return NameWords(owners, self._stems[places], self._words.values[places].view(np.uint32))

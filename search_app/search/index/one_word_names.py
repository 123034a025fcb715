"""The names of one word of each entry, as numbers of stems and of words: the reranker compares them with queries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.search.index.document_writer import TokenTable
from search_app.search.storage.arrays import read_array, write_array
from search_app.search.storage.lists import RaggedArray

Numbers = npt.NDArray[np.int64]


class NameWords(NamedTuple):
    """Names of one word of several entries: the place of each one's entry among these, its stem and its word."""

    owners: Numbers
    stems: Numbers
    words: npt.NDArray[np.uint32]


def write_one_word_names(
    folder: Path, tokens: TokenTable, sentences: npt.NDArray[Any], stem_numbers: npt.NDArray[Any], entries: int
) -> None:
    """Write the names of one word.

    Args:
        folder: the generation.
        tokens: the tokens of all entries.
        sentences: of each token the number of its sentence in its entry; each name is one.
        stem_numbers: of each word the number of its stem.
        entries: how many there are.
    """
    named = tokens.named.nonzero()[0]
    owners, sentence = tokens.owners[named], sentences[named]
    begins = np.ones(len(named) + 1, dtype=bool)
    begins[1:-1] = (sentence[1:] != sentence[:-1]) | (owners[1:] != owners[:-1])
    alone = (begins[:-1] & begins[1:]).nonzero()[0]
    words = tokens.numbers[named[alone]]
    counts = np.bincount(owners[alone], minlength=entries)
    RaggedArray.write_flat(folder, "one_word_names", counts, words)
    write_array(folder, "one_word_names.stems", stem_numbers[words], np.int32)


class OneWordNames:
    """The names of one word of a generation's entries."""

    def __init__(self, folder: Path) -> None:
        self._words = RaggedArray(folder, "one_word_names")
        self._stems = read_array(folder, "one_word_names.stems")

    def of(self, ordinals: Sequence[int]) -> NameWords:
        """Return the names of one word of these entries."""
        places, counts = self._words.places(ordinals)
        owners = np.repeat(np.arange(len(counts)), counts)
        return NameWords(owners, self._stems[places], self._words.values[places].view(np.uint32))

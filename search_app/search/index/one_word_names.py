"""The one-word names of each entry, as numbers of stems and of words: the reranker compares them with queries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.search.index.document_writer import TokenTable
from search_app.search.storage.arrays import read_array
from search_app.search.storage.lists import RaggedArray

# Not `names...`: such files depend on names alone and are linked from the generation before.
_FILE = "one_word_names"

Numbers = npt.NDArray[np.int64]


class NameWords(NamedTuple):
    """One-word names of several entries: the place of each one's entry among these, its stem and its word form."""

    owners: Numbers
    stems: Numbers
    words: npt.NDArray[np.uint32]


def write_one_word_names(folder: Path, tokens: TokenTable, sentences: npt.NDArray[Any], entries: int) -> None:
    """Write the one-word names.

    Args:
        folder: the generation.
        tokens: the tokens of all entries.
        sentences: the number of each token's sentence in its entry; each name is a sentence.
        entries: the number of entries.
    """
    named = tokens.named.nonzero()[0]
    owners, sentence = tokens.owners[named], sentences[named]
    begins = np.ones(len(named) + 1, dtype=bool)
    begins[1:-1] = (sentence[1:] != sentence[:-1]) | (owners[1:] != owners[:-1])
    alone = (begins[:-1] & begins[1:]).nonzero()[0]
    words = tokens.numbers[named[alone]]
    counts = np.bincount(owners[alone], minlength=entries)
    RaggedArray.write_flat(folder, _FILE, counts, words)


class OneWordNames:
    """The one-word names of a generation's entries."""

    def __init__(self, folder: Path) -> None:
        self._words = RaggedArray(folder, _FILE)
        self._stem_of = read_array(folder, "lexicon.entry")  # of each word

    def __len__(self) -> int:
        return len(self._words.values)

    def counts(self, ordinals: Sequence[int]) -> Numbers:
        """Return how many one-word names each of these entries has."""
        return self._words.places(ordinals)[1]

    def of(self, ordinals: Sequence[int]) -> NameWords:
        """Return the one-word names of these entries."""
        places, counts = self._words.places(ordinals)
        owners = np.repeat(np.arange(len(counts)), counts)
        words = self._words.values[places]
        return NameWords(owners, self._stem_of.take(words), words.view(np.uint32))

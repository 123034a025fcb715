"""What a query speaks of: the categories that its words are at home in.

A word that stands in entries of one category more often than in others speaks for that category: `attorney` for law,
`one who` for persons, `the act of` for acts. The evidence of a word is the logarithm of how many times likelier it
makes a category; that of several words is the sum, as if they came independently (naive Bayes; Maron, "Automatic
indexing", 1961). A word of few entries tells little: they are mixed with `PRIOR` others that hold it by chance
(Dirichlet smoothing; Zhai and Lafferty, 2004).
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.index.document_writer import TokenTable
from search_app.search.storage.arrays import distinct, read_array, write_array
from search_app.search.storage.lists import RaggedArray

PRIOR = 200  # entries by chance

LogLikelihoods = npt.NDArray[np.float64]


def write_category_model(folder: Path, forms: TokenTable, primary: npt.ArrayLike, categories: int) -> None:
    """Write how many entries of each category hold each word.

    Args:
        folder: the generation.
        forms: the words of all entries.
        primary: for each entry the number of its first category.
        categories: how many there are, with one for entries that have none.
    """
    homes = np.asarray(primary, dtype=np.int64)
    held = distinct(forms.owners * len(forms.words) + forms.numbers)  # each word once an entry
    owners, numbers = np.divmod(held, max(len(forms.words), 1))
    pairs, counts = np.unique(np.sort(numbers * categories + homes[owners]), return_counts=True)
    of_each_word = np.bincount(pairs // categories, minlength=len(forms.words))
    RaggedArray.write_flat(folder, "topics", of_each_word, pairs % categories)
    write_array(folder, "topics.counts", counts, np.int32)
    sizes = np.bincount(homes[owners], minlength=categories)
    write_array(folder, "topics.shares", np.maximum(sizes, 1) / max(len(owners), 1), np.float64)


class CategoryModel:
    """The words of a generation and the categories they are at home in."""

    def __init__(self, folder: Path) -> None:
        self._categories = RaggedArray(folder, "topics")
        self._counts = read_array(folder, "topics.counts")
        self._shares = read_array(folder, "topics.shares")

    def log_likelihood(self, words: Collection[int]) -> LogLikelihoods:
        """Return for each category what these words, by their numbers in the lexicon, tell for it."""
        places = [self._categories.place(word) for word in words]
        times = np.zeros((len(places), len(self._shares)))
        for row, place in enumerate(places):
            times[row, self._categories.values[place]] = self._counts[place]
        expected = times.sum(axis=1, keepdims=True) + PRIOR
        return np.asarray(np.log((times / self._shares + PRIOR) / expected).sum(axis=0))

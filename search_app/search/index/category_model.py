"""A naive Bayes model of categories: which categories the words of a query are typical of.

`attorney` is typical of law, `one who` of persons, `the act of` of acts. The evidence of a word for a category is the
logarithm of the ratio between its frequency there and its frequency overall; words count as independent, so their
evidence adds up (Maron, "Automatic indexing", 1961). Counts of rare words are smoothed with `PRIOR` entries that
contain the word by chance (Dirichlet smoothing; Zhai and Lafferty, 2004).
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.index.document_writer import TokenTable
from search_app.search.storage.arrays import distinct, read_array, write_array, write_narrow
from search_app.search.storage.lists import RaggedArray

PRIOR = 200  # entries added by smoothing

LogLikelihoods = npt.NDArray[np.float64]


def write_category_model(folder: Path, forms: TokenTable, primary: npt.ArrayLike, categories: int) -> None:
    """Write for each word how many entries of each category contain it.

    Args:
        folder: the generation.
        forms: the words of all entries.
        primary: the number of each entry's first category.
        categories: the number of categories, including one for entries that have none.
    """
    category_of = np.asarray(primary, dtype=np.int64)
    occurrences = distinct(forms.owners * len(forms.words) + forms.numbers)  # each word once an entry
    owners, numbers = np.divmod(occurrences, max(len(forms.words), 1))
    pairs, counts = np.unique(np.sort(numbers * categories + category_of[owners]), return_counts=True)
    of_each_word = np.bincount(pairs // categories, minlength=len(forms.words))
    kind = np.min_scalar_type(categories)
    RaggedArray.write_flat(folder, "category_model", of_each_word, pairs % categories, kind)
    write_narrow(folder, "category_model.counts", counts)
    sizes = np.bincount(category_of[owners], minlength=categories)
    write_array(folder, "category_model.priors", np.maximum(sizes, 1) / max(len(owners), 1), np.float64)


class CategoryModel:
    """The category model of a generation."""

    def __init__(self, folder: Path) -> None:
        self._categories = RaggedArray(folder, "category_model")
        self._counts = read_array(folder, "category_model.counts")
        self._priors = read_array(folder, "category_model.priors")

    def log_likelihood(self, words: Collection[int]) -> LogLikelihoods:
        """Return for each category the evidence of these words, given by their numbers in the lexicon."""
        places = [self._categories.place(word) for word in words]
        times = np.zeros((len(places), len(self._priors)))
        for row, place in enumerate(places):
            times[row, self._categories.values[place]] = self._counts[place]
        expected = times.sum(axis=1, keepdims=True) + PRIOR
        return np.asarray(np.log((times / self._priors + PRIOR) / expected).sum(axis=0))

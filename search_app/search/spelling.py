"""Spelling help: the word of the glossary a mistyped one most likely means.

Distance is optimal string alignment (Damerau 1964, Levenshtein 1966): a swap of neighbours is one error.
How many errors are forgiven grows with the length of the word, as Meilisearch and Typesense do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search_app.glossary.render import Entry
from search_app.search.analysis import stem, words

ONE_ERROR_FROM, TWO_ERRORS_FROM = 4, 8  # letters
_PLURALS = ("s", "es")
NAME_WEIGHT = 10  # a word of a name or alias counts as often as one that stands in ten texts


def lexicon_of(entries: Iterable[Entry]) -> dict[str, int]:
    """Return every folded word of the glossary with its weight as a correction."""
    weight: Counter[str] = Counter()
    for entry in entries:
        names = {word.surface for text in (entry.name, *entry.aliases) for word in words(text)}
        texts = (*entry.asked_as, *(passage.text for passage in entry.passages))
        weight.update(dict.fromkeys(names, NAME_WEIGHT))
        weight.update({word.surface for text in texts for word in words(text)})
    return dict(weight)


def forgiven(word: str) -> int:
    """Return how many errors `word` may hold: none in short words, in numbers and in codes."""
    if not word.isalpha() or len(word) < ONE_ERROR_FROM:
        return 0
    return 1 if len(word) < TWO_ERRORS_FROM else 2


class Speller:
    """Corrects single folded words against a lexicon."""

    def __init__(self, lexicon: Mapping[str, int]) -> None:
        self._weight = lexicon
        self._stems = {stem(word) for word in lexicon}
        self._words = [word for word in lexicon if word.isalpha() and len(word) >= ONE_ERROR_FROM - 1]

    def knows(self, word: str) -> bool:
        """Say whether the glossary uses `word`, or has it without its plural ending."""
        singulars = (word.removesuffix(ending) for ending in _PLURALS)
        return word in self._weight or any(singular in self._weight for singular in singulars)

    def beginning(self, prefix: str) -> Iterator[str]:
        """Yield the words that begin with a folded `prefix`."""
        return (word for word in self._weight if word.startswith(prefix))

    def correct(self, word: str) -> str | None:
        """Return the likeliest other word, or None; a wrong first letter counts as two errors."""
        most = forgiven(word)
        if not most:
            return None
        found = extract(word, self._words, scorer=OSA.distance, score_cutoff=most, limit=None)
        # A word whose stem is in the index means something already: only its own spelling is mended then.
        own_stem = stem(word) if stem(word) in self._stems else None
        ranked = sorted(
            (errors + (candidate[0] != word[0]), -self._weight[candidate], candidate)
            for candidate, errors, _ in found
            if candidate != word and own_stem in (None, stem(candidate))
        )
        return ranked[0][2] if ranked and ranked[0][0] <= most else None

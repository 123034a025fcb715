"""Words of a query replaced by others: what is tried, the little changed first, and the keys it has as a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from operator import itemgetter

from search_app.glossary.naming import joined, name_key
from search_app.language.tokens import Word
from search_app.search.index.names import stem_key
from search_app.search.index.spelling import Candidate
from search_app.search.query.analysis import AnalyzedQuery

CANDIDATES = 6  # words considered for each of several misspelled ones
CANDIDATES_OF_ONE = 24  # words considered for the only misspelled one
COMBINATIONS = 64  # of such words tried as a name


def combinations(
    doubtful: Sequence[Word], likely: Sequence[Sequence[Candidate]]
) -> Iterator[tuple[dict[int, str], tuple[int, float]]]:
    """Yield words to put in place of doubtful ones, by position, and how much they change: little first."""
    most = CANDIDATES if len(likely) > 1 else CANDIDATES_OF_ONE
    choices = [[None, *candidates[:most]] for candidates in likely]
    changed = [(_changes(combination), combination) for combination in islice(product(*choices), 1, COMBINATIONS)]
    for changes, combination in sorted(changed, key=itemgetter(0)):
        yield {word.position: new.text for word, new in zip(doubtful, combination, strict=True) if new}, changes


def _changes(combination: Iterable[Candidate | None]) -> tuple[int, float]:
    """Return the number of words that a combination changes, and the cost of the changes."""
    costs = [new.cost for new in combination if new]
    return len(costs), sum(costs)


def is_plain(query: AnalyzedQuery, likely: Sequence[Sequence[Candidate]]) -> bool:
    """Return whether the query, whichever of the likely words are in it, has the words that are seen in its text.

    They are words of plain letters and digits with spaces between them, and none is a number behind another.
    """
    written = [word.surface for word in query.words]
    every = {*written, *[each.text for candidates in likely for each in candidates]}
    together = "".join(every)
    return (
        together.isascii()
        and together.isalnum()
        and "".join(written) == query.text.replace(" ", "").lower()
        and every.isdisjoint(query.language.numerals.values)
    )


def keys_of_words(query: AnalyzedQuery, new: dict[int, str]) -> tuple[str, str]:
    """Return the joined key and the stem key of a plain query with the words at these positions replaced."""
    words = [new.get(word.position, word.surface) for word in query.words]
    return "".join(words), "".join(map(query.language.stem, words))


def keys_of_text(query: AnalyzedQuery, new: dict[int, str]) -> tuple[str, str]:
    """Return the joined key and the stem key of any query with the words at these positions replaced."""
    text = replaced(query, new)
    return joined(name_key(text)), stem_key(text, query.language)


def replaced(query: AnalyzedQuery, new: dict[int, str]) -> str:
    """Return the text of the query with the words at these positions replaced."""
    text = query.text
    for word in sorted(query.words, key=lambda word: -word.start):
        if word.position in new:
            text = text[: word.start] + new[word.position] + text[word.end :]
    return text

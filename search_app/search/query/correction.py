"""A mistyped query -> the query that was meant.

Each misspelled word is replaced by the likeliest word of the glossary; among several likely ones, those win that
make the query a name. Where no word explains it, the name that looks most like the whole query does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, product

from search_app.language.tokens import Word
from search_app.search.index.lexicon import Lexicon
from search_app.search.index.names import NameIndex
from search_app.search.index.spelling import Speller, forgiven
from search_app.search.query.plain import PlainQuery, parse_plain
from search_app.search.query.synonyms import SynonymExpander

CANDIDATES = 6  # words considered for each misspelled one
COMBINATIONS = 64  # of such words tried as a name
ALIKE = 0.72  # likeness from which a whole name explains a query
FAINTLY_ALIKE = 0.45  # likeness from which a name is offered when nothing was found
WORDS = 8  # of a query that are corrected; more are a text, not a slip


class QueryCorrector:
    """Mends queries with the names and words of a generation."""

    def __init__(self, names: NameIndex, lexicon: Lexicon, speller: Speller, synonyms: SynonymExpander) -> None:
        self._names = names
        self._lexicon = lexicon
        self._speller = speller
        self._synonyms = synonyms

    def correct_unknown_words(self, query: PlainQuery) -> PlainQuery | None:
        """Return the query with the words that the glossary does not know corrected; None if it stands as it is."""
        unknown = [
            word for word in query.content if not (self._lexicon.knows(word.surface) or self._synonyms.knows(word))
        ]
        return self._mend(query, unknown) if unknown and not self._is_name(query) else None

    def correct_as_name(self, query: PlainQuery) -> PlainQuery | None:
        """Return the query as a name it may have been meant for, though the glossary knows all of its words."""
        if len(query.words) > WORDS or self._is_name(query) or self._names.lookup_stemmed(query.content_text):
            return None
        likely = [self._corrections(query, word, 1) for word in query.content]
        return self._as_name(query, query.content, likely) or self._whole(query)

    def nearest(self, text: str, limit: int) -> list[int]:
        """Return the ordinals of the entries whose names look most like `text`."""
        found = self._names.similar.nearest(text, FAINTLY_ALIKE, 3 * limit)
        ordinals = dict.fromkeys(ordinal for number, _ in found for ordinal in self._names.entries_of_key(number))
        return list(ordinals)[:limit]

    def _is_name(self, query: PlainQuery) -> bool:
        return any(self._names.lookup(text) for text in {query.text, query.content_text})

    def _mend(self, query: PlainQuery, unknown: list[Word]) -> PlainQuery | None:
        likely: list[list[str]] = []
        most = max(1, *[forgiven(word.surface + "x") for word in unknown[:WORDS]])  # one letter may be forgotten
        for errors in range(1 if len(query.words) <= WORDS else most, most + 1):
            likely = [self._corrections(query, word, errors) for word in unknown[:WORDS]]
            if named := self._as_name(query, unknown, likely):
                return named
        if self._names.by_initials(query.text) or self._names.by_prefix(query.text, 1):
            return None  # initials, or a name that is not typed to its end
        if named := self._whole(query):
            return named
        mended = {}
        for word, others in zip(unknown, likely, strict=False):  # there are as many as are corrected
            if found := others or self._halves(word.surface):
                mended[word.position] = found[0]
        return parse_plain(_replaced(query, mended)) if mended else None

    def _as_name(
        self, query: PlainQuery, doubtful: Sequence[Word], likely: Sequence[Sequence[str]]
    ) -> PlainQuery | None:
        """Return the query with doubtful words replaced, each by one that is likely, such that it is a name."""
        if len(query.words) > WORDS:
            return None
        choices = [[word.surface, *others] for word, others in zip(doubtful, likely, strict=True)]
        combinations = islice(product(*choices), 1, COMBINATIONS)
        for combination in sorted(combinations, key=_changes(doubtful)):
            text = _replaced(query, {word.position: new for word, new in zip(doubtful, combination, strict=True)})
            if self._names.lookup(text) or self._names.lookup_stemmed(text):
                return parse_plain(text)
        return None

    def _whole(self, query: PlainQuery) -> PlainQuery | None:
        """Return the name that looks most like the whole query."""
        if len(query.words) > WORDS or not any(forgiven(word.surface) for word in query.content):
            return None
        found = self._names.similar.nearest(query.text, ALIKE, 1)
        return parse_plain(self._names.key(found[0][0])) if found else None

    def _corrections(self, query: PlainQuery, word: Word, errors: int) -> list[str]:
        written = query.text[word.start : word.end]
        if written.isupper() and len(written) <= 5:  # an acronym
            return []
        return self._speller.corrections(word.surface, CANDIDATES, errors)

    def _halves(self, word: str) -> list[str]:
        """Return `word` as two words that the glossary knows: `healthplan` as `health plan`."""
        for at in range(len(word) - 4, 3, -1):
            if self._lexicon.knows(word[:at]) and self._lexicon.knows(word[at:]):
                return [f"{word[:at]} {word[at:]}"]
        return []


def _changes(doubtful: Sequence[Word]) -> Callable[[tuple[str, ...]], int]:
    """Return what counts the words that a combination changes."""
    return lambda combination: sum(new != word.surface for word, new in zip(doubtful, combination, strict=True))


def _replaced(query: PlainQuery, new: dict[int, str]) -> str:
    """Return the text of the query with the words at these positions replaced."""
    text = query.text
    for word in sorted(query.words, key=lambda word: -word.start):
        if word.position in new and new[word.position] != word.surface:
            text = text[: word.start] + new[word.position] + text[word.end :]
    return text

"""Query correction: from a mistyped query to the one that was meant.

Each misspelled word is replaced by the likeliest word of the glossary; among several likely ones, those win that
make the query a name. If no word explains the query, the name most similar to all of it does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, product

from search_app.language.english import ENGLISH
from search_app.language.tokens import Word
from search_app.search.index.spelling import forgiven
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import parse_plain
from search_app.search.query.synonyms import SynonymExpander

CANDIDATES = 6  # words considered for each misspelled one
COMBINATIONS = 64  # of such words tried as a name
SIMILAR = 0.72  # similarity from which a whole name explains a query
FAINTLY_SIMILAR = 0.45  # similarity from which a name is offered when nothing was found
WORDS = 8  # of a query that are corrected; more are a text, not a slip


class QueryCorrector:
    """Corrects queries with the names and words of a generation."""

    def __init__(self, vocabulary: Vocabulary, synonyms: SynonymExpander) -> None:
        self._vocabulary = vocabulary
        self._names = vocabulary.names
        self._lexicon = vocabulary.lexicon
        self._speller = vocabulary.speller
        self._synonyms = synonyms

    def correct_unknown_words(self, query: AnalyzedQuery) -> AnalyzedQuery | None:
        """Return the query with the words that the glossary lacks corrected; None if nothing is to be corrected."""
        led = {word.position for each in query.all_lead_ins for word in each.words}
        unknown = [word for word in query.content if not (self._knows(word) or word.position in led)]
        return self._correct(query, unknown) if unknown and not query.is_name else None

    def _knows(self, word: Word) -> bool:
        if word.surface in ENGLISH.asking_words or word.surface in ENGLISH.comparing_words:
            return True
        return self._lexicon.knows(word.surface) or self._synonyms.knows(word) or word.stem.isdigit()

    def correct_as_name(self, query: AnalyzedQuery) -> AnalyzedQuery | None:
        """Return the query as a name it may have been meant for, though the glossary has all of its words."""
        if len(query.words) > WORDS or query.is_name or self._names.by_stem_key(query.spellings[-1].stem_key):
            return None
        likely = [self._corrections(query, word, 1) for word in query.content]
        return self._as_name(query, query.content, likely) or self._as_similar_name(query)

    def nearest(self, text: str, limit: int) -> list[int]:
        """Return the ordinals of the entries with names most similar to `text`."""
        found = self._names.similar.nearest(text, FAINTLY_SIMILAR, 3 * limit)
        ordinals = dict.fromkeys(ordinal for number, _ in found for ordinal in self._names.entries_of_key(number))
        return list(ordinals)[:limit]

    def _correct(self, query: AnalyzedQuery, unknown: list[Word]) -> AnalyzedQuery | None:
        likely: list[list[str]] = []
        most = max(1, *[forgiven(word.surface + "x") for word in unknown[:WORDS]])  # one letter may be forgotten
        for errors in range(1 if len(query.words) <= WORDS else most, most + 1):
            likely = [self._corrections(query, word, errors) for word in unknown[:WORDS]]
            if named := self._as_name(query, unknown, likely):
                return named
        if self._names.by_initials(query.text) or self._names.by_prefix(query.text, 1):
            return None  # initials, or a name that is not typed to its end
        return self._as_similar_name(query) or self._word_by_word(query, unknown, likely)

    def _word_by_word(
        self, query: AnalyzedQuery, unknown: Sequence[Word], likely: Sequence[Sequence[str]]
    ) -> AnalyzedQuery | None:
        """Return the query with each unknown word replaced by the likeliest one."""
        corrected = {}
        for word, others in zip(unknown, likely, strict=False):  # `likely` has those that are corrected
            if found := others or self._halves(word.surface):
                corrected[word.position] = found[0]
        return self._analyzed(_replaced(query, corrected)) if corrected else None

    def _as_name(
        self, query: AnalyzedQuery, doubtful: Sequence[Word], likely: Sequence[Sequence[str]]
    ) -> AnalyzedQuery | None:
        """Return the query with doubtful words replaced, each by a likely one, such that it is a name."""
        if len(query.words) > WORDS:
            return None
        choices = [[word.surface, *others] for word, others in zip(doubtful, likely, strict=True)]
        combinations = islice(product(*choices), 1, COMBINATIONS)
        for combination in sorted(combinations, key=_changes(doubtful)):
            text = _replaced(query, {word.position: new for word, new in zip(doubtful, combination, strict=True)})
            if self._names.lookup(text) or self._names.lookup_stemmed(text):
                return self._analyzed(text)
        return None

    def _as_similar_name(self, query: AnalyzedQuery) -> AnalyzedQuery | None:
        """Return the name most similar to the whole query."""
        if len(query.words) > WORDS or not any(forgiven(word.surface) for word in query.content):
            return None
        found = self._names.similar.nearest(query.text, SIMILAR, 1)
        return self._analyzed(self._names.key(found[0][0])) if found else None

    def _analyzed(self, text: str) -> AnalyzedQuery:
        return AnalyzedQuery(parse_plain(text), self._vocabulary)

    def _corrections(self, query: AnalyzedQuery, word: Word, errors: int) -> list[str]:
        written = query.text[word.start : word.end]
        if written.isupper() and len(written) <= 5:  # an acronym
            return []
        return self._speller.corrections(word.surface, CANDIDATES, errors)

    def _halves(self, word: str) -> list[str]:
        """Return `word` as two words that the glossary has: `healthplan` as `health plan`."""
        for at in range(len(word) - 4, 3, -1):
            if self._lexicon.knows(word[:at]) and self._lexicon.knows(word[at:]):
                return [f"{word[:at]} {word[at:]}"]
        return []


def _changes(doubtful: Sequence[Word]) -> Callable[[tuple[str, ...]], int]:
    """Return a function that counts the words a combination changes."""
    return lambda combination: sum(new != word.surface for word, new in zip(doubtful, combination, strict=True))


def _replaced(query: AnalyzedQuery, new: dict[int, str]) -> str:
    """Return the text of the query with the words at these positions replaced."""
    text = query.text
    for word in sorted(query.words, key=lambda word: -word.start):
        if word.position in new and new[word.position] != word.surface:
            text = text[: word.start] + new[word.position] + text[word.end :]
    return text

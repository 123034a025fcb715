"""Query correction: from a mistyped query to the one that was meant.

Each misspelled word is replaced by the likeliest word of the glossary; among several likely ones, those win that
make the query a name. If no word explains the query, a name similar to all of it may. A word that the glossary contains
and a common word of the language are no misspellings: they are only replaced by words that sound alike, and only if
that makes the query a name; a word that is a name itself is never replaced. One word may be a slip, too, if all others
are in names: `identify theft` is Identity Theft; if the word is short, the name is only offered (`food insurance`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from rapidfuzz.distance import OSA

from search_app.glossary.naming import name_key
from search_app.language.language import Language
from search_app.language.tokens import Word
from search_app.search.index.spelling import SHORT, Candidate, forgiven
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import parse_plain
from search_app.search.query.replacement import (
    CANDIDATES,
    CANDIDATES_OF_ONE,
    combinations,
    is_plain,
    keys_of_text,
    keys_of_words,
    replaced,
)
from search_app.search.query.synonyms import SynonymExpander
from search_app.search.query.unfinished_names import begun, begun_by_sound, continued

SIMILAR = 0.72  # similarity from which a whole name explains a query
SIMILAR_NAMES = 5  # names tried as the one that explains the query
FAINTLY_SIMILAR = 0.45  # similarity from which a name is offered when nothing was found
KEPT_FROM = 2  # content words of a long name that, written as they are, make one with half of its letters wrong likely
WORDS = 8  # of a query that are corrected; more are a text, not a slip
ERRORS = 2  # highest cost of a correction
LONG = 6  # letters of a well-written word that is taken for a slip, if a name comes of another letter
SLIPS = 2  # entries that contain a rare word that may be a slip itself
OTHER_FORM = 0.1  # cost by which another form of a name is less likely meant than a name itself
ABOUT_EQUAL = 0.03  # difference of the costs of two candidates that are about as likely

# Returns the folded words of a query that are words of another language, and are no misspellings for that reason.
Foreign = Callable[[Sequence[Word]], Collection[str]]


class CorrectedQuery(NamedTuple):
    """A correction; it is not certain if another one is about as likely."""

    query: AnalyzedQuery
    is_certain: bool = True


class QueryCorrector:
    """Corrects queries with the names and words of a generation."""

    def __init__(
        self, vocabulary: Vocabulary, synonyms: SynonymExpander, foreign: Foreign = lambda _: frozenset()
    ) -> None:
        """Correct queries by `vocabulary`, but for words of other languages, which `foreign` returns."""
        self._vocabulary = vocabulary
        self._language = vocabulary.language
        self._names = vocabulary.names
        self._lexicon = vocabulary.lexicon
        self._speller = vocabulary.speller
        self._synonyms = synonyms
        self._foreign = foreign
        self._asking = self._language.asking_words | self._language.comparing_words

    def correct_unknown_words(self, query: AnalyzedQuery) -> CorrectedQuery | None:
        """Return the query with the words that the glossary lacks corrected; None if nothing is to be corrected."""
        if query.is_name:
            return None
        led = {word.position for each in query.all_lead_ins for word in each.words}
        unknown = [word for word in query.content if not (self._knows(word) or word.position in led)]
        if not unknown:
            return None
        foreign = self._foreign(query.words)
        unknown = [word for word in unknown if word.surface not in foreign]
        return self._correct(query, unknown) if unknown else None

    def correct_as_name(self, query: AnalyzedQuery, *, is_found: bool = False) -> CorrectedQuery | None:
        """Return the query as a name, though its words are no misspellings: they sound like it, or one is a slip.

        None if several words are in no name: they would all have to be wrong. If an entry is found by a name inside the
        query, or contains all words (`is_found`), no common word in a name is taken for one that sounds alike.
        """
        if len(query.words) > WORDS or query.is_name or self._names.has_stem_key(query.spellings[-1].stem_key):
            return None
        strange = [word for word in query.content if not self._lexicon.is_in_names(word.surface)]
        if len(strange) > 1:
            return None
        foreign = self._foreign(query.words)
        named = {word for each in query.inside.names for word in query.words[each.start : each.stop]}
        right = {word for word in named if not self._is_slip(word)}
        doubtful = [word for word in query.content if not (word in right or word.surface in foreign)]
        doubtful = [word for word in doubtful if not self._is_name(word)]
        alike = [word for word in doubtful if not is_found or word in strange or self._is_misspelled(word)]
        found = self._as_name(query, alike, [self._readings(query, word) for word in alike])
        if found or query.in_dictionary or len(query.content) < 2:
            return found
        return self._without_slip(query, [word for word in doubtful if word in (strange or doubtful)])

    def _without_slip(self, query: AnalyzedQuery, doubtful: Sequence[Word]) -> CorrectedQuery | None:
        """Return the query as a name in which a well-written word has another letter; not certain if it is short."""
        for is_certain in (True, False):
            slips = [word for word in doubtful if (len(word.surface) >= LONG) == is_certain]
            meant = [self._candidates(query, word, 1, keep_stem=False) for word in slips]
            if named := self._as_name(query, slips, meant):
                return named._replace(is_certain=is_certain)
        return None

    def has_slip(self, query: AnalyzedQuery) -> bool:
        """Return whether a word of a query may be a slip: `lits` in `linked lits`."""
        return any(self._is_slip(word) and not self._names.has_word(word.surface, "") for word in query.content)

    def _is_name(self, word: Word) -> bool:
        """Return whether a word is a name, in this or another form; the stem of a slip says nothing."""
        if self._names.has_word(word.surface, ""):
            return True
        return self._names.has_stem_key(word.stem) and not self._is_slip(word)

    def _readings(self, query: AnalyzedQuery, word: Word) -> list[Candidate]:
        """Return what a word of the glossary may be meant for: its singular, words that sound alike, any for a slip."""
        singular = self._language.plurals.singular(word.surface)
        readings = [Candidate(0, singular, sounds_alike=True)] if singular != word.surface else []
        if self._is_slip(word):
            return readings + self._candidates(query, word, ERRORS, keep_stem=False)
        return readings + self._like_sounding(query, word, ERRORS)

    def _knows(self, word: Word) -> bool:
        """Return whether the glossary contains a word or a synonym of it, or it is a number or a word of asking."""
        if word.surface in self._asking or word.stem.isdigit():
            return True
        return self._lexicon.knows(word.surface) or self._synonyms.knows(word)

    def _is_slip(self, word: Word) -> bool:
        """Return whether a word of the glossary is so rare there and in the language that it may be a slip itself."""
        number = self._lexicon.find(word.surface)
        return (number < 0 or self._lexicon.frequency(number) <= SLIPS) and self._is_misspelled(word)

    def _is_misspelled(self, word: Word) -> bool:
        """Return whether a word that the glossary lacks is no common word of the language either."""
        return word.surface not in self._vocabulary.common_words

    def nearest(self, text: str, limit: int) -> list[int]:
        """Return the ordinals of the entries with names most similar to `text`."""
        found = self._names.similar.nearest(text, FAINTLY_SIMILAR, 3 * limit)
        ordinals = dict.fromkeys(ordinal for number, _ in found for ordinal in self._names.entries_of_key(number))
        return list(ordinals)[:limit]

    def _correct(self, query: AnalyzedQuery, unknown: list[Word]) -> CorrectedQuery | None:
        likely: list[list[Candidate]] = []
        misspelled = [word for word in unknown if self._is_misspelled(word)]
        for errors in range(1 if len(query.words) <= WORDS else ERRORS, ERRORS + 1):
            likely = [
                self._candidates(query, word, errors)
                if word in misspelled
                else self._like_sounding(query, word, errors)
                for word in unknown[:WORDS]
            ]
            if named := self._as_name(query, unknown, likely):
                return named
        if self._names.by_initials(query.text) or self._begins_name(query):
            return None
        if begun_name := self._as_begun_name(query, unknown, likely):
            return begun_name
        if joined := self._as_joined_name(query, unknown):
            return joined
        if similar := self._as_similar_name(query, misspelled):
            return similar
        found = self._word_by_word(query, unknown, likely)
        named = self.correct_as_name(found.query) if found and len(query.content) > 1 else None
        return named if named and named.is_certain else found  # a word was misspelled, another written as a third

    def _as_begun_name(
        self, query: AnalyzedQuery, unknown: Sequence[Word], likely: Sequence[Sequence[Candidate]]
    ) -> CorrectedQuery | None:
        """Return the query with misspelled words corrected such that a name goes on in its last word: `helth savi`."""
        doubtful = [each for each in zip(unknown, likely, strict=False) if each[0] != query.words[-1] and each[1]]
        if not doubtful or query.in_dictionary or len(query.words) > WORDS:
            return None
        for new, _ in combinations(*zip(*doubtful, strict=True)):
            words = [new.get(word.position, word.surface) for word in query.words]
            if continued(words, self._names, 1):
                return CorrectedQuery(self._analyzed(replaced(query, new)))
        return None

    def _begins_name(self, query: AnalyzedQuery) -> bool:
        """Return whether the query is a name not typed to its end, or not typed to the end of its words."""
        if self._names.by_prefix(query.text, 1):
            return True
        words = [word.surface for word in query.words]
        return len(words) > 1 and (bool(begun(words, self._names, 1)) or self._lacks_stop_words(words))

    def _lacks_stop_words(self, words: Sequence[str]) -> bool:
        """Return whether words sound like all of a name but its stop words: `terms servis`."""
        sound, stop_words = self._language.sound, self._language.stop_words
        sounds = [sound(word) for word in words]
        for name in begun_by_sound(words, self._names, 1):
            written = name_key(name.text).split(" ")
            content = [word for word in written if word not in stop_words]
            if content != written and [sound(word) for word in content] == sounds:
                return True
        return False

    def _word_by_word(
        self, query: AnalyzedQuery, unknown: Sequence[Word], likely: Sequence[Sequence[Candidate]]
    ) -> CorrectedQuery | None:
        """Return the query with each misspelled word replaced by the likeliest one; certain if one of them is."""
        corrected, is_certain = {}, False
        for word, every in zip(unknown, likely, strict=False):  # `likely` has those that are corrected
            candidates = [each for each in every if not _is_inflection(word, each.text, self._language)]
            if candidates and self._is_misspelled(word):
                corrected[word.position] = candidates[0].text
                is_certain = is_certain or _is_clear(candidates, self._language)
            elif halves := self._halves(word.surface):
                corrected[word.position] = halves
                is_certain = True
        return CorrectedQuery(self._analyzed(replaced(query, corrected)), is_certain) if corrected else None

    def _as_name(
        self, query: AnalyzedQuery, doubtful: Sequence[Word], likely: Sequence[Sequence[Candidate]]
    ) -> CorrectedQuery | None:
        """Return the query with doubtful words replaced, each by a likely one, such that it is a name."""
        if len(query.words) > WORDS or not any(likely):
            return None
        keys = keys_of_words if is_plain(query, likely) else keys_of_text
        stemmed = None
        for new, (_, cost) in combinations(doubtful, likely):
            if stemmed and cost > stemmed[1] + OTHER_FORM:
                break
            key, stems = keys(query, new)
            if self._names.has_key(key):
                return CorrectedQuery(self._analyzed(replaced(query, new)))
            if not stemmed and self._names.has_stem_key(stems):
                stemmed = replaced(query, new), cost
        return CorrectedQuery(self._analyzed(stemmed[0])) if stemmed else None

    def _as_similar_name(self, query: AnalyzedQuery, misspelled: Sequence[Word]) -> CorrectedQuery | None:
        """Return a name similar to the whole query that contains all of its words but the misspelled ones."""
        if not misspelled or len(query.words) > WORDS or not any(forgiven(word.surface) for word in query.content):
            return None
        doubtful = {word.position for word in misspelled}
        kept = [word for word in query.content if word.position not in doubtful]
        written = "".join([word.surface for word in misspelled])
        for number, _ in self._names.similar.nearest(query.text, SIMILAR, SIMILAR_NAMES if kept else 1):
            name = self._names.key(number)
            others = _without(parse_plain(name, self._language).content, kept)
            as_many, whole = len(others or ()) == len(misspelled), len(kept) >= KEPT_FROM
            if others and self._explains("".join(others), written, as_many=as_many, whole=whole):
                return CorrectedQuery(self._analyzed(name))
        return None

    def _explains(self, name: str, written: str, *, as_many: bool, whole: bool) -> bool:
        """Return whether misspelled words are near enough to those of a name, or sound like them.

        `as_many`: the name has as many words in their place; `whole`: it has most of the query besides.
        """
        allowed, sound = len(written) // 2 if as_many and whole else _allowed(written, as_many), self._language.sound
        return sound(written) == sound(name) or OSA.distance(written, name) <= allowed

    def _as_joined_name(self, query: AnalyzedQuery, unknown: Sequence[Word]) -> CorrectedQuery | None:
        """Return the query with two words, one of them unknown, as the one word of a name that they were meant for."""
        for first, second in pairwise(query.content if len(query.words) <= WORDS else ()):
            if second.position != first.position + 1 or not {first, second}.intersection(unknown):
                continue
            for candidate in self._speller.candidates(first.surface + second.surface, CANDIDATES, keep_stem=False):
                if self._names.has_word(candidate.text, self._language.stem(candidate.text)):
                    text = query.text[: first.start] + candidate.text + query.text[second.end :]
                    return CorrectedQuery(self._analyzed(text))
        return None

    def _analyzed(self, text: str) -> AnalyzedQuery:
        return AnalyzedQuery(parse_plain(text, self._language), self._vocabulary)

    def _candidates(self, query: AnalyzedQuery, word: Word, errors: int, *, keep_stem: bool = True) -> list[Candidate]:
        if _is_acronym(query, word):
            return []
        return self._speller.candidates(word.surface, CANDIDATES_OF_ONE, errors, keep_stem=keep_stem)

    def _like_sounding(self, query: AnalyzedQuery, word: Word, errors: int) -> list[Candidate]:
        """Return the words that sound like one that is no misspelling."""
        return [] if _is_acronym(query, word) else self._speller.alike(word.surface, CANDIDATES_OF_ONE, errors)

    def _halves(self, word: str) -> str:
        """Return `word` as two words that the glossary has: `healthplan` as `health plan`; empty if there are none."""
        for at in range(len(word) - 4, 3, -1):
            if self._lexicon.knows(word[:at]) and self._lexicon.knows(word[at:]):
                return f"{word[:at]} {word[at:]}"
        return ""


def _is_acronym(query: AnalyzedQuery, word: Word) -> bool:
    written = query.text[word.start : word.end]
    return written.isupper() and len(written) <= 5


def _is_inflection(word: Word, other: str, language: Language) -> bool:
    """Return whether two words of one stem differ by an ending alone; both find the same entries."""
    return language.stem(other) == word.stem and (other.startswith(word.surface) or word.surface.startswith(other))


def _is_clear(candidates: Sequence[Candidate], language: Language) -> bool:
    """Return whether the first candidate is clearly likelier than the second, or another form of it."""
    if len(candidates) < 2:
        return True
    first, second = candidates[:2]
    return second.cost - first.cost > ABOUT_EQUAL or language.stem(first.text) == language.stem(second.text)


def _allowed(written: str, has_as_many_words: bool) -> int:
    """Return the number of errors in the misspelled words of a query that a name explains."""
    errors = (1 - SIMILAR) * len(written)
    return max(1, ceil(errors) if has_as_many_words and len(written) > SHORT else int(errors))


def _without(words: Iterable[Word], kept: Iterable[Word]) -> list[str] | None:
    """Return the words of a name without those of the query that are kept; None if it lacks one of them.

    A word may be a part of a joined one: `robocalls` without `calls` is `robo`.
    """
    left = [(word.surface, word.stem) for word in words]
    for word in kept:
        for number, (surface, stem) in enumerate(left):
            if stem == word.stem or surface.startswith(word.surface) or surface.endswith(word.surface):
                rest = "" if stem == word.stem else surface.replace(word.surface, "", 1)
                left[number] = (rest, rest)
                break
        else:
            return None
    return [surface for surface, _ in left if surface]

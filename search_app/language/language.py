"""The rules of one natural language, for indexing, querying, linking and review alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from search_app.language.numerals import NO_NUMERALS, Numerals
from search_app.language.plurals import Plurals
from search_app.language.sentences import SentenceEnds, split_at
from search_app.language.tokens import Word


class ByEar(NamedTuple):
    """How speakers of a language write the words of another by ear.

    Args:
        spelled: returns the key of a folded word so written; empty if it has none.
        heard: returns the key of a folded word of the other language as it is heard, nearly that of its spelling.
        letter_by_letter: returns the key of a folded acronym that is read by its letters and digits.
    """

    spelled: Callable[[str], str]
    heard: Callable[[str], str]
    letter_by_letter: Callable[[str], str]


@dataclass(frozen=True, slots=True, eq=False)  # one value a language: compared by identity, a fast key of caches
class Language:
    """One language: tables of words, and functions made from tables.

    Functions are fields, not methods, because indexing and searching call them for every text and every word.

    Args:
        code: the language tag (BCP 47), such as `en`.
        words: yields the words of a text in order; the joined form of a compound follows its first part.
        normal_form: returns a word as written, folded and without clitics and apostrophes.
        stem: returns the stem of a folded word.
        sound: returns the phonetic key of a folded word, which words that sound alike share; empty if it has none.
        other_sounds: returns the keys of a misspelled word with letters read as they are before other vowels.
        common_words: returns the common words of the language, folded and sorted: none of them is a misspelling.
        sentence_ends: yields the offset behind each sentence of a text and the space after it.
        plurals: singular and plural forms of nouns.
        prefixes: prefixes in small letters that, joined by a hyphen, make another word of a noun: `non-deductible`.
        stop_words: folded words too common to tell entries apart.
        question_words: folded words that begin a question.
        question_endings: folded words that may end one without being its subject: `what does X mean`.
        asking_words: folded words with which people ask for an explanation: `define X`, `X in simple terms`.
        comparing_words: folded words that ask for a comparison: `X or Y`, `difference between X and Y`.
        numerals: words that `words` reads as numbers behind others.
        by_ear: other languages, by code, whose names its speakers write by ear.
    """

    code: str
    words: Callable[[str], Iterator[Word]]
    normal_form: Callable[[str], str]
    stem: Callable[[str], str]
    sound: Callable[[str], str]
    other_sounds: Callable[[str], Sequence[str]]
    common_words: Callable[[], Sequence[str]]
    sentence_ends: SentenceEnds
    plurals: Plurals
    prefixes: frozenset[str]
    stop_words: frozenset[str]
    question_words: frozenset[str]
    question_endings: frozenset[str]
    asking_words: frozenset[str]
    comparing_words: frozenset[str]
    numerals: Numerals = NO_NUMERALS
    by_ear: Mapping[str, ByEar] = field(default_factory=dict)

    def sentences(self, text: str) -> Iterator[str]:
        """Yield the sentences of plain `text`, without the space around them."""
        return split_at(text, self.sentence_ends(text))


def word_table(text: str) -> frozenset[str]:
    """Return the words of `text`, which are separated by space."""
    return frozenset(text.split())

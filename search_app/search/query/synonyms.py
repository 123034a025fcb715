"""Other words for what a visitor typed: everyday words for official ones.

They come from the editors (`[synonyms]` in glossary.toml) and from the terms themselves: where one word names one term
alone, the term's other names of one word say the same. What is found by them ranks below what holds the words
themselves, and what they add to a score is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from search_app.glossary.model import Synonym
from search_app.language.english import ENGLISH
from search_app.language.tokens import Word
from search_app.search.index.names import NameIndex
from search_app.search.query.plain import PlainQuery, runs
from search_app.search.storage.strings import TermDictionary

LONGEST = 3  # words that are looked up as one: `got ripped off`
SHORT = 3  # stems of a query whose words are taken for names; a longer one says enough by itself


class Expansion(NamedTuple):
    """Stems that, one after the other, stand for words of a query; `covers` holds the places of these in its stems."""

    covers: tuple[int, ...]
    stems: tuple[int, ...]


class SynonymExpander:
    """The synonyms of a generation."""

    def __init__(self, synonyms: Sequence[Synonym], names: NameIndex, stems: TermDictionary) -> None:
        self._names = names
        self._stems = stems
        self._meant: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
        for synonym in synonyms:
            meant = self._meant.setdefault(_key(synonym.said), [])
            meant += filter(None, map(self._numbers, synonym.meant))

    def knows(self, word: Word) -> bool:
        """Say whether editors have other words for `word`, so that it is no misspelling."""
        return (word.stem,) in self._meant

    def expand(self, query: PlainQuery) -> list[Expansion]:
        """Return what may stand for words of `query`."""
        place = {stem: number for number, stem in enumerate(query.stems)}
        found: dict[Expansion, None] = {}
        for run in runs(query.words, 1, LONGEST) if self._meant else ():
            covers = tuple(dict.fromkeys(place[word.stem] for word in run if word.stem in place))
            for stems in self._meant.get(tuple(word.stem for word in run), ()) if covers else ():
                found[Expansion(covers, stems)] = None
        for word in query.content if len(place) <= SHORT else ():
            for stems in self._other_names(word):
                found[Expansion((place[word.stem],), stems)] = None
        return list(found)

    def _other_names(self, word: Word) -> Iterator[tuple[int, ...]]:
        """Yield the other names of one word of the term that `word` names, if it names one alone."""
        for name in self._names.names_of_same_entry(word.surface):
            if not name.isalnum() or ENGLISH.stem(ENGLISH.normal_form(name)) == word.stem:
                continue
            if numbers := self._numbers(name):
                yield numbers

    def _numbers(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the stems in `text`; none, if one of them is nowhere in the glossary."""
        numbers = tuple(self._stems.find(stem) for stem in _key(text))
        return numbers if min(numbers, default=-1) >= 0 else ()


def _key(text: str) -> tuple[str, ...]:
    return tuple({word.position: word.stem for word in reversed(list(ENGLISH.words(text)))}.values())[::-1]

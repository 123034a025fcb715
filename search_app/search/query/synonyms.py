"""Query expansion: everyday words match official ones.

Synonyms come from the editors (`[synonyms]` in glossary.toml) and from the terms themselves: where a word names one
term alone, that term's other names of one word are its synonyms. Entries matched by an expansion rank below those that
contain the words themselves, and score less.

A common expansion counts, too: of 1,500 pairs of words of a WordNet definition, one replaced by a synonym, .90 find the
entry among ten results, but .82 if expansions are left out that more than 500 entries contain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from search_app.glossary.model import Synonym
from search_app.language.tokens import Word, first_readings
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import runs

LONGEST = 3  # words that are looked up as one: `got ripped off`
SHORT = 3  # distinct stems of a query whose words are expanded as names; a longer query needs no help


class Expansion(NamedTuple):
    """Stems that, one after the other, match words of a query; `covers` are the places of these among its stems.

    `said` are the words of the query and `meant` those of the stems, as they are written.
    """

    covers: tuple[int, ...]
    stems: tuple[int, ...]
    said: str = ""
    meant: str = ""


class SynonymExpander:
    """Expands queries with the synonyms of a generation."""

    def __init__(self, synonyms: Sequence[Synonym], vocabulary: Vocabulary) -> None:
        self._names = vocabulary.names
        self._language = vocabulary.language
        self._stems = vocabulary.stems
        self._meant: dict[tuple[str, ...], list[tuple[tuple[int, ...], str]]] = {}
        for synonym in synonyms:
            meant = self._meant.setdefault(self._key(synonym.said), [])
            meant += [(numbers, text) for text in synonym.meant if (numbers := self._numbers(text))]

    def knows(self, word: Word) -> bool:
        """Return whether editors gave synonyms of `word`, which is then no misspelling."""
        return (word.stem,) in self._meant

    def expand(self, query: AnalyzedQuery) -> list[Expansion]:
        """Return synonym expansions for the words of `query`."""
        place = {stem: number for number, stem in enumerate(query.stems)}
        found: dict[tuple[tuple[int, ...], tuple[int, ...]], Expansion] = {}
        for run in runs(query.words, 1, LONGEST) if self._meant else ():
            if meant := self._meant.get(tuple([word.stem for word in run])):
                covers = tuple(dict.fromkeys([place[word.stem] for word in run if word.stem in place]))
                said = query.text[run[0].start : run[-1].end]
                for stems, text in meant if covers else ():
                    found.setdefault((covers, stems), Expansion(covers, stems, said, text))
        for word in query.content if len(place) <= SHORT else ():
            covers, said = (place[word.stem],), query.text[word.start : word.end]
            for name in self._names.names_of_same_entry(word.surface):
                if stems := self._meant_by(name, word):
                    found.setdefault((covers, stems), Expansion(covers, stems, said, name))
        return list(found.values())

    def _meant_by(self, name: str, word: Word) -> tuple[int, ...]:
        """Return the numbers of the stems of a name of the term that `word` names; none unless it is another word."""
        if not name.isalnum() or (stem := self._language.stem(self._language.normal_form(name))) == word.stem:
            return ()
        if not name.isascii():  # perhaps several words, in a script without space between them
            return self._numbers(name)
        number = self._stems.find(stem)
        return (number,) if number >= 0 else ()

    def _numbers(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the stems in `text`; none, if the glossary lacks one of them."""
        numbers = tuple(self._stems.find(stem) for stem in self._key(text))
        return numbers if min(numbers, default=-1) >= 0 else ()

    def _key(self, text: str) -> tuple[str, ...]:
        return tuple([word.stem for word in first_readings(self._language.words(text))])

"""What a visitor typed -> what is looked up.

Plain words are read here, queries with operators by `operators`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from search_app.language.english import ENGLISH
from search_app.language.tokens import Word
from search_app.search.storage.strings import TermDictionary

SUBJECTS = 24  # runs of words looked up as the subject of a question
JOINED_UP_TO = 8  # words of a query whose neighbours are tried as one word


class PlainQuery(Struct, frozen=True):
    """Words to look up: all of them, and those that say something (all, if none does)."""

    text: str
    words: tuple[Word, ...]
    content: tuple[Word, ...]
    content_text: str

    @property
    def telling_key(self) -> str:
        """What this query shares with other ways to say it: names.telling_key of its text."""
        return " ".join([word.stem for word in self.content])

    def spellings(self) -> list[tuple[str, str]]:
        """Return the query as a name may be written, with and without little words, each with names.stem_key of it."""
        whole = (self.text, "".join([word.stem for word in self.words]))
        if len(self.content) == len(self.words):
            return [whole]
        return [whole, (self.content_text, "".join([word.stem for word in self.content]))]

    @property
    def stems(self) -> list[str]:
        """The stems of the words that say something, each once."""
        return list(dict.fromkeys([word.stem for word in self.content]))

    def subjects(self) -> list[str]:
        """Return what a question may be about, longest first: `wage claim` in `how does a wage claim work`."""
        if len(self.words) < 2 or self.words[0].surface not in ENGLISH.question_words:
            return []
        surfaces = [word.surface for word in self.content]
        while len(surfaces) > 1 and surfaces[-1] in ENGLISH.question_endings:
            surfaces.pop()
        runs = [
            surfaces[start : start + length]
            for length in range(len(surfaces), 1, -1)
            for start in range(len(surfaces) - length + 1)
        ]
        return [" ".join(run) for run in [surfaces, *runs]][:SUBJECTS]


def parse_plain(text: str) -> PlainQuery:
    """Return the words of `text`; stop words fall away unless nothing else is there."""
    found: list[Word] = []
    for word in ENGLISH.words(text):
        if word.surface and not (found and found[-1].position == word.position):  # joined forms come with stem_groups
            found.append(word)
    content = tuple([word for word in found if word.surface not in ENGLISH.stop_words])
    content = content or tuple(found)
    return PlainQuery(text, tuple(found), content, " ".join([word.surface for word in content]))


def stem_alternatives(query: PlainQuery, stems: TermDictionary) -> list[list[int]]:
    """Return for each of the query's stems the numbers of those any of which will do; an unknown word has none.

    A word may be met by its own stem, or by the joined form of it and its neighbours: `co pay` as `copay`.
    """
    numbers = {each: stems.find(each) for each in query.stems}
    groups = {each: [number] if number >= 0 else [] for each, number in numbers.items()}
    if 1 < len(query.words) <= JOINED_UP_TO:
        for run in runs(query.words, 2, 3):
            number = stems.find(ENGLISH.stem("".join(word.surface for word in run)))
            if number >= 0:
                for word in run:
                    if word.stem in groups and number not in groups[word.stem]:
                        groups[word.stem].append(number)
    return list(groups.values())


def runs(found: Sequence[Word], shortest: int, longest: int) -> Iterator[Sequence[Word]]:
    """Yield all runs of so many words."""
    for length in range(shortest, longest + 1):
        for start in range(len(found) - length + 1):
            yield found[start : start + length]

"""Words that nearly name a term, but lead nowhere, since the spelling is none that linking knows.

Linking takes a name in the singular and plural, its words apart or hyphenated. What it passes over, and this finds:

- one word for two or two for one: `identitytheft`, `co-insurance` for Coinsurance;
- another inflection of a name of several words: `face scan` for face scanning, `advanced directive`;
- a slip of the pen in a long word: `deductable`.

A word of everyday English may look like a name by chance (`over time`, `addition`), so slips and spaces count only
where no other term's text has such a word, and short words and the word classes of one root (`secured`, `security`)
never do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist
from Stemmer import Stemmer

from search_app.glossary.model import Remark
from search_app.glossary.rendering.term_linker import GAP, WORD, Vocabulary, Word, linked_names, word_key
from search_app.glossary.review.limits import LAST_WORD, LONG_NAME, LONG_WORD
from search_app.glossary.review.reading import Part, ReviewedTerm

_INFLECTION = re.compile(r"[bdgklmnprt]?(?:e|s|es|ed|d|ing)|")  # scan-ning, twist-ed, but not secur-ity
_ADDRESS = re.compile(r"[.@/]\w")  # what follows a word in `identitytheft.gov`
_JOINED = 3  # words that one may be taken apart into
_STEMMER = Stemmer("english")


@dataclass(frozen=True, slots=True)
class _Name:
    slug: str
    text: str
    keys: tuple[str, ...]
    roots: tuple[str, ...]


def unlinked_remarks(readings: Sequence[ReviewedTerm], vocabulary: Vocabulary) -> Iterator[Remark]:
    """Yield words that nearly name a term to which nothing in the same text leads."""
    names = _Names(readings)
    for reading in readings:
        told: set[str] = set()
        for part in reading.parts:
            for start, end, name in names.nearly_in(part):
                if name.slug in reading.mentions | told or _is_linked(part, start, end, vocabulary):
                    continue
                told.add(name.slug)
                written = part.text[start:end]
                message = (
                    f"{written!r} does not link to {name.slug!r}, as no name of it is spelled so; "
                    f"write {name.text!r}, or add {written!r} to its 'aliases'."
                )
                yield reading.remark_at("unlinked", part, part.text[start:], message)


def _is_linked(part: Part, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Say whether the words belong to a name that begins earlier or ends later: `home care` in `nursing home care`."""
    covering = (mention for mention in part.mentions(vocabulary) if mention.start <= start < mention.end)
    return any(mention.start < start or mention.end >= end for mention in covering)


@lru_cache(maxsize=50_000)
def _root(key: str) -> str:
    """Return what the inflections of a word share."""
    stem: str = _STEMMER.stemWord(key)
    return stem if not key.startswith(stem) or _INFLECTION.fullmatch(key, len(stem)) else key


class _Names:
    """The names that may be meant, by what other spellings of them share."""

    def __init__(self, readings: Sequence[ReviewedTerm]) -> None:
        self._holders = _holders(readings)
        names = [name for reading in readings for name in _told_by_spelling(reading)]
        self._known = {name.keys for name in names}
        self._joined = {"".join(name.keys): name for name in reversed(names)}
        self._begun = {joined[:end] for joined in self._joined for end in range(1, len(joined) + 1)}
        self._inflected: dict[str, list[_Name]] = defaultdict(list)
        for name in names:
            self._inflected[name.roots[0]].append(name)
        self._slips = _slips({key for name in names for key in name.keys}, self._holders)
        self._openings = {key for key in self._holders if key in self._begun or self._root(key) in self._inflected}

    def nearly_in(self, part: Part) -> Iterator[tuple[int, int, _Name]]:
        """Yield where the text of `part` nearly has a name, and which."""
        for first, (start, _, key) in enumerate(part.words):
            if key in self._openings and (found := self._at(part, first)):
                name, last = found
                end = part.words[last][1]
                if not _ADDRESS.match(part.text, end):
                    yield start, end, name

    def _at(self, part: Part, first: int) -> tuple[_Name, int] | None:
        """Return the name nearly written at word number `first`, and the number of its last word."""
        return self._taken_apart(part.text, part.words, first) or self._in_another_form(part.text, part.words, first)

    def _root(self, key: str) -> str:
        """Return the root of a word, or of what is meant by a slip of the pen."""
        return _root(self._slips.get(key, key))

    def _taken_apart(self, text: str, words: Sequence[Word], first: int) -> tuple[_Name, int] | None:
        joined = ""
        for last in range(first, min(first + _JOINED, len(words))):
            joined += words[last][2]
            if joined not in self._begun:
                return None
            name = self._joined.get(joined)
            if name and len(name.keys) != last - first + 1:
                written = words[first : last + 1]
                return (name, last) if _adjacent(text, written) and self._is_one(text, written) else None
        return None

    def _is_one(self, text: str, words: Sequence[Word]) -> bool:
        """Say whether `words` are one name, not neighbours by chance: hyphenated, or found in no other term's text."""
        hyphenated = len(words) > 1 and not re.search(r"\s", text[words[0][0] : words[-1][1]])
        return hyphenated or any(len(self._holders[key]) == 1 for _, _, key in words)

    def _in_another_form(self, text: str, words: Sequence[Word], first: int) -> tuple[_Name, int] | None:
        for name in self._inflected.get(self._root(words[first][2]), ()):
            last = first + len(name.keys) - 1
            written = words[first : last + 1]
            keys = tuple(key for _, _, key in written)
            if keys in self._known or (last == first and len(keys[0]) < LONG_NAME):
                continue
            if tuple(map(self._root, keys)) == name.roots and _adjacent(text, written):
                return name, last
        return None


def _told_by_spelling(reading: ReviewedTerm) -> Iterator[_Name]:
    """Yield the names of a term that are long enough to be known in another spelling."""
    for text in linked_names(reading.term):
        keys = tuple(word_key(word) for word in WORD.findall(text))
        long_enough = len(keys[-1]) >= LAST_WORD if len(keys) > 1 else len("".join(keys)) >= LONG_NAME
        if long_enough and not text.isupper():
            yield _Name(reading.slug, text, keys, tuple(map(_root, keys)))


def _holders(readings: Sequence[ReviewedTerm]) -> dict[str, set[str]]:
    """Return for each word the terms whose texts have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for part in reading.parts:
            for _, _, key in part.words:
                found[key].add(reading.slug)
    return found


def _slips(known: set[str], holders: Mapping[str, set[str]]) -> dict[str, str]:
    """Return long words of one text alone that are one letter away from a word of a name, with that word."""
    right = sorted(word for word in known if len(word) >= LONG_WORD)
    odd = sorted(word for word, slugs in holders.items()
                 if len(slugs) == 1 and len(word) >= LONG_WORD and word.isalpha() and word not in known)  # fmt: skip
    if not right or not odd:
        return {}
    distances = cdist(odd, right, scorer=OSA.distance, score_cutoff=1)
    pairs = ((odd[row], right[column]) for row, column in zip(*(distances <= 1).nonzero(), strict=True))
    return {slip: word for slip, word in pairs if slip[0] == word[0] and _root(slip) != _root(word)}


def _adjacent(text: str, words: Sequence[Word]) -> bool:
    return all(GAP.fullmatch(text, end, start) for (_, end, _), (start, _, _) in pairwise(words))

"""Find near-misses: words that nearly name a term, in a spelling that the term linker does not recognize.

The linker recognizes a name in the singular and plural, with its words separate or hyphenated. Found here are:

- one word for two or two for one: `identitytheft`, `co-insurance` for Coinsurance;
- another inflection of a name of several words: `face scan` for face scanning, `advanced directive`;
- a typing error in a long word: `deductable`.

Everyday words may resemble a name by chance (`over time`, `addition`). Typing errors and spaces therefore count only
if no other term's text has the word, and short words and other word classes of a root (`secured`, `security`) never do.
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

from search_app.glossary.model import Remark
from search_app.glossary.rendering.term_linker import GAP, WORD, Vocabulary, Word, linked_names, word_keys
from search_app.glossary.review.limits import LAST_WORD, LONG_NAME, LONG_WORD
from search_app.glossary.review.reviewed_term import ReviewedSection, ReviewedTerm
from search_app.language.language import Language

_INFLECTION = re.compile(r"[bdgklmnprt]?(?:e|s|es|ed|d|ing)|")  # scan-ning, twist-ed, but not secur-ity
_ADDRESS = re.compile(r"[.@/]\w")  # what follows a word in `identitytheft.gov`
_JOINED = 3  # words that one word may be split into, at most


@dataclass(frozen=True, slots=True)
class _Name:
    slug: str
    text: str
    keys: tuple[str, ...]
    roots: tuple[str, ...]


def unlinked_remarks(reviewed_terms: Sequence[ReviewedTerm], vocabulary: Vocabulary) -> Iterator[Remark]:
    """Yield remarks on words that nearly name a term which the same text does not link to."""
    names = _Names(reviewed_terms, vocabulary.language)
    for reviewed in reviewed_terms:
        reported: set[str] = set()
        for section in reviewed.sections:
            for start, end, name in names.nearly_in(section):
                if name.slug in reviewed.mentions | reported or _is_linked(section, start, end, vocabulary):
                    continue
                reported.add(name.slug)
                written = section.text[start:end]
                message = (
                    f"{written!r} does not link to {name.slug!r}, which has no name of this spelling; "
                    f"write {name.text!r}, or add {written!r} to its 'aliases'."
                )
                yield reviewed.remark_at("unlinked", section, section.text[start:], message)


def _is_linked(section: ReviewedSection, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Return whether the words are part of a longer name, as `home care` in `nursing home care`."""
    covering = (mention for mention in section.mentions(vocabulary) if mention.start <= start < mention.end)
    return any(mention.start < start or mention.end >= end for mention in covering)


@lru_cache(maxsize=50_000)
def _root(key: str, language: Language) -> str:
    """Return the part that the inflections of a word share."""
    stem = language.stem(key)
    return stem if not key.startswith(stem) or _INFLECTION.fullmatch(key, len(stem)) else key


class _Names:
    """Names, indexed by keys that other spellings of them share."""

    def __init__(self, reviewed_terms: Sequence[ReviewedTerm], language: Language) -> None:
        self._language = language
        self._terms_with = _terms_with(reviewed_terms)
        names = [name for reviewed in reviewed_terms for name in _distinctive_names(reviewed, language)]
        self._known = {name.keys for name in names}
        self._joined = {"".join(name.keys): name for name in reversed(names)}
        self._begun = {joined[:end] for joined in self._joined for end in range(1, len(joined) + 1)}
        self._inflected: dict[str, list[_Name]] = defaultdict(list)
        for name in names:
            self._inflected[name.roots[0]].append(name)
        known = {key for name in names for key in name.keys}
        self._typing_errors = _typing_errors(known, self._terms_with, language)
        self._openings = {key for key in self._terms_with if key in self._begun or self._root(key) in self._inflected}

    def nearly_in(self, section: ReviewedSection) -> Iterator[tuple[int, int, _Name]]:
        """Yield near-misses in `section`: start, end and name."""
        for first, (start, _, key) in enumerate(section.words):
            if key in self._openings and (found := self._at(section, first)):
                name, last = found
                end = section.words[last][1]
                if not _ADDRESS.match(section.text, end):
                    yield start, end, name

    def _at(self, section: ReviewedSection, first: int) -> tuple[_Name, int] | None:
        """Return the name that a near-miss at word number `first` means, and the number of its last word."""
        return self._split_or_joined(section, first) or self._inflected_name(section, first)

    def _root(self, key: str) -> str:
        """Return the root of a word, with its typing error corrected."""
        return _root(self._typing_errors.get(key, key), self._language)

    def _split_or_joined(self, section: ReviewedSection, first: int) -> tuple[_Name, int] | None:
        text, words = section.text, section.words
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
        """Return whether `words` are one name, not neighbours by chance: hyphenated, or in no other term's text."""
        hyphenated = len(words) > 1 and not re.search(r"\s", text[words[0][0] : words[-1][1]])
        return hyphenated or any(len(self._terms_with[key]) == 1 for _, _, key in words)

    def _inflected_name(self, section: ReviewedSection, first: int) -> tuple[_Name, int] | None:
        text, words = section.text, section.words
        for name in self._inflected.get(self._root(words[first][2]), ()):
            last = first + len(name.keys) - 1
            written = words[first : last + 1]
            keys = tuple(key for _, _, key in written)
            if keys in self._known or (last == first and len(keys[0]) < LONG_NAME):
                continue
            if tuple(map(self._root, keys)) == name.roots and _adjacent(text, written):
                return name, last
        return None


def _distinctive_names(reviewed: ReviewedTerm, language: Language) -> Iterator[_Name]:
    """Yield the names of a term that are long enough to be recognized in another spelling."""
    word_key = word_keys(language)
    for text in linked_names(reviewed.term):
        keys = tuple(word_key(word) for word in WORD.findall(text))
        long_enough = len(keys[-1]) >= LAST_WORD if len(keys) > 1 else len("".join(keys)) >= LONG_NAME
        if long_enough and not text.isupper():
            yield _Name(reviewed.slug, text, keys, tuple([_root(key, language) for key in keys]))


def _terms_with(reviewed_terms: Sequence[ReviewedTerm]) -> dict[str, set[str]]:
    """Return for each word the slugs of the terms whose texts contain it."""
    found: dict[str, set[str]] = defaultdict(set)
    for reviewed in reviewed_terms:
        for section in reviewed.sections:
            for _, _, key in section.words:
                found[key].add(reviewed.slug)
    return found


def _typing_errors(known: set[str], terms_with: Mapping[str, set[str]], language: Language) -> dict[str, str]:
    """Return typing errors: long words of one text, one edit from a word of a name, with that word."""
    correct = sorted(word for word in known if len(word) >= LONG_WORD)
    rare = sorted(word for word, slugs in terms_with.items()
                 if len(slugs) == 1 and len(word) >= LONG_WORD and word.isalpha() and word not in known)  # fmt: skip
    if not correct or not rare:
        return {}
    distances = cdist(rare, correct, scorer=OSA.distance, score_cutoff=1)
    pairs = ((rare[row], correct[column]) for row, column in zip(*(distances <= 1).nonzero(), strict=True))
    return {
        error: word for error, word in pairs if error[0] == word[0] and _root(error, language) != _root(word, language)
    }


def _adjacent(text: str, words: Sequence[Word]) -> bool:
    return all(GAP.fullmatch(text, end, start) for (_, end, _), (start, _, _) in pairwise(words))

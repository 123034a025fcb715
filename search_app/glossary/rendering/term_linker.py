"""Find mentions of terms in text: whole names and aliases, the longest first, in the singular and plural.

A name is a sequence of words; a trie of these sequences finds the longest name that starts at each word of a text
(the leftmost-longest rule of Aho and Corasick's matcher, without its failure links: names are a few words long).
A name in capitals, such as PA or IRA, matches only capitals. Names in addresses, file names and the like are no
mentions (search_app/language/prose.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Protocol

from search_app.glossary.naming import further_names, name_key
from search_app.language.folding import CACHED, fold
from search_app.language.language import Language
from search_app.language.prose import is_prose

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
GAP = re.compile(r"[\s\-‐‑–()'’/&]{0,3}")  # between two words of one name: `401(k)`, `co-pay`
_END = ""  # the key of the term whose name ends at a node of the trie

Word = tuple[int, int, str]  # start, end, key


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names the term `slug`."""

    start: int
    end: int
    slug: str


class NamedTerm(Protocol):
    """A term with its names: a Term or an Entry."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def not_linked(self) -> tuple[str, ...]: ...


class Vocabulary:
    """The names and aliases of a glossary that may become links, as a trie."""

    def __init__(self, terms: Iterable[NamedTerm], language: Language, texts: Iterable[str] | None = None) -> None:
        """Add the names of `terms`; with `texts`, only the names whose first word is in them."""
        self.language = language
        self._trie: dict[str, Any] = {}
        wanted = None if texts is None else {key for text in texts for _, _, key in words_in(text, language)}
        for term in terms:
            for name in linked_names(term):
                self._add(name, term.slug, wanted)

    def _add(self, name: str, slug: str, wanted: Collection[str] | None) -> None:
        word_key, first = word_keys(self.language), WORD.search(name)
        if not first or (wanted is not None and word_key(first[0]) not in wanted):
            return
        words = WORD.findall(name)
        if len(words) == 1 and len(words[0]) == 1:
            return  # a single letter would be linked everywhere
        node = self._trie
        for word in words:
            node = node.setdefault(word_key(word), {})
        capitals = name.upper() == name and any(char.isalpha() for char in name)
        node.setdefault(_END, (slug, capitals))

    def mentions(self, text: str, words: Sequence[Word] = ()) -> Iterator[Mention]:
        """Yield the mentions in `text`, from left to right, without overlaps; pass its `words` if they are known."""
        words = words or words_in(text, self.language)
        number = 0
        while number < len(words):
            found = self._longest(text, words, number)
            if found:
                last, slug = found
                start, end = words[number][0], words[last][1]
                if is_prose(text, start, end, self.language.prefixes):
                    yield Mention(start, _with_bracket(text, start, end), slug)
                    number = last
            number += 1

    def _longest(self, text: str, words: Sequence[Word], first: int) -> tuple[int, str] | None:
        """Return the number of the last word and the slug of the longest name that starts at word `first`."""
        node, best = self._trie, None
        for number in range(first, len(words)):
            start, end, key = words[number]
            if number > first and not GAP.fullmatch(text, words[number - 1][1], start):
                break
            if key not in node:
                break
            node = node[key]
            if _END in node:
                slug, capitals = node[_END]
                written = text[words[first][0] : end]
                if not capitals or written.rstrip("s").isupper():
                    best = (number, slug)
        return best


def _with_bracket(text: str, start: int, end: int) -> int:
    """Return `end`, or the end of the bracket that a name opened: `401(k)`."""
    return end + (text.startswith(")", end) and text.rfind("(", start, end) > text.rfind(")", start, end))


def linked_names(term: NamedTerm) -> Iterator[str]:
    """Yield the name and aliases of `term` that link to it."""
    not_linked = {name_key(name) for name in term.not_linked}
    names = (term.name, *term.aliases, *further_names(term.name, term.aliases))
    yield from (name for name in names if not not_linked or name_key(name) not in not_linked)


def words_in(text: str, language: Language) -> list[Word]:
    """Return the words of `text` with their offsets."""
    word_key = word_keys(language)
    return [(match.start(), match.end(), word_key(match[0])) for match in WORD.finditer(text)]


@cache
def word_keys(language: Language) -> Callable[[str], str]:
    """Return a function that returns the key in the trie that all forms of a word share in a language."""
    singular = language.plurals.singular

    @lru_cache(maxsize=CACHED)
    def word_key(word: str) -> str:
        return singular(fold(word))

    return word_key

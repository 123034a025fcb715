"""Which texts a change of names can touch: those that hold the first word of a name that came, went or leads elsewhere.

A text links to other terms by their names (linking.py). When one name changes among a hundred thousand terms, only the
few texts that may hold it are rendered again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import unescape

from search_app.glossary.model import Term
from search_app.glossary.rendering.term_linker import WORD, Named, linked_names, word_key, words_in
from search_app.language.english import ENGLISH

FEW = 20  # words that are looked for as letters in a row before a text is taken apart


def renamed(before: Iterable[Named], now: Iterable[Named]) -> set[str]:
    """Return the names that lead elsewhere now; both are the terms of which anything has changed."""
    return {name for name, _ in _leads(before) ^ _leads(now)}


def _leads(terms: Iterable[Named]) -> set[tuple[str, str]]:
    return {(name, term.slug) for term in terms for name in linked_names(term)}


class FirstWords:
    """The first words of names, in any of the forms in which a text may have them."""

    def __init__(self, names: Iterable[str]) -> None:
        found = (WORD.search(name) for name in names)
        self._keys = {word_key(word[0]) for word in found if word}
        self._stumps = list(map(ENGLISH.plurals.invariant, self._keys)) if len(self._keys) <= FEW else [""]

    def stand_in(self, term: Term) -> bool:
        """Say whether any of them stands in the text of a term."""
        return bool(self._keys) and any(self._stand_in(section.markdown) for section in term.sections())

    def _stand_in(self, markdown: str) -> bool:
        if markdown.isascii() and "&" not in markdown:
            letters = markdown.lower()
            return any(stump in letters for stump in self._stumps) and _holds(markdown, self._keys)
        return _holds(markdown, self._keys) or _holds(unescape(markdown), self._keys)


def _holds(text: str, keys: Collection[str]) -> bool:
    return any(key in keys for _, _, key in words_in(text))

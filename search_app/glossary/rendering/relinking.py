"""Find the texts whose links a change of names may affect: those that contain the first word of a changed name.

A name changes when it is added, removed or given to another term. When one of a hundred thousand terms changes a name,
only the few texts that may contain it are rendered again.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape

from search_app.glossary.model import Term
from search_app.glossary.rendering.term_linker import WORD, NamedTerm, linked_names, word_keys, words_in
from search_app.language.language import Language

FEW = 20  # words to search for as substrings, before a text is split into words


def changed_names(before: Iterable[NamedTerm], now: Iterable[NamedTerm]) -> set[str]:
    """Return the names that link to another term now, or to none; unchanged terms may be left out of both."""
    return {name for name, _ in _targets(before) ^ _targets(now)}


def _targets(terms: Iterable[NamedTerm]) -> set[tuple[str, str]]:
    return {(name, term.slug) for term in terms for name in linked_names(term)}


class FirstWords:
    """The first words of names, in the singular and plural."""

    def __init__(self, names: Iterable[str], language: Language) -> None:
        self._language, word_key = language, word_keys(language)
        found = (WORD.search(name) for name in names)
        self._keys = {word_key(word[0]) for word in found if word}
        self._invariants = list(map(language.plurals.invariant, self._keys)) if len(self._keys) <= FEW else [""]

    def occur_in(self, term: Term) -> bool:
        """Return whether the text of a term contains any of them."""
        return bool(self._keys) and any(self._occur_in(section.markdown) for section in term.sections())

    def _occur_in(self, markdown: str) -> bool:
        if markdown.isascii() and "&" not in markdown:
            lowered = markdown.lower()
            return any(letters in lowered for letters in self._invariants) and self._is_word_of(markdown)
        return self._is_word_of(markdown) or self._is_word_of(unescape(markdown))

    def _is_word_of(self, text: str) -> bool:
        return any(key in self._keys for _, _, key in words_in(text, self._language))

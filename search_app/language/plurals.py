"""Plurals by rules about the end of a word, as data: Python and the scripts in browsers apply the same table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class PluralRule(NamedTuple):
    """A plural of at least `letters` letters that ends with `plural` has `singular` instead."""

    plural: str
    singular: str
    letters: int


@dataclass(frozen=True)
class Plurals:
    """The plurals of a language. The first rule that fits decides; `possessives` are endings dropped before."""

    rules: tuple[PluralRule, ...]
    possessives: tuple[str, ...] = ()

    def singular(self, word: str) -> str:
        """Return a folded word without possessive and plural ending."""
        if not word.endswith(self._endings):
            return word
        ending = next((ending for ending in self.possessives if word.endswith(ending)), "")
        word = word.removesuffix(ending)
        for plural, singular, letters in self.rules:
            if word.endswith(plural) and len(word) >= letters:
                return word[: -len(plural)] + singular
        return word

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        """The endings of possessives and plurals: most words have none of them."""
        return (*self.possessives, *dict.fromkeys([rule.plural for rule in self.rules]))

    @cached_property
    def suffixes(self) -> frozenset[str]:
        """The endings that make a plural when added to a singular."""
        added = (
            rule.plural.removeprefix(rule.singular) for rule in self.rules if rule.plural.startswith(rule.singular)
        )
        return frozenset(added) - {""}

    def invariant(self, word: str) -> str:
        """Return letters with which a singular and its plural both begin: `polic` for `policy`."""
        for plural, singular, _ in self.rules:
            if word.endswith(singular) and not plural.startswith(singular):
                return word.removesuffix(singular)
        return word

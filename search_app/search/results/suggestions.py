"""Autocomplete: names and aliases in which some word starts with the typed prefix."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from search_app.glossary.naming import name_key
from search_app.language.english import ENGLISH
from search_app.language.folding import fold
from search_app.search.index.documents import Document
from search_app.search.index.names import Accept, Completion, Name, NameKind
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.results.model import Matched, Suggestion

MAX_LIMIT = 20
COMPLETIONS = 3  # names for each suggestion: several may belong to one entry


def suggest_names(prefix: str, vocabulary: Vocabulary, limit: int, accept: Accept | None = None) -> list[Name]:
    """Return the names that complete `prefix`, one an entry, best first.

    Names rank before aliases, aliases before lead-ins, and names that begin with the prefix before those with a later
    word that does; among equals short ones that many others link to come first. A name spelled exactly as typed, spaces
    and capitals included, comes before others: a space at the end asks for another word. If nothing begins with the
    prefix, misspelled words are corrected.

    Args:
        prefix: the typed text.
        vocabulary: of the generation.
        limit: how many.
        accept: returns for ordinals whether these entries count; None accepts all.
    """
    found = _completions(prefix, vocabulary, limit, accept)
    if found:
        return found
    lexicon, speller, typed = vocabulary.lexicon, vocabulary.speller, fold(prefix).split()
    corrected = " ".join(word if lexicon.knows(word) else next(iter(speller.corrections(word)), word) for word in typed)
    return _completions(corrected, vocabulary, limit, accept) if corrected != " ".join(typed) else []


def _completions(prefix: str, vocabulary: Vocabulary, limit: int, accept: Accept | None) -> list[Name]:
    folded = fold(prefix)

    def cost(found: Completion) -> int:
        name, inside, text = found.name, found.inside, found.name.text
        exact = found.ended and not inside and fold(text).startswith(folded)
        level = (name.kind != NameKind.NAME) + (name.kind == NameKind.LEAD_IN)
        return 12 * (not exact) + 6 * inside + 2 * level + (not text.startswith(prefix))

    key, names = name_key(prefix), vocabulary.names
    whole = _accepted(names.lookup(prefix), accept)
    completions = [Completion(name, inside=False, ended=name_key(name.text) == key) for name in whole]
    completions += names.complete(prefix, COMPLETIONS * limit, accept)
    best: dict[int, Name] = {}
    for found in sorted(completions, key=cost):  # stable
        best.setdefault(found.name.ordinal, found.name)
    return list(best.values())[:limit]


def _accepted(names: list[Name], accept: Accept | None) -> list[Name]:
    if not accept or not names:
        return names
    kept = accept(np.asarray([name.ordinal for name in names]))
    return [name for name, is_kept in zip(names, kept.tolist(), strict=True) if is_kept]


def suggestion(document: Document, name: Name, typed: Sequence[str]) -> Suggestion:
    """Return the suggestion of an entry found by `name`, with the beginnings of words that were `typed` marked."""
    category = document.categories[0] if document.categories else ""
    matched = Matched(name.kind.field, name.explanation)
    return Suggestion(
        document.slug, document.name, _marked_start(document.name, typed), category, matched, document.summary
    )


def _marked_start(name: str, typed: Sequence[str]) -> str:
    """Return `name` as safe HTML with the typed beginnings of words marked."""
    if name.isascii() and name.replace(" ", "").isalnum():  # the words are as written, and nothing needs escaping
        return " ".join([_marked_word(word, typed) for word in name.split(" ")])
    pieces, at = [], 0
    for word in ENGLISH.words(name):
        prefix = next((prefix for prefix in typed if word.surface.startswith(prefix)), "")
        end = min(word.start + len(prefix), word.end)
        if prefix and word.start >= at:
            pieces += [escape(name[at : word.start]), "<mark>", escape(name[word.start : end]), "</mark>"]
            at = end
    return "".join(pieces) + escape(name[at:])


def _marked_word(word: str, typed: Sequence[str]) -> str:
    surface = word.lower()
    for prefix in typed:
        if surface.startswith(prefix):
            return f"<mark>{word[: len(prefix)]}</mark>{word[len(prefix) :]}"
    return word

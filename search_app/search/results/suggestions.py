"""What is meant by the letters typed so far: names and aliases of which a word begins so."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from search_app.glossary.naming import name_key
from search_app.language.english import ENGLISH
from search_app.language.folding import fold
from search_app.search.index.documents import Document
from search_app.search.index.lexicon import Lexicon
from search_app.search.index.names import Completion, Name, NameIndex, NameKind
from search_app.search.index.spelling import Speller
from search_app.search.results.model import Matched, Suggestion

MAX_LIMIT = 20
LOOKED_AT = 3  # names for each suggestion wanted: several may belong to one entry


def suggest_names(prefix: str, names: NameIndex, lexicon: Lexicon, speller: Speller, limit: int) -> list[Name]:
    """Return the names that complete `prefix`, one an entry, best first.

    Names come before aliases, those that begin so before those with a later word that does; among equals short ones
    that many others lead to. What is written just as it was typed, spaces and capitals too, comes before what is not:
    a space at the end asks for another word. When nothing begins so, misspelled words are mended.
    """
    found = _completions(prefix, names, limit)
    if found:
        return found
    typed = fold(prefix).split()
    mended = " ".join(word if lexicon.knows(word) else next(iter(speller.corrections(word)), word) for word in typed)
    return _completions(mended, names, limit) if mended != " ".join(typed) else []


def _completions(prefix: str, names: NameIndex, limit: int) -> list[Name]:
    folded = fold(prefix)

    def cost(found: Completion) -> int:
        name, inside, text = found.name, found.inside, found.name.text
        exact = found.ended and not inside and fold(text).startswith(folded)
        return 8 * (not exact) + 4 * inside + 2 * (name.kind != NameKind.NAME) + (not text.startswith(prefix))

    key = name_key(prefix)
    whole = [Completion(name, inside=False, ended=name_key(name.text) == key) for name in names.lookup(prefix)]
    best: dict[int, Name] = {}
    for found in sorted(whole + names.complete(prefix, LOOKED_AT * limit), key=cost):  # stable
        best.setdefault(found.name.ordinal, found.name)
    return list(best.values())


def suggestion(card: Document, name: Name, typed: Sequence[str]) -> Suggestion:
    category = card.categories[0] if card.categories else ""
    matched = Matched(name.kind.field, name.text)
    return Suggestion(card.slug, card.name, _marked_start(card.name, typed), category, matched)


def _marked_start(name: str, typed: Sequence[str]) -> str:
    """Return `name` as safe HTML with the beginnings of words that were typed marked."""
    if name.isascii() and name.replace(" ", "").isalnum():  # words as they stand, and nothing to escape
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

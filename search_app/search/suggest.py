"""What is meant by the letters typed so far: names and aliases of which a word begins so."""

from __future__ import annotations

from search_app.glossary.naming import fold, name_key
from search_app.search.lexicon import Lexicon
from search_app.search.names import Completion, Name, NameIndex, NameKind
from search_app.search.spelling import Speller

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
    whole = [Completion(name, inside=False, ended=name_key(name.text) == key) for name in names.exact(prefix)]
    best: dict[int, Name] = {}
    for found in sorted(whole + names.completions(prefix, LOOKED_AT * limit), key=cost):  # stable
        best.setdefault(found.name.ordinal, found.name)
    return list(best.values())

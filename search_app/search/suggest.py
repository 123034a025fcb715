"""What is meant by the letters typed so far: names and aliases of which a word begins so."""

from __future__ import annotations

from collections.abc import Sequence

from search_app.glossary.naming import fold, name_key
from search_app.search.names import Name, NameIndex
from search_app.search.spelling import Speller

MAX_LIMIT = 20


def suggest_names(prefix: str, names: NameIndex, speller: Speller, popularity: Sequence[int]) -> list[Name]:
    """Return the names that complete `prefix`, one an entry, best first.

    Exact names come first, then names, then aliases that begin so, then those with a later word that does;
    among equals the entry more others lead to. When nothing begins so, misspelled words are mended.
    """
    found = _completions(prefix, names, popularity)
    if found:
        return found
    typed = fold(prefix).split()
    mended = " ".join(speller.correct(word) or word for word in typed)
    return _completions(mended, names, popularity) if mended != " ".join(typed) else []


def _completions(prefix: str, names: NameIndex, popularity: Sequence[int]) -> list[Name]:
    key = name_key(prefix)
    best: dict[int, tuple[tuple[object, ...], Name]] = {}
    for name in [*names.exact(prefix), *names.containing(prefix)]:
        exact = name.key.replace(" ", "") == key.replace(" ", "")
        if not exact and name.field == "acronym" and len(key) < 2:
            continue  # one letter begins too many acronyms to be a hint
        order = (not exact, not name.key.startswith(key), name.field != "name", -popularity[name.ordinal], name.key)
        if name.ordinal not in best or order < best[name.ordinal][0]:
            best[name.ordinal] = (order, name)
    return [name for _, name in sorted(best.values(), key=lambda pair: pair[0])]

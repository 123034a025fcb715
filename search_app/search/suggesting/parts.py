"""Names in a part of the typed text: said whole inside it, or begun by its end."""

from __future__ import annotations

from search_app.glossary.naming import name_key
from search_app.search.index.names import Accept, Name
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.names_inside import LONGEST, NameInside, find_names_inside
from search_app.search.suggesting.names import accepted, complete_names, first_of_each
from search_app.search.suggesting.typed import BEGUN_FROM, TypedText

SAID = 3  # names said inside the text, at the most


def said_names(typed: TypedText, vocabulary: Vocabulary, accept: Accept | None = None) -> list[Name]:
    """Return the names that stand whole inside the text, one an entry: long ones first, then those of rare words."""
    words, query = typed.words, typed.query

    def cost(inside: NameInside) -> tuple[int, float]:
        return inside.start - inside.stop, -query.rarity(words[inside.start : inside.stop])

    inside = find_names_inside(query.text, words, vocabulary.names).names
    found = [name for each in sorted(inside, key=cost) for name in each.names]
    return first_of_each(accepted(found, accept))[:SAID]


def subject_names(
    typed: TypedText, vocabulary: Vocabulary, limit: int, accept: Accept | None = None
) -> tuple[list[Name], list[Name]]:
    """Return the names that complete the text from its first content word: the likely ones, and others.

    `my premi` begins a name; `my boss` is not likely to go on as `my bossware`: the glossary knows the word as it is.
    """
    if typed.from_content in ("", typed.text):
        return [], []
    found = complete_names(typed.from_content, vocabulary, limit, accept)
    if not vocabulary.lexicon.knows(typed.content[-1].surface):
        return found, []
    subject = f" {name_key(typed.from_content)} "
    likely = [name for name in found if subject in f" {name_key(name.text)} "]
    return likely, [name for name in found if name not in likely]


def begun_names(typed: TypedText, vocabulary: Vocabulary, limit: int, accept: Accept | None = None) -> list[Name]:
    """Return the names that the longest possible end of the text begins, one an entry.

    An end of one word ignores the others, and is the answer only if they say nothing.
    """
    for word in typed.words[1:-1][-LONGEST:]:
        end = typed.text[word.start :]
        if len(end) < BEGUN_FROM or word.surface in vocabulary.language.stop_words:
            continue
        if found := complete_names(end, vocabulary, limit, accept):
            return found
    return []

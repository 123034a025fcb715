"""Names in a part of the typed text: said whole inside it, or begun by its end."""

from __future__ import annotations

from search_app.language.english import ENGLISH
from search_app.search.index.names import Accept, Name
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import LONGEST_NAME, NAMED_BY_ONE_WORD
from search_app.search.query.plain import runs
from search_app.search.suggesting.names import accepted, complete_names, first_of_each
from search_app.search.suggesting.typed import TypedText

SAID = 3  # names said inside the text, at the most
READ = 16  # words of the text in which they are looked for
BEGUN_FROM = 3  # letters at the end of the text that begin a name


def said_names(typed: TypedText, vocabulary: Vocabulary, accept: Accept | None = None) -> list[Name]:
    """Return the names inside the text, one an entry: what a question asks about, then long names, then rare words."""
    found = accepted(typed.query.asked_about(), accept)
    covered: set[int] = set()
    single: list[tuple[int, list[Name]]] = []
    for run in reversed(list(runs(typed.words[:READ], 1, LONGEST_NAME))):
        positions = {word.position for word in run}
        if covered & positions or all(word.surface in ENGLISH.stop_words for word in run):
            continue
        text = " ".join([word.surface for word in run])
        named = vocabulary.names.lookup(text) or vocabulary.names.lookup_stemmed(text)
        if not named or len(named) > NAMED_BY_ONE_WORD:
            continue
        covered |= positions
        if len(run) > 1:
            found += accepted(named, accept)
        else:
            number = vocabulary.lexicon.find(text)
            single.append((vocabulary.lexicon.frequency(number) if number >= 0 else 0, accepted(named, accept)))
    for _, named in sorted(single, key=lambda pair: pair[0]):  # stable
        found += named
    return first_of_each(found)[:SAID]


def begun_names(typed: TypedText, vocabulary: Vocabulary, limit: int, accept: Accept | None = None) -> list[Name]:
    """Return the names that the longest possible end of the text begins, one an entry.

    An end of one word ignores the others, and is the answer only if they say nothing.
    """
    for word in typed.words[1:-1][-LONGEST_NAME:]:
        end = typed.text[word.start :]
        if len(end) < BEGUN_FROM or word.surface in ENGLISH.stop_words:
            continue
        if found := complete_names(end, vocabulary, limit, accept):
            return found
    return []

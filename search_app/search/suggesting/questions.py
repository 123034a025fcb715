"""Questions that complete the typed text: by its beginning, or with its words in any place."""

from __future__ import annotations

from search_app.glossary.naming import name_key
from search_app.search.index.names import Accept, Name
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.storage.arrays import DocIds
from search_app.search.suggesting.names import first_of_each
from search_app.search.suggesting.typed import BEGUN_FROM, TypedText

CONSIDERED = 64  # questions whose texts are read, of those with the same words
FORMS = 32  # words with a typed beginning whose stems are looked up


def ask_whole(typed: TypedText, vocabulary: Vocabulary, accept: Accept | None = None) -> list[Name]:
    """Return the questions that were typed to the end, one an entry."""
    questions = vocabulary.questions
    if not len(questions):
        return []
    found = questions.names(questions.accepted(questions.beginning(typed.key)[:CONSIDERED], accept))
    return first_of_each([name for name in found if name_key(name.text) == typed.key])


def ask(typed: TypedText, vocabulary: Vocabulary, limit: int, accept: Accept | None = None) -> list[Name]:
    """Return the questions that begin with the typed text, then those with all of its content words, one an entry.

    Of the latter those with the typed words in a row come first; among equals, short ones.
    """
    questions = vocabulary.questions
    if not len(questions) or not typed.words:
        return []
    begun = questions.accepted(questions.beginning(typed.key), accept)
    best = first_of_each(questions.names(begun[: CONSIDERED * limit]))
    if len(best) < limit:
        others = questions.accepted(_with_words(typed, vocabulary), accept)
        best = first_of_each([*best, *_in_a_row_first(questions.names(others[:CONSIDERED]), typed)])
    return best[:limit]


def _with_words(typed: TypedText, vocabulary: Vocabulary) -> DocIds:
    """Return the questions that contain the content words; the last word of the text may be unfinished."""
    finished = [word.stem for word in typed.content[: -1 if typed.unfinished else None]]
    if not typed.unfinished:
        return vocabulary.questions.containing(finished)
    last = typed.unfinished
    if not finished and len(last) < BEGUN_FROM:
        return vocabulary.questions.containing([])
    forms = {vocabulary.language.stem(word) for word in (last, *vocabulary.lexicon.beginning(last, FORMS))}
    return vocabulary.questions.containing_begun(finished, last, sorted(forms))


def _in_a_row_first(names: list[Name], typed: TypedText) -> list[Name]:
    """Return the questions with the typed text in a row first, then those with its part from the first content word."""
    wanted = (f" {typed.key}", f" {name_key(typed.from_content)}")

    def missing(name: Name) -> int:
        text = f" {name_key(name.text)}"
        return sum(each not in text for each in wanted)

    return sorted(names, key=missing)  # stable

"""The suggester: rows for the text typed so far, one an entry, from several sources in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from search_app.errors import TextsUnavailable
from search_app.search.index.names import Accept, Name
from search_app.search.index.reader import CatalogueReader
from search_app.search.results.model import Suggestion
from search_app.search.retrieval.text_index import TextIndex
from search_app.search.storage.arrays import DocIds, Mask
from search_app.search.suggesting.names import complete_names, correct_names
from search_app.search.suggesting.parts import begun_names, said_names, subject_names
from search_app.search.suggesting.questions import ask, ask_whole
from search_app.search.suggesting.results import Find, ResultFinder
from search_app.search.suggesting.rows import Reason, make_row, reason
from search_app.search.suggesting.typed import TypedText

MAX_LIMIT = 20
FEW = 3  # rows below which a search is made

# Returns up to so many names of other languages that complete a text, of entries that count.
Translate = Callable[[str, int, Accept | None], list[Name]]


class Suggester:
    """Suggests entries of one generation."""

    def __init__(
        self, reader: CatalogueReader, text_index: TextIndex, find: Find, translate: Translate = lambda *_: []
    ) -> None:
        self._vocabulary = reader.vocabulary
        self._doc_values = reader.doc_values
        self._text_index = text_index
        self._translate = translate
        self._results = ResultFinder(reader.vocabulary, text_index, find)
        self._category_names = {category.slug: category.name for category in reader.site.categories}

    def suggest(self, text: str, limit: int, categories: Sequence[str] = ()) -> tuple[Suggestion, ...]:
        """Return up to `limit` suggestions in any of the categories; a space at the end of `text` finishes a word."""

        def in_categories(ordinals: DocIds) -> Mask:
            return self._doc_values.in_categories(ordinals, categories)

        typed, limit = TypedText(text, self._vocabulary), min(limit, MAX_LIMIT)
        found: dict[int, Reason] = {}
        for batch in self._batches(typed, limit, in_categories if categories else None, found):
            for each in batch:
                found.setdefault(each.ordinal, each)
            if len(found) >= limit:
                break
        if _is_searched(typed, found):
            with suppress(TextsUnavailable):  # names are suggested without the full text
                for each in self._results.best(typed, limit, categories):
                    found.setdefault(each.ordinal, each)
        return self._rows(typed, list(found.values())[:limit])

    def _batches(
        self, typed: TypedText, limit: int, accept: Accept | None, found: dict[int, Reason]
    ) -> Iterator[Iterable[Reason]]:
        """Yield entries, the best source first: names of the whole text, questions, and names of a part of it.

        A later source is asked only if those before it give fewer rows than wanted; `found` are the rows so far.
        """
        names = complete_names(typed.text, self._vocabulary, limit, accept)
        yield _reasons(names)
        if names:
            yield _reasons(ask(typed, self._vocabulary, limit, accept))
            return
        if not typed.is_known:
            yield self._translated_or_corrected(typed, limit, accept)
        yield from self._batches_of_parts(typed, limit, accept)
        if not found:
            yield self._translated_or_corrected(typed, limit, accept)

    def _batches_of_parts(self, typed: TypedText, limit: int, accept: Accept | None) -> Iterator[Iterable[Reason]]:
        """Yield the entries of questions, and those with a name in a part of the text."""
        vocabulary = self._vocabulary
        yield _reasons(ask_whole(typed, vocabulary, accept))
        likely, others = subject_names(typed, vocabulary, limit, accept)
        yield _reasons(likely)
        yield _reasons(said_names(typed, vocabulary, accept))
        yield _reasons(ask(typed, vocabulary, limit, accept))
        yield _reasons([*others, *begun_names(typed, vocabulary, limit, accept)])

    def _translated_or_corrected(self, typed: TypedText, limit: int, accept: Accept | None) -> list[Reason]:
        """Return the entries with a name that completes the text in another language; if there is none, corrected."""
        return _reasons(self._translate(typed.text, limit, accept)) or self._corrected(typed, limit, accept)

    def _corrected(self, typed: TypedText, limit: int, accept: Accept | None) -> list[Reason]:
        """Return the entries with names that the text, or the part from its first content word, was meant to begin."""
        for text in dict.fromkeys([typed.text, typed.from_content]):
            if names := correct_names(text, self._vocabulary, limit, accept):
                return _reasons(names, corrected=True)
        return []

    def _rows(self, typed: TypedText, found: Sequence[Reason]) -> tuple[Suggestion, ...]:
        names, marked, language = self._category_names, typed.beginnings, self._vocabulary.language
        documents = self._text_index.documents([each.ordinal for each in found]).summaries()
        pairs = zip(documents, found, strict=True)
        return tuple([make_row(document, each, names, marked, language) for document, each in pairs])


def _is_searched(typed: TypedText, found: dict[int, Reason]) -> bool:
    if len(found) >= FEW or any(each.language for each in found.values()):  # its words are those of another language
        return False
    return bool(typed.content) and (not found or len(typed.words) > 1)


def _reasons(names: Sequence[Name], *, corrected: bool = False) -> list[Reason]:
    return [reason(name.ordinal, name, corrected=corrected) for name in names]

"""Rows of the list of suggestions: an entry, the reason for it, and its name with the typed beginnings marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from msgspec import Struct

from search_app.language.language import Language
from search_app.search.index.documents import Document
from search_app.search.index.names import Name, NameKind, TranslatedName
from search_app.search.results.model import Matched, Suggestion


class Reason(Struct, frozen=True, gc=False):
    """Why the entry `ordinal` is suggested: the field that matched and its text, empty for the entry's own name.

    `language` and `address` are those of a name in another language.
    """

    ordinal: int
    field: str
    text: str
    language: str = ""
    address: str = ""


def reason(ordinal: int, name: Name | None = None, *, corrected: bool = False) -> Reason:
    """Return the reason for an entry: a name, which matches by spelling if the text was corrected; or a search."""
    if not name:
        return Reason(ordinal, "result", "")
    if isinstance(name, TranslatedName):
        return Reason(ordinal, name.kind.field, name.text, name.language, name.address)
    is_name = name.kind != NameKind.LEAD_IN
    return Reason(ordinal, "spelling" if corrected and is_name else name.kind.field, name.explanation)


def make_row(
    document: Document, why: Reason, category_names: Mapping[str, str], beginnings: Sequence[str], language: Language
) -> Suggestion:
    """Return the suggestion of an entry, with the `beginnings` of words marked in its name."""
    name, category = document.name, document.categories[0] if document.categories else ""
    return Suggestion(
        slug=document.slug,
        name=name,
        name_html=_marked_start(name, beginnings, language),
        category=category,
        matched=Matched(why.field, why.text or name, language=why.language, address=why.address),
        summary=document.summary,
        category_name=category_names.get(category, category),
    )


def _marked_start(name: str, typed: Sequence[str], language: Language) -> str:
    """Return `name` as safe HTML with the typed beginnings of words marked."""
    if name.isascii() and name.replace(" ", "").isalnum():  # the words are as written, and nothing needs escaping
        return " ".join([_marked_word(word, typed) for word in name.split(" ")])
    pieces, at = [], 0
    for word in language.words(name):
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

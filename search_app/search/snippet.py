"""Why an entry is listed: the part of it that holds most of the query, and its best passage with the words marked."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from search_app.glossary.render import Entry
from search_app.search.analysis import Word, words
from search_app.search.page import Matched

LENGTH = 220  # characters of a snippet
LEAD = 60  # characters shown before the first marked word


def marked(text: str, stems: Collection[str]) -> str:
    """Return `text` as safe HTML with every word in `stems` in `<mark>`."""
    return _mark(text, _matches(text, stems), 0, len(text))


def explain(entry: Entry, stems: Collection[str]) -> tuple[Matched, str]:
    """Return what matched and the snippet, as safe HTML; `stems` are the words looked for.

    The first part that holds the most different words wins, in this order: name, aliases, questions
    people ask, and the passages of the page from top to bottom.
    """
    place, most, snippet = _passage(entry, stems)
    for field, text in (("name", entry.name), *(("alias", alias) for alias in entry.aliases)):
        if stems and _distinct(_matches(text, stems)) == len(stems):
            return Matched(field, text), snippet
    for asked in entry.asked_as:
        if (found := _distinct(_matches(asked, stems))) > most:
            place, most = Matched("asked_as", asked), found
    return place, snippet


def _passage(entry: Entry, stems: Collection[str]) -> tuple[Matched, int, str]:
    """Return the passage with the most different words, how many, and its snippet; the summary when none has any."""
    best, most, where = None, 0, []
    for passage in entry.passages:
        found = _matches(passage.text, stems)
        if _distinct(found) > most:
            best, most, where = passage, _distinct(found), found
    if best is None:
        return Matched("", ""), 0, escape(entry.summary)
    start, end = _window(best.text, where)
    matched = Matched(best.kind, best.text[start:end], "" if best.kind == "definition" else best.anchor)
    return matched, most, _mark(best.text, where, start, end)


def _distinct(found: list[Word]) -> int:
    return len({word.stem for word in found})


def _matches(text: str, stems: Collection[str]) -> list[Word]:
    """Return the words of `text` that are in `stems`, without overlaps."""
    found: list[Word] = []
    for word in words(text):
        if word.stem in stems and not (found and word.start < found[-1].end):
            found.append(word)
    return found


def _window(text: str, found: list[Word]) -> tuple[int, int]:
    """Return the stretch of about LENGTH characters with the most different words, whole words at both ends."""
    if len(text) <= LENGTH:
        return 0, len(text)
    reach = LENGTH - LEAD
    best = max(found, key=lambda first: _distinct([word for word in found if 0 <= word.start - first.start <= reach]))
    start = max(0, min(best.start - LEAD, len(text) - LENGTH))
    sentence = text.rfind(". ", 0, best.start)
    if sentence != -1 and best.start - sentence <= LENGTH // 2:
        start = sentence + 2
    elif start:
        start = text.find(" ", start) + 1
    end = start + LENGTH
    return start, len(text) if end >= len(text) else text.rfind(" ", start, end)


def _mark(text: str, found: list[Word], start: int, end: int) -> str:
    pieces, at = [], start
    for word in found:
        if start <= word.start and word.end <= end:
            pieces += [escape(text[at : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
            at = word.end
    pieces.append(escape(text[at:end]))
    return "…" * (start > 0) + "".join(pieces).strip() + "…" * (end < len(text))

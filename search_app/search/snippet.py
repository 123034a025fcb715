"""Why an entry is listed: the part of it that holds most of the query, and its best passage with the words marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from search_app.search.cards import Card, Part
from search_app.search.page import Matched

LENGTH = 220  # characters of a snippet
LEAD = 60  # characters shown before the first marked word

Matches = Sequence[tuple[int, int, int]]  # stem, beginning, end


def explain(card: Card, stems: Collection[int]) -> tuple[Matched, str, str]:
    """Return what matched, the name and the snippet, both as safe HTML; `stems` are the numbers looked for.

    A name that holds every word is the reason; else the way people ask, or the passage, with the most different words.
    """
    reason, most = Matched("", ""), 0
    passage: tuple[Part, Matches] | None = None
    passage_most = 0
    name_html = escape(card.name)
    for part in card.parts:
        found = part.matches(stems)
        if not found:
            continue
        distinct = len({stem for stem, _, _ in found})
        if part.kind == "name":
            name_html = _mark(part.text, found, 0, len(part.text))
        if part.kind in ("name", "alias"):
            if distinct == len(stems) and most <= len(stems):
                reason, most = Matched(part.kind, part.text), len(stems) + 1
        elif part.kind == "asked_as":
            if distinct > most:
                reason, most = Matched("asked_as", part.text), distinct
        elif distinct > passage_most:
            passage, passage_most = (part, found), distinct
    if passage is None:
        return reason, name_html, escape(card.summary)
    best, where = passage
    start, end = _window(best.text, where)
    if passage_most >= most:
        reason = Matched(best.kind, best.text[start:end], best.anchor)
    return reason, name_html, _mark(best.text, where, start, end)


def _window(text: str, found: Matches) -> tuple[int, int]:
    """Return the stretch of about LENGTH characters with the most different words, whole words at both ends."""
    if len(text) <= LENGTH:
        return 0, len(text)
    reach = LENGTH - LEAD
    first = max(found, key=lambda match: len({stem for stem, at, _ in found if 0 <= at - match[1] <= reach}))[1]
    start = max(0, min(first - LEAD, len(text) - LENGTH))
    sentence = text.rfind(". ", 0, first)
    if sentence != -1 and first - sentence <= LENGTH // 2:
        start = sentence + 2
    elif start:
        start = text.find(" ", start) + 1
    end = start + LENGTH
    return start, len(text) if end >= len(text) else max(text.rfind(" ", start, end), first)


def _mark(text: str, found: Matches, start: int, end: int) -> str:
    pieces, at = [], start
    for _, first, last in found:
        if start <= first and last <= end:
            pieces += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    pieces.append(escape(text[at:end]))
    return "…" * (start > 0) + "".join(pieces).strip() + "…" * (end < len(text))

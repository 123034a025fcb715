"""Why an entry is listed: the part of it that holds most of the query, and its best passage with the words marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import takewhile

from search_app.language.english import ENGLISH
from search_app.search.index.documents import Document, Field, Match
from search_app.search.results.model import Matched

LENGTH = 220  # characters of a snippet
LEAD = 60  # characters shown before the first marked word

Matches = Sequence[Match]

_NOTHING = Matched("", "")


QueryWordMask = Mapping[int, int]  # for each stem looked for, the words of the query that it stands for, as bits


def highlight(card: Document, matches: Matches, words: QueryWordMask, every: int) -> tuple[Matched, str, str]:
    """Return what matched, the name and the snippet, both as safe HTML.

    A name that holds every word is the reason; else the way people ask, or the passage, with the most different words.

    Args:
        card: the entry.
        matches: its words that were looked for.
        words: the words of the query that each stem stands for.
        every: all of these words, as bits.
    """
    reason, most = _NOTHING, 0
    passage: Field | None = None
    passage_found: Matches = ()
    passage_most = 0
    name_html = ""
    for part, found in _by_part(card.parts, matches):
        kind = part.kind
        held = every if every == 1 else _held(found, words)
        distinct = held.bit_count()
        if kind == "name":
            name_html = _mark(part.text, found, 0, len(part.text))
        if kind in ("name", "alias"):
            if held == every and most <= distinct:
                reason, most = Matched(kind, part.text), distinct + 1
        elif kind == "asked_as":
            if distinct > most:
                reason, most = Matched(kind, part.text), distinct
        elif distinct > passage_most:
            passage, passage_found, passage_most = part, found, distinct
    name_html = name_html or _safe(card.name)
    if passage is None:
        return reason, name_html, _safe(card.summary)
    text = passage.text
    start, end = (0, len(text)) if len(text) <= LENGTH else _window(text, passage_found, words)
    if passage_most >= most:
        reason = Matched(passage.kind, text[start:end], passage.anchor)
    return reason, name_html, _mark(text, passage_found, start, end)


def _by_part(parts: Sequence[Field], matches: Matches) -> Iterator[tuple[Field, Matches]]:
    """Yield the parts that hold any of the matches, each with its own."""
    first, length, count = 0, 0, len(matches)
    for part in parts if count else ():
        length += part.words
        if matches[first][0] >= length:
            continue
        end = first + 1
        while end < count and matches[end][0] < length:
            end += 1
        yield part, matches[first:end]
        if end == count:
            break
        first = end


def _safe(text: str) -> str:
    """Return `text` as HTML; most has nothing to escape, and to look for it takes less time than to replace it."""
    return escape(text) if _is_special(text) else text


def _is_special(text: str) -> bool:
    """Say whether `text` holds what HTML has to escape; five searches take less time than one for any of five."""
    return "&" in text or "<" in text or ">" in text or '"' in text or "'" in text


def _held(found: Matches, words: QueryWordMask) -> int:
    """Return the words of the query that stand among the matches, as bits."""
    held = 0
    for _, stem, _, _ in found:
        held |= words[stem]
    return held


def _window(text: str, found: Matches, words: QueryWordMask) -> tuple[int, int]:
    """Return the stretch of about LENGTH characters with the most different words, whole words at both ends."""
    first = found[_densest(found, words)][2]
    start = max(0, min(first - LEAD, len(text) - LENGTH))
    reach = max(0, first - LENGTH // 2)
    if sentence := max(takewhile(first.__ge__, ENGLISH.sentence_ends(text, reach)), default=0):
        start = sentence
    elif start:
        start = text.find(" ", start) + 1
    end = start + LENGTH
    return start, len(text) if end >= len(text) else max(text.rfind(" ", start, end), first)


def _densest(found: Matches, words: QueryWordMask) -> int:
    """Return the number of the match from which on most different words follow within a snippet's reach."""
    best, most = 0, 0
    for number, (_, _, start, _) in enumerate(found):
        if len(found) - number <= most:
            break
        reach = start + LENGTH - LEAD
        distinct = _held([match for match in found[number:] if match[2] <= reach], words).bit_count()
        if distinct > most:
            best, most = number, distinct
    return best


def _mark(text: str, found: Matches, start: int, end: int) -> str:
    """Return a stretch of `text` as safe HTML with the words marked; of overlapping ones (`co`, `co-pay`) the first."""
    special = _is_special(text)
    html, at = "…" if start else "", start
    for _, _, first, last in found:
        if first >= at and last <= end:
            before, word = text[at:first], text[first:last]
            html += f"{escape(before)}<mark>{escape(word)}</mark>" if special else f"{before}<mark>{word}</mark>"
            at = last
    html += (escape(text[at:end]) if special else text[at:end]).rstrip()
    return html + "…" if end < len(text) else html

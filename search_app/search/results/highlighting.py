"""Highlighting: why an entry is listed, and its best passage with the matched words marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from html import escape
from operator import attrgetter

from search_app.language.language import Language
from search_app.search.index.documents import Document, Field, Match
from search_app.search.query.word_masks import QueryWordMask
from search_app.search.results.model import Matched

LENGTH = 220  # characters of a snippet
LEAD = 60  # characters shown before the first marked word

Matches = Sequence[Match]

_NO_REASON = Matched("", "")
_END = attrgetter("end")


def highlight(
    document: Document, matches: Matches, words: QueryWordMask, all_words: int, language: Language
) -> tuple[Matched, str, str]:
    """Return the match reason, the name and the snippet, both as safe HTML.

    The reason is a name that contains every query word; otherwise the phrasing or passage with the most distinct ones.

    Args:
        document: the stored fields of the entry.
        matches: its tokens that match the query.
        words: the words of the query that each stem matches.
        all_words: all words of the query, as bits.
        language: that of the entry.
    """
    reason, most = _NO_REASON, 0
    passage: Field | None = None
    passage_matches: Matches = ()
    passage_most = 0
    name_html = ""
    for field, found, matched in _by_field(document.fields, matches, words):
        kind = field.kind
        distinct = matched.bit_count()
        if kind == "name":
            name_html = _mark(field.text, found, 0, len(field.text))
        if kind in ("name", "alias"):
            if matched == all_words and most <= distinct:
                reason, most = Matched(kind, field.text), distinct + 1
        elif kind == "asked_as":
            if distinct > most:
                reason, most = Matched(kind, field.text), distinct
        elif distinct > passage_most:
            passage, passage_matches, passage_most = field, found, distinct
    name_html = name_html or _safe(document.name)
    if passage is None:
        return reason, name_html, _safe(document.summary)
    text = passage.text
    start, end = (0, len(text)) if len(text) <= LENGTH else _window(text, passage_matches, words, language)
    if passage_most >= most:
        reason = Matched(passage.kind, text[start:end], passage.anchor)
    return reason, name_html, _mark(text, passage_matches, start, end)


def _by_field(fields: Sequence[Field], matches: Matches, words: QueryWordMask) -> list[tuple[Field, Matches, int]]:
    """Return the fields with any of the matches, each with its own and the words of the query they match, as bits."""
    by_field: list[tuple[Field, Matches, int]] = []
    place, first, count = 0, 0, len(matches)
    while first < count:
        number, stem, _, _ = matches[first]
        place = bisect_right(fields, number, place, key=_END)
        field, matched = fields[place], words[stem]
        end = first + 1
        while end < count and matches[end][0] < field.end:
            matched |= words[matches[end][1]]
            end += 1
        by_field.append((field, matches[first:end], matched))
        first = end
    return by_field


def _safe(text: str) -> str:
    """Return `text` as HTML; most texts need no escaping, and checking is faster than replacing."""
    return escape(text) if _is_special(text) else text


def _is_special(text: str) -> bool:
    """Return whether HTML has to escape something in `text`; five searches are faster than one for any of five."""
    return "&" in text or "<" in text or ">" in text or '"' in text or "'" in text


def _matched_words(found: Matches, words: QueryWordMask) -> int:
    """Return the words of the query among the matches, as bits."""
    matched = 0
    for _, stem, _, _ in found:
        matched |= words[stem]
    return matched


def _window(text: str, found: Matches, words: QueryWordMask, language: Language) -> tuple[int, int]:
    """Return the bounds of about LENGTH characters with the most distinct words, whole words at both ends."""
    first = found[_densest(found, words)][2]
    start = max(0, min(first - LEAD, len(text) - LENGTH))
    reach = max(0, first - LENGTH // 2)
    if sentence := language.sentence_ends.last(text, reach, first):
        start = sentence
    elif start:
        start = max(text.find(" ", start, first) + 1, start)  # a script may have no spaces
    end = start + LENGTH
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", first, end)
    return start, end if space < 0 else space


def _densest(found: Matches, words: QueryWordMask) -> int:
    """Return the number of the match that most distinct words follow within the length of a snippet."""
    best, most = 0, 0
    for number, (_, _, start, _) in enumerate(found):
        if len(found) - number <= most:
            break
        reach = start + LENGTH - LEAD
        distinct = _matched_words([match for match in found[number:] if match[2] <= reach], words).bit_count()
        if distinct > most:
            best, most = number, distinct
    return best


def _spans(found: Matches) -> list[tuple[int, int]]:
    """Return the start and end of what is marked: matches, bigrams that overlap as one."""
    spans: list[tuple[int, int]] = []
    first = last = -1
    for _, _, start, end in found:
        if first < start < last < end:
            last = end
        elif start >= last:
            if last > first:
                spans.append((first, last))
            first, last = start, end
    if last > first:
        spans.append((first, last))
    return spans


def _mark(text: str, found: Matches, start: int, end: int) -> str:
    """Return `text[start:end]` as safe HTML with the matches marked; of overlapping ones (`co`, `co-pay`) the first."""
    special = _is_special(text)
    html, at = "…" if start else "", start
    for first, last in _spans(found) if len(found) > 1 else (found[0][2:],):
        if first >= at and last <= end:
            before, word = text[at:first], text[first:last]
            html += f"{escape(before)}<mark>{escape(word)}</mark>" if special else f"{before}<mark>{word}</mark>"
            at = last
    rest = text[at:end]
    html += (escape(rest) if special else rest).rstrip()
    return html + "…" if end < len(text) else html

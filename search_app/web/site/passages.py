"""The texts of a result: the first sentence of the definition, and the matching passage where it adds something."""

from __future__ import annotations

import re
from html import escape

FEW = 12  # characters

_MARK = re.compile(r"</?mark>")


def summary_and_passage(summary: str, snippet_html: str) -> tuple[str, str]:
    """Return the summary and what the snippet adds to it, both as safe HTML with `<mark>`.

    A snippet that repeats the summary, or its end, lends it its marks. One that goes on after it is cut there, and left
    out unless a word is marked in the rest.

    Args:
        summary: the first sentence of the definition, as plain text.
        snippet_html: the best passage, as safe HTML whose only tag is `<mark>`.
    """
    first = escape(summary)
    marked = snippet_html.strip("…")
    plain = _MARK.sub("", marked)
    if not first or not plain:
        return first, snippet_html
    if plain in first:
        return first.replace(plain, marked, 1), ""
    shared = _overlap(first, plain)
    if not shared or plain[shared].strip():  # another text, or one that goes on inside a word
        return first, snippet_html
    end = _place(marked, shared)
    rest = snippet_html.lstrip("…")[end:].strip()
    return first[:-shared] + marked[:end], rest if "<mark>" in rest else ""


def _overlap(first: str, plain: str) -> int:
    """Return how many characters at the end of `first` `plain` begins with; a few are no repetition."""
    if plain[:FEW] not in first and first not in plain:
        return 0
    longest = min(len(first), len(plain))
    shared = next((length for length in range(longest, 0, -1) if first.endswith(plain[:length])), 0)
    return shared if shared >= FEW or shared == len(first) else 0


def _place(marked: str, length: int) -> int:
    """Return where the first `length` characters of `marked` end, tags not counted, with the mark that they close."""
    at = 0
    for tag in _MARK.finditer(marked):
        if length <= tag.start() - at:
            break
        at += len(tag[0])
    end = length + at
    return end + len("</mark>") if marked.startswith("</mark>", end) else end

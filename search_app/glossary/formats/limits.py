"""Limits of a term's texts and lists, far above what readers can use, so that no file takes minutes to read.

Markdown takes time that grows with the square of a paragraph's length, YAML with the square of the depth of brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # characters no text may have
MAX_BYTES = 256 * 1024  # of a term file, or a line of JSON Lines
MAX_PARAGRAPH = 10_000  # characters between blank lines in a term file
MAX_BULK_PARAGRAPH = 30_000  # the same in a dictionary's JSON Lines
MAX_BRACKETS = 1_000  # "[" in a paragraph: each may begin a link
MAX_ITEMS = 1_000  # of a list, such as aliases
MAX_DEPTH = 20  # of brackets in front matter


def long_paragraphs(text: str, limit: int = MAX_PARAGRAPH) -> Iterator[tuple[int, str]]:
    """Yield the line, counted from 0, and the fault of each paragraph of `text` that is too long to be parsed."""
    if len(text) <= limit and text.count("[") <= MAX_BRACKETS:
        return
    start = length = brackets = 0
    for number, line in enumerate([*text.split("\n"), ""]):
        if line.strip():
            start = start if length else number
            length += len(line) + 1
            brackets += line.count("[")
            continue
        if length - 1 > limit:
            yield start, f"a paragraph has {length - 1:,} characters, the limit is {limit:,}; split it."
        elif brackets > MAX_BRACKETS:
            yield start, f"a paragraph has {brackets:,} brackets [, the limit is {MAX_BRACKETS:,}; remove some."
        length = brackets = 0


def too_many(key: str, count: int) -> str:
    """Return the fault of a list with `count` items, an empty string if it may have them."""
    return f"{key!r} has {count:,} items, the limit is {MAX_ITEMS:,}; remove some." if count > MAX_ITEMS else ""


def deep_line(text: str) -> int:
    """Return the line, counted from 1, on which brackets in `text` are nested too deep; 0 if there is none."""
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        for character in line:
            if character in "[{":
                depth += 1
                if depth > MAX_DEPTH:
                    return number
            elif character in "]}":
                depth = max(0, depth - 1)
    return 0

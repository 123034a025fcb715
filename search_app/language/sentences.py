"""Plain text -> sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“(]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|e\.g|i\.e|vs|No|Inc|Co|Corp|Ltd|St|Dr|Mr|Mrs|Ms|Sec|Art|approx))\.$")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of plain `text`, without the space around them."""
    start = 0
    for end in _END.finditer(text):
        candidate = text[start : end.end()].strip()
        if not _ABBREVIATION.search(candidate):
            yield candidate
            start = end.end()
    if rest := text[start:].strip():
        yield rest

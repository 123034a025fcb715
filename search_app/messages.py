"""Mark texts for translation in code that has no request: what shows a text looks up its translation."""

from __future__ import annotations


def message(text: str) -> str:
    """Return `text` as it is; `make strings` collects the arguments of this function."""
    return text

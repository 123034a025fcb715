"""Fold case and accents."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return `text` without case and accents: `Café` and `CAFE` become `cafe`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))

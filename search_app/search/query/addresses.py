"""Pasted addresses: `https://example.org/terms/deductible#example-2` asks for the term with that slug."""

from __future__ import annotations

import re
from urllib.parse import unquote

_ADDRESS = re.compile(
    r"(?:https?://\S*?|www\.\S*?|[\w.-]+\.\w{2,}(?::\d+)?)?/terms/([^\s/?#]+)[/?#]?\S*", re.IGNORECASE
)


def addressed_slug(text: str) -> str:
    """Return the slug in the address of a term, or an empty string if `text` is none."""
    found = _ADDRESS.fullmatch(text) if "/" in text else None
    return unquote(found[1]).removesuffix(".md").removesuffix(".json") if found else ""

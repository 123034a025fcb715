"""Values of other systems: days and statuses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search_app.glossary.changes import is_date
from search_app.glossary.model import DRAFT, PREFERRED

_DRAFTS = frozenset(("draft", "entwurf", "borrador", "brouillon", "rascunho", "bozza", "concept", "proposed"))
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")


def day_of(values: Sequence[str]) -> str:
    """Return the first value that begins with a day, as an ISO date; an empty string if none does."""
    for value in values:
        text = value.strip()
        if found := _SLASHED.match(text):
            text = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        if is_date(text[:10]):
            return text[:10]
    return ""


def status_of(values: Sequence[str]) -> str:
    """Return whether a term is a draft; what others call deprecated has no successor, and stays preferred."""
    return DRAFT if any(value.strip().casefold() in _DRAFTS for value in values) else PREFERRED

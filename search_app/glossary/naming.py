"""Normalize names: keys without case, accents and punctuation, and slugs."""

from __future__ import annotations

import re
from functools import lru_cache

from search_app.language.folding import fold

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
BULK_SLUG = re.compile(r"[^\s/\\?#%\x00-\x1f\x7f]{1,200}")  # identifiers of a collection's own: wn:n:00001740

_APOSTROPHES = re.compile("['’‘`´ʼ]")
_SEPARATORS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """Return the key that spellings of one name share: `Workers' Compensation`, `workers compensation`.

    A name of symbols alone, such as `@`, is its own key.
    """
    folded = _APOSTROPHES.sub("", fold(text))
    return _SEPARATORS.sub(" ", folded).strip() or folded.strip()


def slugify(text: str) -> str:
    """Return the slug of a name: `401(k) Plan` becomes `401-k-plan`."""
    return "-".join(re.findall("[a-z0-9]+", name_key(text)))

"""The terms of law in GCIDE, mostly Webster's of 1913."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from bench.corpora import gcide
from bench.corpora.collection import Collection

_LAW = re.compile(r"\bLaws?\b(?! Dict)")  # `Law`, `Eng. Law`; `Law Dict.` is a book


def read(base: Path) -> Collection:
    """Read the entries of GCIDE whose first field is law."""
    every = gcide.read(base)
    return replace(every, rows=[row for row in every.rows if any(map(_LAW.search, row.categories))])

"""The Devil's Dictionary: satirical definitions."""

from __future__ import annotations

import re
from pathlib import Path

from bench.corpora.collection import Collection, make_row
from bench.corpora.dictd import read_entries

_SATIRE = re.compile(r"[A-Z][A-Z0-9' \-\.]+?(?:,\s*[a-z\.\s]+?\.)?[\.\s]{1,}(.*)", re.DOTALL)


def read(base: Path) -> Collection:
    """Read the Devil's Dictionary, whose names are in capitals."""
    rows = []
    for number, (words, text) in enumerate(read_entries(base)):
        matched = _SATIRE.fullmatch(text.strip())
        definition = matched[1] if matched else text
        rows.append(make_row(f"devil:{number}", words[0].capitalize(), definition, words[1:], "satire"))
    return Collection(rows)

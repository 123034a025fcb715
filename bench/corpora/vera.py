"""V.E.R.A.: acronyms of computing and their expansions."""

from __future__ import annotations

import re
from pathlib import Path

from bench.corpora.collection import Collection, make_row, one_line
from bench.corpora.dictd import name_and_text, read_entries

_EXPANSION = re.compile(r"(?:.*?)(?:\s*\(([^()]*)\))?(?:,\s*\"([^\"]+)\")?\s*")


def read(base: Path) -> Collection:
    """Read V.E.R.A.: `Dial On Demand (ISDN, Linux), "alias"`, the first word in brackets being the subject."""
    rows = []
    for number, (words, text) in enumerate(read_entries(base)):
        name, lines = name_and_text(text, words)
        body = one_line(" ".join(lines))
        parts = _EXPANSION.fullmatch(body)
        subject, alias = parts.groups("") if parts else ("", "")
        rows.append(make_row(f"vera:{number}", name, body, [alias], subject.split(",")[0].strip()))
    return Collection(rows)

"""The chemical elements."""

from __future__ import annotations

import re
from pathlib import Path

from bench.corpora.collection import Collection, make_row
from bench.corpora.dictd import read_entries


def read(base: Path) -> Collection:
    """Read the chemical elements; the symbol of each is an alias."""
    rows = []
    for number, (words, text) in enumerate(read_entries(base)):
        name, *lines = text.strip().split("\n")
        aliases = [word for word in words if word.lower() != name.lower()]
        aliases += re.findall(r"Symbol:\s*(\S+)", text)[:1]
        rows.append(make_row(f"elements:{number}", name, " ".join(lines), aliases, "chemical element"))
    return Collection(rows)

"""Cells of spreadsheets: texts that no program evaluates, and lists with one item a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

# First characters of a cell that a spreadsheet evaluates; East Asian ones take the full-width signs too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
QUOTE = "'"  # before such a cell, as spreadsheets write it themselves

_SPLIT = re.compile(r"[\n;|]")
_COMMA = re.compile(r",\s+|,(?=\S)")
LONGEST_LISTED = 60  # characters of an item in a list with commas: a longer one is a phrase that has a comma


def escaped(text: str) -> str:
    """Return `text` as a cell that a spreadsheet shows instead of evaluating it."""
    return QUOTE + text if text.lstrip(QUOTE).startswith(FORMULA) else text


def unescaped(cell: str) -> str:
    """Return the text that `escaped` made a cell of; other cells stay as they are."""
    is_escaped = cell.startswith(QUOTE) and cell.lstrip(QUOTE).startswith(FORMULA)
    return cell.removeprefix(QUOTE) if is_escaped else cell


def joined(items: Sequence[str]) -> str:
    """Return a list as a text, one item a line; as a JSON array if an item would not be read back from its line."""
    text = "\n".join(items)
    return text if listed(text) == list(items) else json.dumps(list(items), ensure_ascii=False)


def listed(text: str) -> list[str]:
    """Return the items of a list that `joined` wrote, or that somebody wrote one a line."""
    if text.startswith("["):
        try:
            items = json.loads(text)
        except (ValueError, RecursionError):
            items = None
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return items
    return [item for line in text.split("\n") if (item := line.strip())]


def split(text: str, *, commas: bool) -> list[str]:
    """Return the items of a list as others write it: by line, `;` or `|`, or else by comma if `commas` says so."""
    parts = _SPLIT.split(text)
    if len(parts) == 1 and commas and "(" not in text:
        parts = _COMMA.split(text)
        if any(len(part) > LONGEST_LISTED for part in parts):
            parts = [text]
    return unique(parts)


def unique(texts: Iterable[str]) -> list[str]:
    """Return the texts that are not empty, on one line each and each once."""
    return list(dict.fromkeys(item for text in texts if (item := " ".join(text.split()))))

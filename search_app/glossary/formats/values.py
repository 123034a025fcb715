"""Read the values of a term's front matter: each key has its type, and each mistake its sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from search_app.glossary.changes import EXAMPLE, is_date, newest_first, read_change, read_review
from search_app.glossary.citations import read_source
from search_app.glossary.formats.front_matter import NotFrontMatterError, Value, read_front_matter
from search_app.glossary.formats.limits import too_many
from search_app.glossary.model import PREFERRED, STATUSES, Change, Fault, Review, Source

MAX_NAME = 120

TEXT_KEYS = ("name", "updated")
LIST_KEYS = ("aliases", "also_in", "asked_as", "related")
RARE_KEYS = ("not_linked", "changes", "sources", "help", "reviewed", "status", "successor", "broader")  # of few terms
KEYS = (*TEXT_KEYS, *LIST_KEYS, *RARE_KEYS)
REQUIRED_KEYS = ("name", "updated")
# The keys of a translation; the others are those of the term that it translates.
TRANSLATION_KEYS = ("name", "aliases", "asked_as", "not_linked", "translates", "updated")
TRANSLATION_REQUIRED = ("name", "translates", "updated")

_EXAMPLES = {"name": "Deductible", "updated": "2026-11-23", "translates": "2026-11-23"}
_DATES = ("updated", "translates")


def read_values(
    text: str, path: str, end: int, faults: list[Fault], *, is_translation: bool = False
) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the values of the known keys and the line of each; `end` is the line of the closing ---."""
    keys, required = (TRANSLATION_KEYS, TRANSLATION_REQUIRED) if is_translation else (KEYS, REQUIRED_KEYS)
    values: dict[str, Any] = {}
    where: dict[str, int] = {"": 1}
    try:
        pairs = read_front_matter(text)
    except NotFrontMatterError as error:
        hint = "Quote values that contain a colon, a quote or a bracket."
        faults.append(Fault(path, error.line + 1, f"the front matter is {error}. {hint}"))
        return values, where
    for key, value in pairs:
        line = value.line + 1  # after the opening ---
        if key not in keys:
            faults.append(Fault(path, line, _unknown_key(key, keys)))
        elif key in where:
            faults.append(Fault(path, line, f"the key {key!r} is repeated; keep one."))
        else:
            where[key] = line
            values[key] = _READERS.get(key, _read_list)(value, key, path, line, faults)
    for key in required:
        if key not in where:
            example = f"add a line such as `{key}: {_EXAMPLES[key]}`"
            meaning = ", with the 'updated' of the text that was translated" if key == "translates" else ""
            faults.append(Fault(path, end, f"the key {key!r} is missing; {example}{meaning}."))
    return values, where


def _unknown_key(key: str, keys: Sequence[str]) -> str:
    if key in KEYS:
        return f"{key!r} does not belong in a translation, which has it from the term; remove it here."
    return f"unknown key {key!r}; the keys are {', '.join(keys)}."


def _read_text(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> str:
    if not value.text:
        faults.append(Fault(path, line, f"{key!r} must be one value on the same line."))
        return ""
    if key in _DATES and not is_date(value.text):
        faults.append(Fault(path, line, f"{value.text!r} is not a date; write year-month-day, such as 2026-11-23."))
    if key == "name" and value.comment:
        faults.append(Fault(path, line, _cut_off(value)))
    if len(value.text) > MAX_NAME:
        faults.append(
            Fault(path, line, f"{key!r} has {len(value.text)} characters, the limit is {MAX_NAME}; shorten it.")
        )
    return value.text


def _cut_off(value: Value) -> str:
    """Return the fault of a text that goes on after a #."""
    whole = f"{value.text} {value.comment}".replace("\\", "\\\\").replace('"', '\\"')
    return f'what follows the # after a space is a comment, and is dropped; write "{whole}" in quotes.'


def _read_items(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> list[tuple[int, str]]:
    """Return the lines and texts of a list's items; an item may be the pair `key: value` without quotes."""
    if value.items is None:
        if value.text != "":
            faults.append(Fault(path, line, f"{key!r} must be a list, such as `{key}: [one, another]`."))
        return []
    if many := too_many(key, len(value.items)):
        faults.append(Fault(path, line, many))
        return []
    found = []
    for item in value.items:
        at = item.line + 1
        if item.split_number:
            remedy = "put a number in quotes, or write a space between two items."
            faults.append(Fault(path, at, f"the comma in {item.split_number} parts two items of {key!r}; {remedy}"))
        if item.comment:
            faults.append(Fault(path, at, f"in {key!r}, {_cut_off(item)}"))
        found.append((at, item.text or ""))
    return found


def _read_list(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> list[str]:
    found: list[str] = []
    for at, text in _read_items(value, key, path, line, faults):
        if not text:
            faults.append(Fault(path, at, f"{key!r} has an item that is empty or not plain text; remove or quote it."))
        elif text in found:
            faults.append(Fault(path, at, f"{key!r} repeats {text!r}; keep one."))
        elif len(text) > MAX_NAME:
            faults.append(Fault(path, at, f"{key!r} has an item of {len(text)} characters, the limit is {MAX_NAME}."))
        else:
            found.append(text)
    return found


def _read_lines(
    value: Value, key: str, path: str, line: int, faults: list[Fault], read: Callable[[str], Any], example: str
) -> list[Any]:
    """Return what `read` makes of each line of a list; lines may be in quotes, or a pair `key: value`."""
    if value.items is None and value.text != "":
        faults.append(Fault(path, line, f"{key!r} must be a list, with lines such as `  - {example}`."))
    if value.items and (many := too_many(key, len(value.items))):
        faults.append(Fault(path, line, many))
        return []
    found: list[Any] = []
    for item in value.items or ():
        each = read(item.pair or item.text or "")
        if isinstance(each, str):
            faults.append(Fault(path, item.line + 1, f"in {key!r}, {each}"))
        elif key == "sources" and item.comment:
            faults.append(Fault(path, item.line + 1, f"in {key!r}, {_cut_off(item)}"))
        elif key == "sources" and each in found:
            faults.append(Fault(path, item.line + 1, f"{key!r} repeats {str(each)!r}; keep one."))
        else:
            found.append(each)
    return found


def _read_changes(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> tuple[Change, ...]:
    return newest_first(_read_lines(value, key, path, line, faults, read_change, EXAMPLE))


def _read_sources(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> list[Source]:
    return _read_lines(value, key, path, line, faults, read_source, "29 USC 206")


def _read_reviewed(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> Review | None:
    read = read_review(value.text or "")
    if isinstance(read, Review):
        return read
    faults.append(Fault(path, line, f"in {key!r}, {read}"))
    return None


def _read_status(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> str:
    if value.text in STATUSES:
        return value.text
    faults.append(Fault(path, line, f"{key!r} is {value.text!r}; write one of {', '.join(STATUSES)}."))
    return PREFERRED


_READERS: dict[str, Callable[[Value, str, str, int, list[Fault]], Any]] = {  # of other keys: _read_list
    "name": _read_text,
    "updated": _read_text,
    "translates": _read_text,
    "successor": _read_text,
    "changes": _read_changes,
    "sources": _read_sources,
    "reviewed": _read_reviewed,
    "status": _read_status,
}

"""Read a term file: one Markdown file with front matter becomes a Term and the faults in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from search_app.glossary.changes import EXAMPLE, is_date, newest_first, read_change
from search_app.glossary.formats.front_matter import NotFrontMatterError, Value, read_front_matter
from search_app.glossary.formats.limits import MAX_BYTES, long_paragraphs, too_many
from search_app.glossary.model import Change, Fault, Origin, Term
from search_app.language.characters import clean_text

MAX_NAME = 120

TEXT_KEYS = ("name", "updated")
LIST_KEYS = ("aliases", "also_in", "asked_as", "related")
RARE_KEYS = ("not_linked", "changes")  # lists that few terms have
REQUIRED_KEYS = ("name", "updated")
HEADINGS = {"Example": "examples", "Misuse": "misuse", "Benefits": "benefits", "Conclusion": "conclusion"}

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,2})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")


def parse_term(raw: bytes, path: str, slug: str, category: str) -> tuple[Term | None, list[Fault]]:
    """Return the term in `raw`, with faulty values left empty, and all its faults.

    The term is None if the front matter cannot be read, or a paragraph is too long to be looked at.

    Args:
        raw: the file's bytes.
        path: the file's name in faults.
        slug: the term's slug (the file name without `.md`).
        category: the primary category (the folder).
    """
    faults: list[Fault] = []
    text = _decode(raw, path, faults)
    if text is None:
        return None, faults
    lines = text.rstrip("\n").split("\n")
    end = next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        message = "the file must begin with front matter: a line ---, keys such as `name: Deductible`, a line ---."
        return None, [Fault(path, 1, message)]
    values, where = _front_matter("\n".join(lines[1 : end - 1]), path, end, faults)
    long = [Fault(path, end + 1 + at, message) for at, message in long_paragraphs("\n".join(lines[end:]))]
    sections = _sections(lines[end:], end + 1, path, where, faults)
    if long:
        return None, sorted([*faults, *long], key=lambda fault: fault.line)
    term = Term(
        slug=slug,
        name=str(values.get("name", "")),
        categories=(category, *values.get("also_in", ())),
        aliases=tuple(values.get("aliases", ())),
        asked_as=tuple(values.get("asked_as", ())),
        related=tuple(values.get("related", ())),
        updated=str(values.get("updated", "")),
        not_linked=tuple(values.get("not_linked", ())),
        changes=newest_first(values.get("changes", ())),
        definition="".join(sections["definition"]),
        examples=tuple(sections["examples"]),
        misuse="".join(sections["misuse"]),
        benefits="".join(sections["benefits"]),
        conclusion="".join(sections["conclusion"]),
        origin=Origin(path, where),
    )
    return term, sorted(faults, key=lambda fault: fault.line)


def _decode(raw: bytes, path: str, faults: list[Fault]) -> str | None:
    if len(raw) > MAX_BYTES:
        faults.append(Fault(path, 1, f"the file has {len(raw):,} bytes, the limit is {MAX_BYTES:,}; shorten it."))
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        bad = raw[error.start]
        faults.append(Fault(path, line, f"byte 0x{bad:02x} is not UTF-8 text; save the file as UTF-8."))
        return None
    if bad_char := _CONTROL.search(text):
        line = text.count("\n", 0, bad_char.start()) + 1
        faults.append(Fault(path, line, f"control character U+{ord(bad_char[0]):04X} in the text; delete it."))
        return None
    return clean_text(text)


def _front_matter(text: str, path: str, end: int, faults: list[Fault]) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the values of the known keys and the line of each; `end` is the line of the closing ---."""
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
        if key not in TEXT_KEYS + LIST_KEYS + RARE_KEYS:
            allowed = ", ".join((*TEXT_KEYS, *LIST_KEYS, *RARE_KEYS))
            faults.append(Fault(path, line, f"unknown key {key!r}; the keys are {allowed}."))
        elif key in where:
            faults.append(Fault(path, line, f"the key {key!r} is repeated; keep one."))
        else:
            where[key] = line
            values[key] = _READERS.get(key, _read_list)(value, key, path, line, faults)
    for key in REQUIRED_KEYS:
        if key not in where:
            example = "2026-11-23" if key == "updated" else "Deductible"
            faults.append(Fault(path, end, f"the key {key!r} is missing; add a line such as `{key}: {example}`."))
    return values, where


def _read_text(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> str:
    if not value.text:
        faults.append(Fault(path, line, f"{key!r} must be one value on the same line."))
        return ""
    if key == "updated" and not is_date(value.text):
        faults.append(Fault(path, line, f"{value.text!r} is not a date; write year-month-day, such as 2026-11-23."))
    if len(value.text) > MAX_NAME:
        faults.append(
            Fault(path, line, f"{key!r} has {len(value.text)} characters, the limit is {MAX_NAME}; shorten it.")
        )
    return value.text


def _read_list(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> list[str]:
    if value.text == "":
        return []
    if value.items is None:
        faults.append(Fault(path, line, f"{key!r} must be a list, such as `{key}: [one, another]`."))
        return []
    if many := too_many(key, len(value.items)):
        faults.append(Fault(path, line, many))
        return []
    found: list[str] = []
    for item in value.items:
        at, text = item.line + 1, item.text
        if not text:
            faults.append(Fault(path, at, f"{key!r} has an item that is empty or not plain text; remove or quote it."))
        elif text in found:
            faults.append(Fault(path, at, f"{key!r} repeats {text!r}; keep one."))
        elif len(text) > MAX_NAME:
            faults.append(Fault(path, at, f"{key!r} has an item of {len(text)} characters, the limit is {MAX_NAME}."))
        else:
            found.append(text)
    return found


def _read_changes(value: Value, key: str, path: str, line: int, faults: list[Fault]) -> list[Change]:
    """Return the notes of a list; each may be in quotes, or a date, a colon and the note as YAML reads them."""
    if value.items is None and value.text != "":
        faults.append(Fault(path, line, f"{key!r} must be a list, with lines such as `  - {EXAMPLE}`."))
    found: list[Change] = []
    for item in value.items or ():
        change = read_change(item.pair or item.text or "")
        if isinstance(change, Change):
            found.append(change)
        else:
            faults.append(Fault(path, item.line + 1, f"in {key!r}, {change}"))
    return found


_READERS = {**dict.fromkeys(TEXT_KEYS, _read_text), "changes": _read_changes}  # of other keys: _read_list


def _sections(
    lines: list[str], first: int, path: str, where: dict[str, int], faults: list[Fault]
) -> dict[str, list[str]]:
    """Return the Markdown below each heading; the text before the first one is the definition.

    Add the line on which each section begins to `where`.
    """
    found: dict[str, list[str]] = {"definition": [], **{field: [] for field in HEADINGS.values()}}
    title, field, opened, body, fence = "the definition", "definition", first, [], ""
    for number, line in enumerate([*lines, "## "], first):  # the extra heading closes the last section
        last = number == first + len(lines)
        fence = "" if last else _next_fence(fence, line)
        heading = None if fence else _HEADING.match(line)
        if not heading:
            body.append(line)
            continue
        text = "\n".join(body).strip("\n")
        if not text.strip():
            faults.append(Fault(path, opened, f"{title} is empty; write at least one paragraph."))
        elif field:
            found[field].append(text)
            anchor = f"example-{len(found[field])}" if field == "examples" else field
            where[anchor] = number - len(body) + next(at for at, each in enumerate(body) if each)
        if last:
            break
        body, opened, title = [], number, f"the section '{heading[2] or ''}'"
        field = _open_section(heading, number, path, found, faults)
    for name, field in HEADINGS.items():
        if not found[field] and not any(f"'{name}'" in fault.message for fault in faults):
            faults.append(Fault(path, first + len(lines) - 1, f"the section '{name}' is missing; add `## {name}`."))
    return found


def _next_fence(fence: str, line: str) -> str:
    """Return the code fence that is open after `line`, or an empty string; `fence` was open before."""
    mark = _FENCE.match(line)
    if not fence:
        return mark[1] if mark else ""
    closes = mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and line.strip() == mark[1]
    return "" if closes else fence


def _open_section(
    heading: re.Match[str], line: int, path: str, found: Mapping[str, list[str]], faults: list[Fault]
) -> str:
    """Return the field that `heading` opens, or an empty string with a fault if it is unknown or repeated."""
    name = heading[2] or ""
    field = HEADINGS.get(name, "") if len(heading[1]) == 2 else ""
    if not field:
        allowed = ", ".join(f"## {known}" for known in HEADINGS)
        faults.append(Fault(path, line, f"unknown heading '{heading[0].strip()}'; the headings are {allowed}."))
    elif field != "examples" and found[field]:
        faults.append(Fault(path, line, f"the section '{name}' is repeated; keep one."))
        return ""
    return field

"""Take the body of a term file apart: the definition, the sections with a field of their own, and the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from search_app.glossary.headings import HEADINGS, fields_of, heading_fault
from search_app.glossary.model import ANCHORS, END, ENGLISH_HEADINGS, Fault, Headings
from search_app.glossary.naming import name_key

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,2})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")


@dataclass
class Body:
    """The Markdown of each field, that of the other sections, and the faults.

    `lines` has the line of each heading, under `## Title`, of the last line, under END, and of the first line of each
    text, under the anchor of a known section; `further_lines` has those of the other sections.
    """

    path: str
    name: str
    headings: Headings = ENGLISH_HEADINGS
    texts: dict[str, list[str]] = field(default_factory=lambda: {key: [] for key in ("definition", *HEADINGS.values())})
    further: list[tuple[str, str]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    further_lines: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_body(lines: Sequence[str], first: int, path: str, name: str, headings: Headings = ENGLISH_HEADINGS) -> Body:
    """Return the sections in `lines`, of which `first` is the number of the first; the term is called `name`."""
    body = Body(path, name, headings)
    title: str | None = ""
    opened, text, fence = first, list[str](), ""
    for number, line in enumerate(lines, first):
        fence = next_fence(fence, line)
        heading = None if fence else _HEADING.match(line)
        if not heading:
            text.append(line)
        elif not _repeats_name(body, heading, number):
            _close(body, title, opened, text)
            title, opened, text = _title(body, heading, number), number, []
    _close(body, title, opened, text)
    body.lines[END] = first + len(lines) - 1
    return body


def first_heading(text: str) -> str:
    """Return the first line of Markdown that would begin a section of a term file, an empty string if none would."""
    fence = ""
    for line in text.split("\n"):
        fence = next_fence(fence, line)
        if not fence and _HEADING.match(line):
            return line.strip()
    return ""


def next_fence(fence: str, line: str) -> str:
    """Return the code fence that is open after `line`, or an empty string; `fence` was open before."""
    mark = _FENCE.match(line)
    if not fence:
        return mark[1] if mark else ""
    closes = mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and line.strip() == mark[1]
    return "" if closes else fence


def _repeats_name(body: Body, heading: re.Match[str], line: int) -> bool:
    """Return whether `heading` is the title of the whole page, with a fault."""
    title = heading[2] or ""
    if len(heading[1]) > 1 or not title or name_key(title) != name_key(body.name):
        return False
    body.faults.append(
        Fault(body.path, line, f"the heading '# {title}' repeats the name; remove it: the page begins with the name.")
    )
    return True


def _title(body: Body, heading: re.Match[str], line: int) -> str | None:
    """Return the title of the section that `heading` opens, None with a fault if there can be none."""
    title, example = heading[2] or "", body.headings.example
    wrong = ""
    if len(heading[1]) == 1:
        wrong = f"'{heading[0].strip()}' is a heading of the whole page; write `## {title or example}` for a section."
    elif title not in fields_of(body.headings):
        wrong = heading_fault(title, body.headings)
    if not wrong and title != example and f"## {title}" in body.lines:
        wrong = f"the section '{title}' is repeated; keep one."
    if wrong:
        body.faults.append(Fault(body.path, line, wrong))
        return None
    body.lines.setdefault(f"## {title}", line)
    return title


def _close(body: Body, title: str | None, opened: int, lines: Sequence[str]) -> None:
    """Add the section with `lines` to the body; the definition has an empty title."""
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        named = f"the section '{title}'" if title else "the section" if title is None else "the definition"
        body.faults.append(Fault(body.path, opened, f"{named} is empty; write at least one paragraph."))
    elif title is not None:
        begins = opened + (1 if title else 0) + next(at for at, line in enumerate(lines) if line)
        known = fields_of(body.headings)
        if title and title not in known:
            body.further.append((title, text))
            body.further_lines.append(begins)
            return
        key = known.get(title, "definition")
        body.texts[key].append(text)
        body.lines[f"example-{len(body.texts[key])}" if key == "examples" else ANCHORS.get(key, key)] = begins

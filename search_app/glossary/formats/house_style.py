"""Rewrite the front matter of a term file in the house style: a long list has one item a line. The body stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from search_app.glossary.formats.front_matter import NotFrontMatterError, Value, read_front_matter

LONGEST_LINE = 120  # characters of a list in brackets

_FILE = re.compile(r"(\ufeff?---[ \t]*\r?\n)(.*?)(^---[ \t]*\r?$.*)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _FlowList:
    """A list in brackets: its key, its lines (the last one excluded), and its items as they are written."""

    key: str
    first: int
    last: int
    items: tuple[str, ...]


def in_house_style(text: str) -> str:
    """Return a term file with its front matter rewritten; one that cannot be read, or has comments in lists, stays."""
    found = _FILE.match(text)
    if not found:
        return text
    newline = "\r\n" if "\r\n" in found[2] else "\n"
    before = found[2].replace("\r\n", "\n")
    after = before if "\r" in before else _rewritten(before)  # YAML ends a line at a lone carriage return too
    return found[1] + after.replace("\n", newline) + found[3] if after != before else text


def _rewritten(matter: str) -> str:
    try:
        values = _plain(matter)
        lines = matter.split("\n")
        for flow in reversed(list(_flow_lists(matter))):
            lines[flow.first : flow.last] = _styled(flow)
        after = "\n".join(lines)
        return after if _plain(after) == values else matter
    except (NotFrontMatterError, yaml.YAMLError):
        return matter


def _styled(flow: _FlowList) -> list[str]:
    line = f"{flow.key}: [{', '.join(flow.items)}]"
    return [line] if len(line) <= LONGEST_LINE else [f"{flow.key}:", *(f"  - {item}" for item in flow.items)]


def _plain(matter: str) -> list[tuple[str, str | None, tuple[str | None, ...]]]:
    """Return keys, texts and items: what a rewritten text must have too."""
    return [(key, value.text, tuple(map(_text, value.items or ()))) for key, value in read_front_matter(matter)]


def _text(item: Value) -> str | None:
    return item.text if item.text is not None else item.pair


def _flow_lists(matter: str) -> Iterator[_FlowList]:
    """Yield the lists in brackets that belong to a key, of scalars alone, on lines of their own, without comments."""
    lines, key = matter.split("\n"), ""
    events: list[Any] = list(yaml.parse(matter, Loader=yaml.BaseLoader))
    depth = 0
    for number, event in enumerate(events):
        begin: Any = event.start_mark
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.ScalarEvent) and depth == 1 and begin.column == 0:
            key = event.value
        elif isinstance(event, yaml.SequenceStartEvent) and event.flow_style and key and not event.anchor:
            scalars = _scalars(events[number + 1 :])
            end = events[number + 1 + len(scalars)]
            finish: Any = end.end_mark
            if isinstance(end, yaml.SequenceEndEvent) and _is_alone(event, end, scalars, lines, key):
                items = tuple(
                    lines[each.start_mark.line][each.start_mark.column : each.end_mark.column] for each in scalars
                )
                yield _FlowList(key, begin.line, finish.line + 1, items)


def _scalars(events: Sequence[Any]) -> list[Any]:
    end = next(number for number, event in enumerate(events) if not isinstance(event, yaml.ScalarEvent))
    return list(events[:end])


def _is_alone(start: Any, end: Any, scalars: Sequence[Any], lines: Sequence[str], key: str) -> bool:
    """Return whether nothing but the list follows the key on its lines, and each item is on one line."""
    is_last = not lines[end.end_mark.line][end.end_mark.column :].strip()
    is_first = lines[start.start_mark.line].startswith(f"{key}:")
    between = [*lines[start.start_mark.line : end.end_mark.line]]
    has_comment = any(re.search(r"(^|\s)#", line) for line in between)
    one_line = all(each.start_mark.line == each.end_mark.line and not each.tag for each in scalars)
    return is_first and is_last and one_line and not has_comment

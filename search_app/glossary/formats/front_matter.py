"""Read front matter: the YAML mapping between the `---` lines, as text with line numbers.

YAML is read as a stream of events, not as values: events have lines, `NO` and `2026-11-23` remain the text that the
author wrote, and brackets nested a hundred thousand deep cannot exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from search_app.glossary.formats.limits import MAX_DEPTH, deep_line

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml's is the same, ten times as fast

_COMMENT = re.compile(r"[ \t]+(#.*?)[ \t]*$")
_DIGITS_AT_END = re.compile(r"(?<!\d)\d{1,3}$")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a key or a list: a scalar has `text`, a list has `items`, another collection neither.

    `pair` is the line `key: value` of an item of a list that is one such pair. `comment` is the comment that follows
    text without quotes on its line; `split_number` the number, such as `1,000`, whose comma parts this item of a list
    in brackets from the one before.
    """

    line: int
    text: str | None = None
    items: tuple[Value, ...] | None = None
    pair: str = ""
    comment: str = ""
    split_number: str = ""


class NotFrontMatterError(Exception):
    """The text is not a YAML mapping; `line` is the line of the error."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(reason)


def read_front_matter(text: str) -> list[tuple[str, Value]]:
    """Return the keys of a YAML mapping with their values, in order, lines counted from 1; keys may repeat.

    Raises:
        NotFrontMatterError: `text` is not YAML, or not a mapping.
    """
    if deep := deep_line(text):
        raise NotFrontMatterError(deep, f"not readable: brackets are nested more than {MAX_DEPTH} deep")
    try:
        events = list(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "unreadable"
        raise NotFrontMatterError(mark.line + 1 if mark else 1, f"not valid YAML: {reason}") from error
    stream = _Stream(events[2:], text.split("\n"))  # after the starts of stream and document
    if not isinstance(next(stream, None), yaml.MappingStartEvent):
        raise NotFrontMatterError(1, "not keys and values, such as `name: Deductible`")
    pairs = []
    for event in stream:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _value(event, stream)
        pairs.append((key.text or "", replace(_value(next(stream), stream), line=key.line)))
    return pairs


class _Stream:
    """Events, and the lines that they were read from."""

    def __init__(self, events: list[Any], lines: list[str]) -> None:
        self._events = iter(events)
        self._lines = lines

    def __iter__(self) -> Iterator[Any]:
        return self._events

    def __next__(self) -> Any:
        return next(self._events)

    def comment_after(self, event: Any) -> str:
        """Return the comment on the line on which text without quotes ends."""
        line = self._lines[event.end_mark.line] if event.end_mark.line < len(self._lines) else ""
        found = _COMMENT.match(line, event.end_mark.column)
        return found[1] if found and line[event.end_mark.column - 1 : event.end_mark.column] not in ("'", '"') else ""


def _value(event: Any, stream: _Stream) -> Value:
    """Return the value that begins with `event`; consume the rest of it from `stream`."""
    line: int = event.start_mark.line + 1
    if isinstance(event, yaml.ScalarEvent):
        return Value(line, text=" ".join(str(event.value).split()), comment=stream.comment_after(event))
    if isinstance(event, yaml.SequenceStartEvent):
        return Value(line, items=tuple(_items(stream)))
    if isinstance(event, yaml.MappingStartEvent):
        for _ in _rest(stream):
            pass
    return Value(line)


def _items(stream: _Stream) -> Iterator[Value]:
    before: Any = None
    for event in stream:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        line: int = event.start_mark.line + 1
        if isinstance(event, yaml.CollectionStartEvent):
            inner = list(_rest(stream))
            is_pair = isinstance(event, yaml.MappingStartEvent) and len(inner) == 2
            yield Value(line, pair=_pair(*inner) if is_pair else "")
        else:
            yield replace(_value(event, stream), split_number=_split_number(before, event))
        before = event


def _split_number(before: Any, event: Any) -> str:
    """Return the number whose comma, without a space after it, parts two items; an empty string if there is none."""
    if not isinstance(before, yaml.ScalarEvent) or not isinstance(event, yaml.ScalarEvent):
        return ""
    end, start = before.end_mark, event.start_mark
    if not end or not start or (end.line, end.column + 1) != (start.line, start.column):
        return ""
    first, last = _DIGITS_AT_END.search(before.value), _THREE_DIGITS.match(event.value)
    return f"{first[0]},{last[0]}" if first and last else ""


def _rest(stream: _Stream) -> Iterator[Any]:
    """Yield the events of a nested collection up to its end, without recursion."""
    depth = 1
    for event in stream:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if not depth:
            return
        yield event


def _pair(key: Any, value: Any) -> str:
    """Return the line `key: value` of two scalars."""
    if isinstance(key, yaml.ScalarEvent) and isinstance(value, yaml.ScalarEvent):
        return " ".join(f"{key.value}: {value.value}".split())
    return ""

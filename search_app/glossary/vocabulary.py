"""Read `vocabulary.toml`: words that people type and no term has as a name, and the terms they lead to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search_app.glossary.formats.toml import read_toml
from search_app.glossary.model import Fault, LeadIn, Term
from search_app.glossary.naming import name_key
from search_app.glossary.relations import similar_slug

_KEYS = ("said", "terms", "reason", "alone")
_HEADER = re.compile(r"\s*\[\[\s*word\s*\]\]")

LONGEST = 5  # words of a lead-in
MOST_TERMS = 4  # that one lead-in leads to
REASON_UP_TO = 80  # characters of a reason


def read_vocabulary(
    file: Path, shown: str, terms: Sequence[Term], slugs: Collection[str], *, names_are_unique: bool
) -> tuple[tuple[LeadIn, ...], list[Fault]]:
    """Return the lead-ins in `file`, and its faults; without the file there are none.

    Args:
        file: the vocabulary.
        shown: the file's name in faults.
        terms: the terms that could be read; their names cannot be lead-ins.
        slugs: the slugs that lead-ins may lead to, those of terms that could not be read among them.
        names_are_unique: in a bulk dictionary, whose names change without its editors, a name may be a lead-in.
    """
    if not file.is_file():
        return (), []
    read = read_toml(file, shown)
    if isinstance(read, Fault):
        return (), [read]
    named = terms if names_are_unique else ()
    names = {name_key(name): term.slug for term in named for name in (term.name, *term.aliases)}
    reader = _Reader(read.text.splitlines(), shown, slugs, names)
    return tuple(reader.lead_ins(read.table)), reader.faults


@dataclass
class _Block:
    """One [[word]] of the file: its values, and the lines it is written in."""

    values: Mapping[str, Any]
    first: int
    lines: Sequence[str]

    def line_of(self, text: str) -> int:
        """Return the number of the first line that contains `text`, or of the first line."""
        return next((number for number, line in enumerate(self.lines, self.first) if text in line), self.first)


@dataclass
class _Reader:
    """Convert the parsed table; a wrong value becomes a fault and its lead-in is left out."""

    lines: Sequence[str]
    shown: str
    slugs: Collection[str]
    names: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)  # the key of each lead-in so far, with its line

    def lead_ins(self, table: Mapping[str, Any]) -> Iterator[LeadIn]:
        for key in sorted(set(table) - {"word"}):
            self._fault(_Block({}, 1, self.lines), key, f"the file has no key {key!r}; write each word as [[word]].")
        for block in self._blocks(table.get("word", [])):
            before = len(self.faults)
            lead_in = self._lead_in(block)
            if len(self.faults) == before:
                yield lead_in

    def _blocks(self, tables: object) -> Iterator[_Block]:
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self._fault(_Block({}, 1, self.lines), "word", "word must be a list of tables; write each as [[word]].")
            return
        starts = [number for number, line in enumerate(self.lines) if _HEADER.match(line)]
        if len(starts) != len(tables):  # written in another way, such as word = [{...}]
            starts = [0] * len(tables)
        ends = [*starts[1:], len(self.lines)]
        for values, start, end in zip(tables, starts, ends, strict=True):
            yield _Block(values, start + 1, self.lines[start : max(end, start + 1)])

    def _lead_in(self, block: _Block) -> LeadIn:
        for key in sorted(set(block.values) - set(_KEYS)):
            self._fault(block, key, f"[[word]] has no key {key!r}; the keys are {', '.join(_KEYS)}.")
        said, terms = self._texts(block, "said"), self._texts(block, "terms")
        for text in said:
            self._check_said(block, text)
        self._check_terms(block, terms)
        alone = block.values.get("alone", False)
        if not isinstance(alone, bool):
            self._fault(block, "alone", f"'alone' must be true or false, without quotes, not {alone!r}.")
        return LeadIn(said, terms, self._reason(block), bool(alone))

    def _texts(self, block: _Block, key: str) -> tuple[str, ...]:
        value = block.values.get(key, [])
        if isinstance(value, list) and value and all(isinstance(each, str) and each.strip() for each in value):
            return tuple(" ".join(each.split()) for each in value)
        self._fault(block, key, f'{key!r} must be a list of texts in quotes, such as {key} = ["..."].')
        return ()

    def _check_said(self, block: _Block, text: str) -> None:
        key = name_key(text)
        if not 1 <= len(key.split()) <= LONGEST:
            self._fault(block, text, f"{text!r} must have one to {LONGEST} words; shorten it.")
        if key in self.names:
            self._fault(
                block,
                text,
                f"{text!r} is already a name or alias of {self.names[key]!r}, which always wins; remove it.",
            )
        line = self.known.setdefault(key, block.line_of(text))
        if line != block.line_of(text) or [name_key(each) for each in block.values["said"]].count(key) > 1:
            self._fault(block, text, f"{text!r} is already in line {line}; a word stands once, with all of its terms.")

    def _check_terms(self, block: _Block, terms: Sequence[str]) -> None:
        if len(terms) > MOST_TERMS:
            self._fault(
                block, "terms", f"'terms' has {len(terms)} slugs; list at most {MOST_TERMS}, the likeliest first."
            )
        for slug in terms:
            if slug not in self.slugs:
                remedy = similar_slug(slug, self.slugs)
                self._fault(block, slug, f"'terms' names {slug!r}, which does not exist; {remedy}")
            elif terms.count(slug) > 1:
                self._fault(block, slug, f"'terms' names {slug!r} twice; remove one.")

    def _reason(self, block: _Block) -> str:
        value = block.values.get("reason", "")
        if not isinstance(value, str):
            self._fault(block, "reason", f"'reason' must be text in quotes, not {value!r}.")
            return ""
        reason = " ".join(value.split())
        if not reason:
            self._fault(block, "reason", "'reason' is missing or empty; write in a few words what visitors see.")
        elif len(reason) > REASON_UP_TO:
            limit = f"at most {REASON_UP_TO} fit beside a result; shorten it."
            self._fault(block, "reason", f"'reason' has {len(reason)} characters; {limit}")
        return reason

    def _fault(self, block: _Block, needle: str, message: str) -> None:
        """Record a fault at the line of the block that contains `needle`: tomllib reports no lines of values."""
        fault = Fault(self.shown, block.line_of(needle), message)
        if fault not in self.faults:
            self.faults.append(fault)

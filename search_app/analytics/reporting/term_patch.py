"""Suggested fixes as a patch: a unified diff of the term files, for an editor to review and `git apply`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path

import yaml

from search_app.analytics.reporting.query_clusters import SuggestedFix
from search_app.glossary.model import Term
from search_app.glossary.naming import name_key
from search_app.glossary.source import read_glossary

_FLOW = re.compile(r"(?P<start>\w+:\s*\[)(?P<items>.*)(?P<end>\]\s*(?:#.*)?)", re.DOTALL)
_ITEM = re.compile(r"(?P<dash>\s*-\s+)")


def patch(terms: Path, fixes: Iterable[SuggestedFix]) -> tuple[str, list[SuggestedFix]]:
    """Return a patch that adds the lines, to be applied in the parent folder of `terms`, and the fixes left out.

    A fix is left out if the term has the line already, if another term has the name, or if the list is written in a
    form that is not edited (over several lines).

    Raises:
        SettingError: there are no terms at `terms`.
    """
    read = _by_language(terms)
    names = {(code, name_key(name)) for (code, _), term in read.items() for name in (term.name, *term.aliases)}
    wanted: dict[tuple[str, str], list[SuggestedFix]] = defaultdict(list)
    left_out: list[SuggestedFix] = []
    for fix in fixes:
        term, name = (fix.language, fix.slug), (fix.language, name_key(fix.text))
        taken = fix.key == "aliases" and name in names
        (left_out if taken or term not in read or not terms.is_dir() else wanted[term]).append(fix)
        names.add(name)
    pieces = []
    for term in sorted(wanted):
        place = read[term].origin.path
        before = (terms.parent / place).read_text(encoding="utf-8").splitlines(keepends=True)
        after, refused = _fixed(before, read[term], wanted[term])
        left_out += refused
        pieces += [_whole_line(line) for line in unified_diff(before, after, f"a/{place}", f"b/{place}")]
    return "".join(pieces), left_out


def _by_language(terms: Path) -> dict[tuple[str, str], Term]:
    """Return the terms and their translations by language and slug."""
    read = read_glossary(terms)
    return {(each.site.language, term.slug): term for each in (read, *read.translations) for term in each.terms}


def _fixed(lines: list[str], term: Term, fixes: Iterable[SuggestedFix]) -> tuple[list[str], list[SuggestedFix]]:
    """Return the lines of a term file with the fixes applied, and the fixes that could not be."""
    after, refused = list(lines), []
    from_the_end = sorted(fixes, key=lambda fix: -term.origin.lines.get(fix.key, 0))  # inserted lines move later ones
    for fix in from_the_end:
        known = {name_key(text) for text in (term.aliases if fix.key == "aliases" else term.asked_as)}
        number = term.origin.lines.get(fix.key)
        if name_key(fix.text) in known or not number or not _add(after, number - 1, fix.text):
            refused.append(fix)
    return after, refused


def _add(lines: list[str], at: int, text: str) -> bool:
    """Add an item to the list that begins at `lines[at]`; false if it spans lines as a flow list."""
    if flow := _FLOW.fullmatch(lines[at]):
        items = flow["items"].strip()
        lines[at] = f"{flow['start']}{items}{', ' if items else ''}{_quoted(text, 'flow')}{flow['end']}"
        return True
    last = at
    while last + 1 < len(lines) and _ITEM.match(lines[last + 1]):
        last += 1
    if last > at and (item := _ITEM.match(lines[last])):
        lines.insert(last + 1, f"{item['dash']}{_quoted(text, 'block')}\n")
        return True
    return False


def _quoted(text: str, style: str) -> str:
    """Return `text` as an item of a YAML list of this style, quoted where YAML requires it."""
    flow = style == "flow"
    written = yaml.safe_dump([text], default_flow_style=flow, allow_unicode=True, width=10_000).strip()
    return written[1:-1] if flow else written[2:]


def _whole_line(line: str) -> str:
    return line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"

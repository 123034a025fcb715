"""What editors date: notes on what they changed (`2026-11-02: Added the 2026 threshold`), and reviews of a term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from search_app.glossary.model import Change, Review

MAX_NOTE = 160  # characters
EXAMPLE = "2026-11-02: Added the 2026 threshold"
REVIEW_EXAMPLE = "2026-11-28, editor"

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2}): *(\S.*)")
_REVIEWED = re.compile(r"(\d{4}-\d{2}-\d{2}), *(\S.{0,59})")


def is_date(text: str) -> bool:
    """Return whether `text` is a date written year-month-day."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def read_change(text: str) -> Change | str:
    """Return the change that a line describes, or what is wrong with the line."""
    dated = _DATED.fullmatch(" ".join(text.split()))
    if not dated or not is_date(dated[1]):
        return f"{text!r} must be a date and a note, such as `{EXAMPLE}`."
    if len(dated[2]) > MAX_NOTE:
        return f"the note of {dated[1]} has {len(dated[2])} characters, the limit is {MAX_NOTE}; shorten it."
    return Change(dated[1], dated[2])


def read_review(text: str) -> Review | str:
    """Return the review that a line describes, or what is wrong with the line."""
    found = _REVIEWED.fullmatch(" ".join(text.split()))
    if not found or not is_date(found[1]):
        return f"{text!r} must be a date and the role of the reader, such as `{REVIEW_EXAMPLE}`."
    return Review(found[1], found[2])


def newest_first(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return `changes` from the newest to the oldest; those of one day keep their order."""
    return tuple(sorted(changes, key=lambda change: change.day, reverse=True))


def latest(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes of the newest day; `changes` begin with the newest."""
    return tuple(change for change in changes if change.day == changes[0].day)

"""Find sets of states without a name: `some states`, and no state in the same or the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from search_app.glossary.help_table import STATES
from search_app.glossary.model import Remark
from search_app.glossary.review.limits import MAX_STATES_SHARE, MIN_STATES_TERMS
from search_app.glossary.review.reviewed_term import ReviewedSection, ReviewedTerm, glossary_remark, quoted

_ABOUT = "(?:about|nearly|roughly|over|more than|around|almost)"
_UNNAMED = re.compile(
    r"\b(?:some|many|most|several|various|certain|other|(?:a )?few|a number of|a handful of|a dozen|dozens of|"
    rf"(?:{_ABOUT} )?half (?:of )?(?:the )?|{_ABOUT} (?:a )?[\w-]+)\s*(?:other )?states\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, STATES.values()), key=len, reverse=True)) + r")\b")


def state_remarks(reviewed_terms: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield a remark if too many terms mention states without naming one; it lists each with its line."""
    places = []
    for reviewed in reviewed_terms:
        found = next(((section, each) for section in reviewed.sections for each in unnamed_states(section)), None)
        if found:
            section, sentence = found
            places.append(f"{reviewed.term.origin.path}:{reviewed.line_of(section, sentence)} {quoted(sentence)}")
    limit = MAX_STATES_SHARE * len(reviewed_terms)
    if len(places) >= MIN_STATES_TERMS and len(places) > limit:
        message = (
            f"{len(places)} of {len(reviewed_terms)} terms mention states without naming one, the limit is "
            f"{MAX_STATES_SHARE:.0%}; name one or two in the same or the next sentence: {'; '.join(places)}."
        )
        yield glossary_remark(reviewed_terms, "states", message)


def unnamed_states(section: ReviewedSection) -> Iterator[str]:
    """Yield the sentences of `section` that mention a set of states, none of them by name there or one later."""
    for sentence, after in pairwise((*section.sentences, "")):
        if _UNNAMED.search(sentence) and not _NAME.search(f"{sentence} {after}"):
            yield sentence

"""Check terms from files that the glossary wrote itself and that somebody may have edited since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from search_app.glossary.changes import is_date
from search_app.glossary.formats.exchange import ImportResult, SiteHints
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.safe_markdown import FORBIDDEN
from search_app.glossary.model import STATUSES, Fault, Term
from search_app.glossary.naming import BULK_SLUG


def import_own(terms: Sequence[Term], hints: SiteHints, report: ReportBuilder) -> ImportResult:
    """Return the terms that are sound, and the faults of the others."""
    sound: dict[str, Term] = {}
    faults: list[Fault] = []
    for term in terms:
        problem = term_problem(term) or (f"the slug {term.slug!r} is repeated" if term.slug in sound else "")
        if problem:
            faults.append(term.origin.fault("", f"the term {term.slug or term.name!r} is left out: {problem}."))
        else:
            sound[term.slug] = term
    report.take("terms", len(sound))
    return ImportResult(tuple(sound.values()), hints, tuple(faults), report.report())


def term_problem(term: Term) -> str:
    """Return what is wrong with a term of its own, an empty string if nothing is; links are not looked at."""
    if not BULK_SLUG.fullmatch(term.slug):
        return f"{term.slug!r} cannot be a slug"
    if not term.name.strip():
        return "it has no name"
    if term.status not in STATUSES:
        return f"{term.status!r} is no status; use one of {', '.join(STATUSES)}"
    days = (term.updated, *(change.day for change in term.changes), term.reviewed.day if term.reviewed else "")
    if wrong := [day for day in days if day and not is_date(day)]:
        return f"{wrong[0]!r} is not a date; write year-month-day, such as 2026-11-23"
    if any(FORBIDDEN.search(text) for text in _texts(term)):
        return "a text has a control character; delete it"
    return ""


def _texts(term: Term) -> Iterator[str]:
    waiting: list[object] = [getattr(term, item.name) for item in fields(term) if item.compare]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            waiting.extend(value)

"""Print a review as text, as JSON and as annotations of a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from statistics import mean
from typing import Any

from rich.table import Table

from search_app.glossary.model import Fault
from search_app.glossary.review import Review
from search_app.glossary.review.measures import Measure, average_grade
from search_app.glossary.review.standards import GRADE, Scale


def as_text(faults: Sequence[Fault], review: Review, *, strict: bool) -> Iterator[str]:
    """Yield a line for each fault, then for each warning; `strict` prints warnings as faults."""
    yield from map(str, faults)
    for remark in review.remarks:
        yield f"{remark.path}:{remark.line}: {remark.message}" if strict else str(remark)


def as_github(faults: Sequence[Fault], review: Review, *, strict: bool) -> Iterator[str]:
    """Yield the workflow commands that annotate a pull request."""
    for fault in faults:
        yield _command("error", fault.path, fault.line, fault.message)
    for remark in review.remarks:
        yield _command("error" if strict else "warning", remark.path, remark.line, remark.message)


def _command(level: str, path: str, line: int, message: str) -> str:
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} file={path},line={line}::{escaped}"


def as_json(terms: int, faults: Sequence[Fault], review: Review, *, stats: bool) -> str:
    """Return faults and remarks as one JSON object; `stats` adds the measures of each term, and by language."""
    found: dict[str, Any] = {
        "terms": terms,
        "faults": [asdict(fault) for fault in faults],
        "warnings": [asdict(remark) for remark in review.remarks],
    }
    if stats:
        found["stats"] = _stats(review.measures)
        if review.translations:
            by_language = {code: _stats(measures) for code, measures in review.translations.items()}
            found["stats"] = _stats(review.measures) | {"translations": by_language}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _stats(measures: Sequence[Measure]) -> dict[str, Any]:
    return {"average_grade": average_grade(measures), "terms": [asdict(measured) for measured in measures]}


def measure_table(measures: Sequence[Measure], scale: Scale = GRADE) -> Table:
    """Return a row of measures for each term."""
    table = Table("Term", box=None, pad_edge=False)
    name = scale.name[0].upper() + scale.name[1:]
    for heading in (name, "Sentence", "Definition", "Examples", "Misuse", "Benefits", "Conclusion", "In", "Out"):
        table.add_column(heading, justify="right", no_wrap=True)
    for each in measures:
        words = (each.definition, " ".join(map(str, each.examples)), each.misuse, each.benefits, each.conclusion)
        counts = (f"{each.grade:.1f}", f"{each.sentence_words:.1f}", *words, each.links_in, each.links_out)
        table.add_row(each.slug, *map(str, counts))
    return table


def measure_summary(measures: Sequence[Measure], scale: Scale = GRADE) -> str:
    """Return the measures of the whole glossary on one line."""
    if not measures:
        return "There is nothing to measure."
    hardest = max(measures, key=lambda each: scale.hardness(each.grade))
    bound = "at most" if scale.rises else "at least"
    return (
        f"{len(measures)} terms: {scale.name} {average_grade(measures)} on average ({bound} {scale.average:g}), "
        f"{hardest.grade} {bound} ({hardest.slug}; limit {scale.limit:g}); "
        f"{mean(each.sentence_words for each in measures):.1f} words a sentence; "
        f"{min(each.links_in for each in measures)} to {max(each.links_in for each in measures)} links in, "
        f"{min(each.links_out for each in measures)} to {max(each.links_out for each in measures)} out."
    )

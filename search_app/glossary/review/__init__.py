"""What an editor should look at again: an edited glossary that has no fault may still be hard, thin or repetitive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from search_app.glossary.model import Fault, Remark, Term
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.review.links import link_remarks
from search_app.glossary.review.measures import Measure, measure, measure_remarks
from search_app.glossary.review.phrases import phrase_remarks
from search_app.glossary.review.reading import read_terms
from search_app.glossary.review.repetition import repetition_remarks
from search_app.glossary.review.unlinked import unlinked_remarks

__all__ = ["Measure", "Review", "review"]


@dataclass(frozen=True, slots=True)
class Review:
    """Every remark on a glossary, in the order of files and lines, and what was counted in each term."""

    remarks: tuple[Remark, ...] = ()
    measures: tuple[Measure, ...] = ()


def review(terms: Sequence[Term], faults: Sequence[Fault], *, today: date, months: int) -> Review:
    """Return what is to be said of `terms`, which were read from files.

    A file with `faults` is left out: its text may be incomplete, so what is remarked of it may be wrong.

    Args:
        terms: the terms that could be read.
        faults: what is wrong with them.
        today: the day from which age is counted.
        months: the age in months from which a text is overdue.
    """
    vocabulary = Vocabulary(terms)
    readings = read_terms(terms, vocabulary)
    measures = measure(readings)
    remarks = [
        *link_remarks(readings),
        *measure_remarks(readings, measures, today=today, months=months),
        *phrase_remarks(readings, vocabulary),
        *repetition_remarks(readings),
        *unlinked_remarks(readings, vocabulary),
    ]
    faulty = {fault.path for fault in faults}
    sound = [remark for remark in remarks if remark.path not in faulty]
    return Review(tuple(sorted(sound, key=lambda remark: (remark.path, remark.line))), tuple(measures))

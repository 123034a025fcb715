"""Review a glossary: remarks on terms that are valid, but hard to read, too short, repetitive or out of date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from search_app.glossary.model import DEPRECATED, Agency, Fault, Remark, Term
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.review.advice import advice_remarks
from search_app.glossary.review.contacts import contact_remarks
from search_app.glossary.review.links import link_remarks
from search_app.glossary.review.measures import Measure, measure, measure_remarks
from search_app.glossary.review.phrases import phrase_remarks
from search_app.glossary.review.raw_html import html_remarks
from search_app.glossary.review.repetition import repetition_remarks
from search_app.glossary.review.reviewed_term import prepare
from search_app.glossary.review.states import state_remarks
from search_app.glossary.review.sums import sum_remarks
from search_app.glossary.review.trades import trade_remarks
from search_app.glossary.review.unlinked import unlinked_remarks
from search_app.glossary.review.variety import opening_remarks, variety_remarks
from search_app.language.language import Language

__all__ = ["Measure", "Review", "review", "review_bulk"]


@dataclass(frozen=True, slots=True)
class Review:
    """The remarks on a glossary, by file and line, and the measures of each term."""

    remarks: tuple[Remark, ...] = ()
    measures: tuple[Measure, ...] = ()


def review(
    terms: Sequence[Term],
    faults: Sequence[Fault],
    *,
    language: Language,
    today: date,
    months: int,
    agencies: Sequence[Agency] = (),
    strict: bool = False,
) -> Review:
    """Return the remarks on `terms`, and their measures.

    Files with `faults` get no remarks: their text may be incomplete.

    Args:
        terms: the terms that could be read from files.
        faults: the faults of these files.
        language: that of the terms.
        today: the day on which age is counted.
        months: the age in months after which a text is overdue for review.
        agencies: the agencies that terms may name in `help`.
        strict: whether to judge the variety of the glossary as a whole too, which no single edit can repair.
    """
    terms = [term for term in terms if term.status != DEPRECATED]
    vocabulary = Vocabulary(terms, language)
    reviewed_terms = prepare(terms, vocabulary)
    measures = measure(reviewed_terms)
    remarks = [
        *html_remarks(terms),
        *link_remarks(reviewed_terms),
        *measure_remarks(reviewed_terms, measures, today=today, months=months),
        *phrase_remarks(reviewed_terms, vocabulary),
        *repetition_remarks(reviewed_terms),
        *opening_remarks(reviewed_terms),
        *contact_remarks(reviewed_terms, agencies),
        *sum_remarks(reviewed_terms),
        *unlinked_remarks(reviewed_terms, vocabulary),
    ]
    if strict:
        remarks += variety_remarks(reviewed_terms)
        remarks += trade_remarks(reviewed_terms)
        remarks += advice_remarks(reviewed_terms)
        remarks += state_remarks(reviewed_terms)
    faulty = {fault.path for fault in faults}
    sound = [remark for remark in remarks if remark.path not in faulty]
    return Review(tuple(sorted(sound, key=lambda remark: (remark.path, remark.line))), tuple(measures))


def review_bulk(terms: Sequence[Term]) -> Review:
    """Return the remarks on a dictionary in JSON Lines: on what no page can show, not on its style."""
    return Review(tuple(html_remarks(terms)))

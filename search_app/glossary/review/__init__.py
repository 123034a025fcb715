"""Review a glossary: remarks on terms that are valid, but hard to read, too short, repetitive or out of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from search_app.glossary.model import DEPRECATED, Agency, Fault, Remark, Term
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.review.advice import advice_remarks
from search_app.glossary.review.contacts import contact_remarks
from search_app.glossary.review.figures import figure_remarks
from search_app.glossary.review.limits import ITEMS, TRANSLATED_ITEMS
from search_app.glossary.review.links import link_remarks
from search_app.glossary.review.measures import Measure, measure, measure_remarks, overdue_remarks
from search_app.glossary.review.phrases import phrase_remarks
from search_app.glossary.review.raw_html import html_remarks
from search_app.glossary.review.repetition import repetition_remarks
from search_app.glossary.review.reviewed_term import ReviewedTerm, prepare
from search_app.glossary.review.standards import standard_of
from search_app.glossary.review.states import state_remarks
from search_app.glossary.review.sums import sum_remarks
from search_app.glossary.review.trades import trade_remarks
from search_app.glossary.review.translations import missing_remarks, pair_remarks, site_remarks
from search_app.glossary.review.unlinked import unlinked_remarks
from search_app.glossary.review.variety import article_remarks, ending_remarks, opening_remarks
from search_app.glossary.source import Glossary
from search_app.language.language import Language
from search_app.language.languages import language_of

__all__ = ["Measure", "Review", "review", "review_bulk", "with_translations"]

ENGLISH = "en"  # the language that lists of phrases, trades and advice are in


@dataclass(frozen=True, slots=True)
class Review:
    """The remarks on a glossary, by file and line, and the measures of each term; of translations, by language."""

    remarks: tuple[Remark, ...] = ()
    measures: tuple[Measure, ...] = ()
    translations: Mapping[str, tuple[Measure, ...]] = field(default_factory=dict)


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
    standard = standard_of(language.code)
    measures = measure(reviewed_terms, standard.scale)
    remarks = [
        *link_remarks(reviewed_terms),
        *measure_remarks(reviewed_terms, measures, standard, ITEMS),
        *overdue_remarks(reviewed_terms, today, months),
        *_text_remarks(reviewed_terms, language, agencies),
        *unlinked_remarks(reviewed_terms, vocabulary),
    ]
    if language.code == ENGLISH:
        remarks += phrase_remarks(reviewed_terms, vocabulary)
        remarks += sum_remarks(reviewed_terms)
    if strict:
        remarks += article_remarks(reviewed_terms, standard.articles)
        remarks += _variety_remarks(reviewed_terms) if language.code == ENGLISH else ()
    return Review(_sound(remarks, faults), tuple(measures))


def with_translations(own: Review, glossary: Glossary, *, strict: bool = False) -> Review:
    """Return the review of a glossary with that of its translations, which are compared with it too.

    Args:
        own: the review of the terms in the default language.
        glossary: the glossary, read from a folder.
        strict: as in `review`.
    """
    if len(glossary.site.languages) == 1 or not glossary.terms:
        return own
    folder = glossary.terms[0].origin.path.split("/")[0]
    terms = [term for term in glossary.terms if term.status != DEPRECATED]
    translated = {each.site.language: each.terms for each in glossary.translations}
    remarks = [*own.remarks, *missing_remarks(folder, glossary.site, terms, translated)]
    measures = {}
    for translation in glossary.translations:
        remarks += site_remarks(folder, translation.site, glossary.site)
        reviewed_terms, found = _review_translation(translation, terms, strict=strict)
        measures[translation.site.language] = found
        remarks += reviewed_terms
    return Review(_sound(remarks, glossary.faults), own.measures, measures)


def _review_translation(
    translation: Glossary, originals: Sequence[Term], *, strict: bool
) -> tuple[list[Remark], tuple[Measure, ...]]:
    """Return the remarks on the terms of a translation, and their measures."""
    language = language_of(translation.site.language)
    standard, by_slug = standard_of(language.code), {term.slug: term for term in originals}
    terms = [term for term in translation.terms if term.slug in by_slug]
    reviewed_terms = prepare(terms, Vocabulary(terms, language))
    measures = measure(reviewed_terms, standard.scale)
    remarks = [
        *pair_remarks(reviewed_terms, by_slug),
        *figure_remarks(reviewed_terms, by_slug),
        *measure_remarks(reviewed_terms, measures, standard, TRANSLATED_ITEMS),
        *_text_remarks(reviewed_terms, language, translation.site.agencies),
    ]
    if strict:
        remarks += article_remarks(reviewed_terms, standard.articles)
    return remarks, tuple(measures)


def _text_remarks(
    reviewed_terms: Sequence[ReviewedTerm], language: Language, agencies: Sequence[Agency]
) -> Iterator[Remark]:
    """Yield the remarks that texts of any language get."""
    standard = standard_of(language.code)
    yield from html_remarks(reviewed.term for reviewed in reviewed_terms)
    yield from repetition_remarks(reviewed_terms, standard.repetition)
    yield from opening_remarks(reviewed_terms, standard.articles)
    yield from contact_remarks(reviewed_terms, agencies, language.code)


def _variety_remarks(reviewed_terms: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield the remarks on an English glossary as a whole."""
    yield from ending_remarks(reviewed_terms)
    yield from trade_remarks(reviewed_terms)
    yield from advice_remarks(reviewed_terms)
    yield from state_remarks(reviewed_terms)


def _sound(remarks: Iterable[Remark], faults: Sequence[Fault]) -> tuple[Remark, ...]:
    """Return the remarks on files without faults, by file and line."""
    faulty = {fault.path for fault in faults}
    sound = [remark for remark in remarks if remark.path not in faulty]
    return tuple(sorted(sound, key=lambda remark: (remark.path, remark.line)))


def review_bulk(terms: Sequence[Term]) -> Review:
    """Return the remarks on a dictionary in JSON Lines: on what no page can show, not on its style."""
    return Review(tuple(html_remarks(terms)))

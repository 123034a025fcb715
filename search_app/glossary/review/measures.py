"""Measure terms and compare them with limits: words, examples, links, reading grade, age."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from search_app.glossary.changes import is_date
from search_app.glossary.model import Remark
from search_app.glossary.review.limits import Range
from search_app.glossary.review.links import links_in
from search_app.glossary.review.readability import count_words
from search_app.glossary.review.reviewed_term import ReviewedTerm, glossary_remark, quoted
from search_app.glossary.review.standards import Scale, Standard


@dataclass(frozen=True, slots=True)
class Measure:
    """The measures of one term: words of each section, its grade (on the scale of its language), related links."""

    slug: str
    grade: float
    sentence_words: float
    definition: int
    examples: tuple[int, ...]
    misuse: int
    benefits: int
    conclusion: int
    links_in: int
    links_out: int


def measure(reviewed_terms: Sequence[ReviewedTerm], scale: Scale) -> list[Measure]:
    """Return the measures of each term, in order."""
    sources = links_in(reviewed_terms)
    return [_measure(reviewed, len(sources[reviewed.slug]), scale) for reviewed in reviewed_terms]


def _measure(reviewed: ReviewedTerm, incoming: int, scale: Scale) -> Measure:
    sentences = reviewed.sentences()
    words = {section.anchor: count_words(section.text) for section in reviewed.sections}
    return Measure(
        slug=reviewed.slug,
        grade=round(scale.of(sentences), 1),
        sentence_words=round(sum(words.values()) / max(1, len(sentences)), 1),
        definition=words.get("definition", 0),
        examples=tuple(count for anchor, count in words.items() if anchor.startswith("example-")),
        misuse=words.get("misuse", 0),
        benefits=words.get("benefits", 0),
        conclusion=words.get("conclusion", 0),
        links_in=incoming,
        links_out=len(reviewed.term.related),
    )


def average_grade(measures: Sequence[Measure]) -> float:
    """Return the average grade of the terms, 0 if there are none."""
    return round(mean(each.grade for each in measures), 1) if measures else 0.0


def measure_remarks(
    reviewed_terms: Sequence[ReviewedTerm], measures: Sequence[Measure], standard: Standard, items: Mapping[str, Range]
) -> Iterator[Remark]:
    """Yield remarks on hard text, on sections too long or short, and on items too few or many.

    Args:
        reviewed_terms: the terms.
        measures: the measures of each.
        standard: the scale and the lengths of their language.
        items: how many of each field of a term there may be.
    """
    scale = standard.scale
    for reviewed, measured in zip(reviewed_terms, measures, strict=True):
        yield from _hard(reviewed, measured, standard)
        yield from _sections(reviewed, standard.section_words)
        yield from _items(reviewed, items)
    if reviewed_terms and scale.is_too_hard(grade := average_grade(measures), scale.average):
        hardest = ", ".join(each.slug for each in sorted(measures, key=lambda each: -scale.hardness(each.grade))[:5])
        message = (
            f"the terms read at {scale.name} {grade} on average, the limit is {scale.average:g}; "
            f"simplify the hardest first: {hardest}."
        )
        yield glossary_remark(reviewed_terms, "grade", message)


def overdue_remarks(reviewed_terms: Sequence[ReviewedTerm], today: date, months: int) -> Iterator[Remark]:
    """Yield remarks on terms that were last updated more than `months` before `today`."""
    for reviewed in reviewed_terms:
        yield from _overdue(reviewed, today, months)


def _hard(reviewed: ReviewedTerm, measured: Measure, standard: Standard) -> Iterator[Remark]:
    scale = standard.scale
    section, longest = max(
        ((section, sentence) for section in reviewed.sections for sentence in section.sentences),
        key=lambda each: count_words(each[1]),
        default=(None, ""),
    )
    if section is None:
        return
    remedy = f"shorten words and sentences, such as {quoted(longest)}."
    if scale.is_too_hard(measured.grade, scale.limit):
        message = f"the text reads at {scale.name} {measured.grade}, the limit is {scale.limit:g}; {remedy}"
        yield reviewed.remark_at("grade", section, longest, message)
    if measured.sentence_words > (limit := standard.sentence_words):
        message = f"a sentence has {measured.sentence_words} words on average, the limit is {limit:g}; "
        yield reviewed.remark_at("sentence-length", section, longest, message + remedy)


def _sections(reviewed: ReviewedTerm, section_words: Mapping[str, Range]) -> Iterator[Remark]:
    for section in reviewed.sections:
        allowed, words = section_words.get(section.kind), count_words(section.text)
        if allowed and words not in allowed:
            remedy = "say more" if words < allowed.least else "cut it"
            message = f"the section '{section.title}' has {words} words, the range is {allowed}; {remedy}."
            yield reviewed.remark("section-length", section.anchor, message)


def _items(reviewed: ReviewedTerm, items: Mapping[str, Range]) -> Iterator[Remark]:
    for key, allowed in items.items():
        count = len(getattr(reviewed.term, key))
        if count not in allowed:
            kind, place = ("section", "'## Example'") if key == "examples" else ("item", f"in {key!r}")
            remedy = "add some" if count < allowed.least else "remove some"
            message = f"the term has {count} {kind}{'s' * (count != 1)} {place}, the range is {allowed}; {remedy}."
            yield reviewed.remark("items", "example-1" if key == "examples" else key, message)


def _overdue(reviewed: ReviewedTerm, today: date, months: int) -> Iterator[Remark]:
    updated = reviewed.term.updated
    if is_date(updated) and updated < _months_before(today, months).isoformat():
        message = (
            f"the text was last updated on {updated}, more than {months} months ago; "
            "check whether it is still correct, and set 'updated' to today."
        )
        yield reviewed.remark("overdue", "updated", message)


def _months_before(day: date, months: int) -> date:
    """Return the day `months` before `day`, but at most the 28th: every month has one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(1, year), month + 1, min(day.day, 28))

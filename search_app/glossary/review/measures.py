"""Measure terms and compare them with limits: words, examples, links, reading grade, age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from search_app.glossary.changes import is_date
from search_app.glossary.model import Remark
from search_app.glossary.review.limits import ITEMS, MAX_AVERAGE_GRADE, MAX_GRADE, MAX_SENTENCE_WORDS, SECTION_WORDS
from search_app.glossary.review.links import links_in
from search_app.glossary.review.readability import count_words, reading_grade
from search_app.glossary.review.reviewed_term import ReviewedTerm, glossary_remark, quoted


@dataclass(frozen=True, slots=True)
class Measure:
    """The measures of one term: words of each section, reading grade, incoming and outgoing related links."""

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


def measure(reviewed_terms: Sequence[ReviewedTerm]) -> list[Measure]:
    """Return the measures of each term, in order."""
    sources = links_in(reviewed_terms)
    return [_measure(reviewed, len(sources[reviewed.slug])) for reviewed in reviewed_terms]


def _measure(reviewed: ReviewedTerm, incoming: int) -> Measure:
    sentences = reviewed.sentences()
    words = {section.anchor: count_words(section.text) for section in reviewed.sections}
    return Measure(
        slug=reviewed.slug,
        grade=round(reading_grade(sentences), 1),
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
    reviewed_terms: Sequence[ReviewedTerm], measures: Sequence[Measure], *, today: date, months: int
) -> Iterator[Remark]:
    """Yield remarks on hard text, on sections too long or short, on items too few or many, and on old terms."""
    for reviewed, measured in zip(reviewed_terms, measures, strict=True):
        yield from _hard(reviewed, measured)
        yield from _sections(reviewed)
        yield from _items(reviewed)
        yield from _overdue(reviewed, today, months)
    if reviewed_terms and (grade := average_grade(measures)) > MAX_AVERAGE_GRADE:
        hardest = ", ".join(each.slug for each in sorted(measures, key=lambda each: -each.grade)[:5])
        message = (
            f"the terms read at grade {grade} on average, the limit is {MAX_AVERAGE_GRADE:g}; "
            f"simplify the hardest first: {hardest}."
        )
        yield glossary_remark(reviewed_terms, "grade", message)


def _hard(reviewed: ReviewedTerm, measured: Measure) -> Iterator[Remark]:
    section, longest = max(
        ((section, sentence) for section in reviewed.sections for sentence in section.sentences),
        key=lambda each: count_words(each[1]),
        default=(None, ""),
    )
    if section is None:
        return
    remedy = f"shorten words and sentences, such as {quoted(longest)}."
    if measured.grade > MAX_GRADE:
        message = f"the text reads at grade {measured.grade}, the limit is {MAX_GRADE:g}; {remedy}"
        yield reviewed.remark_at("grade", section, longest, message)
    if measured.sentence_words > MAX_SENTENCE_WORDS:
        message = f"a sentence has {measured.sentence_words} words on average, the limit is {MAX_SENTENCE_WORDS:g}; "
        yield reviewed.remark_at("sentence-length", section, longest, message + remedy)


def _sections(reviewed: ReviewedTerm) -> Iterator[Remark]:
    for section in reviewed.sections:
        allowed, words = SECTION_WORDS.get(section.kind), count_words(section.text)
        if allowed and words not in allowed:
            remedy = "say more" if words < allowed.least else "cut it"
            message = f"the section '{section.title}' has {words} words, the range is {allowed}; {remedy}."
            yield reviewed.remark("section-length", section.anchor, message)


def _items(reviewed: ReviewedTerm) -> Iterator[Remark]:
    for key, allowed in ITEMS.items():
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

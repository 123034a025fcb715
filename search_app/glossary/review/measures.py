"""What can be counted in a term: words, examples, links, the reading grade, its age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from search_app.glossary.formats.markdown import is_date
from search_app.glossary.model import Remark
from search_app.glossary.review.limits import ITEMS, MAX_AVERAGE_GRADE, MAX_GRADE, MAX_SENTENCE_WORDS, SECTION_WORDS
from search_app.glossary.review.links import links_in
from search_app.glossary.review.readability import count_words, reading_grade
from search_app.glossary.review.reading import ReviewedTerm, quoted
from search_app.glossary.source import SITE_FILE


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in one term: words of each section, the school grade, related links in and out."""

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


def measure(readings: Sequence[ReviewedTerm]) -> list[Measure]:
    """Return the measures of each term, in order."""
    leading_in = links_in(readings)
    return [_measure(reading, len(leading_in[reading.slug])) for reading in readings]


def _measure(reading: ReviewedTerm, leading_in: int) -> Measure:
    sentences = reading.sentences()
    words = {part.anchor: count_words(part.text) for part in reading.parts}
    return Measure(
        slug=reading.slug,
        grade=round(reading_grade(sentences), 1),
        sentence_words=round(sum(words.values()) / max(1, len(sentences)), 1),
        definition=words.get("definition", 0),
        examples=tuple(count for anchor, count in words.items() if anchor.startswith("example-")),
        misuse=words.get("misuse", 0),
        benefits=words.get("benefits", 0),
        conclusion=words.get("conclusion", 0),
        links_in=leading_in,
        links_out=len(reading.term.related),
    )


def average_grade(measures: Sequence[Measure]) -> float:
    """Return the average grade of the terms; 0 where there are none."""
    return round(mean(each.grade for each in measures), 1) if measures else 0.0


def measure_remarks(
    readings: Sequence[ReviewedTerm], measures: Sequence[Measure], *, today: date, months: int
) -> Iterator[Remark]:
    """Yield what is too hard, too long or too short, too few or too many, or was not read for `months`."""
    for reading, measured in zip(readings, measures, strict=True):
        yield from _hard(reading, measured)
        yield from _sections(reading)
        yield from _items(reading)
        yield from _overdue(reading, today, months)
    if readings and (grade := average_grade(measures)) > MAX_AVERAGE_GRADE:
        folder = readings[0].term.origin.path.split("/")[0]
        hardest = ", ".join(each.slug for each in sorted(measures, key=lambda each: -each.grade)[:5])
        message = (
            f"the terms read at grade {grade} on average, at most {MAX_AVERAGE_GRADE:g} is asked for; "
            f"begin with the hardest: {hardest}."
        )
        yield Remark(f"{folder}/{SITE_FILE}", 1, "grade", message)


def _hard(reading: ReviewedTerm, measured: Measure) -> Iterator[Remark]:
    part, longest = max(
        ((part, sentence) for part in reading.parts for sentence in part.sentences),
        key=lambda each: count_words(each[1]),
        default=(None, ""),
    )
    if part is None:
        return
    mend = f"shorten words and sentences, such as {quoted(longest)}."
    if measured.grade > MAX_GRADE:
        message = f"the text reads at grade {measured.grade}, at most {MAX_GRADE:g} is asked for; {mend}"
        yield reading.remark_at("grade", part, longest, message)
    if measured.sentence_words > MAX_SENTENCE_WORDS:
        message = f"a sentence has {measured.sentence_words} words on average, at most {MAX_SENTENCE_WORDS:g} "
        yield reading.remark_at("sentence-length", part, longest, f"{message}are asked for; {mend}")


def _sections(reading: ReviewedTerm) -> Iterator[Remark]:
    for part in reading.parts:
        allowed, words = SECTION_WORDS[part.kind], count_words(part.text)
        if words not in allowed:
            mend = "say more" if words < allowed.least else "cut it"
            message = f"the section '{part.title}' has {words} words, {allowed} are asked for; {mend}."
            yield reading.remark("section-length", part.anchor, message)


def _items(reading: ReviewedTerm) -> Iterator[Remark]:
    for key, allowed in ITEMS.items():
        count = len(getattr(reading.term, key))
        if count not in allowed:
            kind, place = ("section", "'## Example'") if key == "examples" else ("item", f"in {key!r}")
            mend = "add to" if count < allowed.least else "remove some of"
            message = f"the term has {count} {kind}{'s' * (count != 1)} {place}, {allowed} are asked for; {mend} them."
            yield reading.remark("items", "example-1" if key == "examples" else key, message)


def _overdue(reading: ReviewedTerm, today: date, months: int) -> Iterator[Remark]:
    updated = reading.term.updated
    if is_date(updated) and updated < _months_before(today, months).isoformat():
        message = (
            f"the text was last updated on {updated}, more than {months} months ago; "
            "see whether it still holds, and set 'updated' to today."
        )
        yield reading.remark("overdue", "updated", message)


def _months_before(day: date, months: int) -> date:
    """Return the day of the month `months` before `day`, or the 28th where that month may be shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(1, year), month + 1, min(day.day, 28))

"""Sentences and runs of words that stand in several terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from search_app.glossary.model import Remark
from search_app.glossary.naming import name_key
from search_app.glossary.review.limits import MAX_RUN_TERMS, RUN_WORDS, SIMILAR, SIMILAR_WORDS
from search_app.glossary.review.reading import Part, ReviewedTerm, quoted

_SHINGLE = 3  # words; sentences are alike when many of their shingles are the same (A. Broder, 1997)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A sentence where it stands, with its words as a comparison sees them."""

    reading: ReviewedTerm
    part: Part
    text: str
    words: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.reading.term.origin.path}:{self.reading.line_of(self.part, self.text)}"


def repetition_remarks(readings: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield sentences that two terms share or nearly share, and runs of words that many terms share."""
    placed = [
        _Placed(reading, part, sentence, tuple(name_key(sentence).split()))
        for reading in readings
        for part in reading.parts
        for sentence in part.sentences
    ]
    yield from _same(placed)
    yield from _similar(placed)
    yield from _runs(placed)


def _same(placed: Sequence[_Placed]) -> Iterator[Remark]:
    first: dict[tuple[str, ...], _Placed] = {}
    for sentence in placed:
        other = first.setdefault(sentence.words, sentence)
        if other.reading is not sentence.reading:
            message = f"the sentence {quoted(sentence.text)} stands in {other.place} too; say what is true of one."
            yield sentence.reading.remark_at("same-sentence", sentence.part, sentence.text, message)


def _similar(placed: Sequence[_Placed]) -> Iterator[Remark]:
    """Yield sentences that share at least SIMILAR of their shingles (Jaccard's index) with one of an earlier term."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shingles = [_shingles(sentence.words) for sentence in placed]
    for number, (sentence, found) in enumerate(zip(placed, shingles, strict=True)):
        shared = Counter(other for shingle in found for other in holders[shingle])
        for other, common in shared.most_common():
            before = placed[other]
            alike = common / (len(found) + len(shingles[other]) - common)
            if alike < SIMILAR or before.reading is sentence.reading or before.words == sentence.words:
                continue
            message = f"the sentence {quoted(sentence.text)} is nearly the one in {before.place}, "
            mend = f"{quoted(before.text)}; say it in other words, or say something else."
            yield sentence.reading.remark_at("similar-sentence", sentence.part, sentence.text, message + mend)
            break
        for shingle in found:
            holders[shingle].append(number)


def _shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    if len(words) < SIMILAR_WORDS:
        return frozenset()
    return frozenset(words[start : start + _SHINGLE] for start in range(len(words) - _SHINGLE + 1))


def _runs(placed: Sequence[_Placed]) -> Iterator[Remark]:
    """Yield runs of RUN_WORDS words that stand in more than MAX_RUN_TERMS terms, once where several overlap."""
    parts = [list(found) for _, found in groupby(placed, key=lambda each: (each.reading.slug, each.part.anchor))]
    texts = [(found[0], tuple(chain.from_iterable(each.words for each in found))) for found in parts]
    common = _common_runs(texts)
    for first, words in texts if common else ():
        end = 0
        for start, run in _windows(words):
            if run in common and start >= end:
                end = start + RUN_WORDS
                message = f"the words '{' '.join(run)}' stand in {len(common[run])} terms; put it in other words here."
                yield first.reading.remark("run", first.part.anchor, message)


def _common_runs(texts: Sequence[tuple[_Placed, tuple[str, ...]]]) -> dict[tuple[str, ...], set[str]]:
    """Return the runs that stand in too many terms, with the slugs of these."""
    first: dict[tuple[str, ...], str] = {}
    shared: dict[tuple[str, ...], set[str]] = {}
    for placed, words in texts:
        slug = placed.reading.slug
        for _, run in _windows(words):
            if first.setdefault(run, slug) != slug:  # nearly every run is in one term
                shared.setdefault(run, {first[run]}).add(slug)
    return {run: slugs for run, slugs in shared.items() if len(slugs) > MAX_RUN_TERMS}


def _windows(words: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    return ((start, words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1))

"""Find sentences and runs of words that several terms share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from search_app.glossary.model import Remark
from search_app.glossary.naming import name_key
from search_app.glossary.review.limits import MAX_RUN_TERMS, RUN_WORDS, SIMILAR, SIMILAR_WORDS
from search_app.glossary.review.reviewed_term import ReviewedSection, ReviewedTerm, quoted

_SHINGLE = 3  # words; sentences are alike when many of their shingles are the same (A. Broder, 1997)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, its section and term, and its normalized words."""

    reviewed: ReviewedTerm
    section: ReviewedSection
    text: str
    words: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.reviewed.term.origin.path}:{self.reviewed.line_of(self.section, self.text)}"


def repetition_remarks(reviewed_terms: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield remarks on sentences that two terms share or nearly share, and on runs of words that many terms share."""
    sentences = [
        _Sentence(reviewed, section, sentence, tuple(name_key(sentence).split()))
        for reviewed in reviewed_terms
        for section in reviewed.sections
        for sentence in section.sentences
    ]
    yield from _same(sentences)
    yield from _similar(sentences)
    yield from _runs(sentences)


def _same(sentences: Sequence[_Sentence]) -> Iterator[Remark]:
    first: dict[tuple[str, ...], _Sentence] = {}
    for sentence in sentences:
        other = first.setdefault(sentence.words, sentence)
        if other.reviewed is not sentence.reviewed:
            message = (
                f"the sentence {quoted(sentence.text)} is also in {other.place}; write what is true of this term alone."
            )
            yield sentence.reviewed.remark_at("same-sentence", sentence.section, sentence.text, message)


def _similar(sentences: Sequence[_Sentence]) -> Iterator[Remark]:
    """Yield remarks on sentences whose shingles have a Jaccard index of SIMILAR or more with an earlier one."""
    with_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shingles = [_shingles(sentence.words) for sentence in sentences]
    for number, (sentence, found) in enumerate(zip(sentences, shingles, strict=True)):
        shared = Counter(other for shingle in found for other in with_shingle[shingle])
        for other, common in shared.most_common():
            before = sentences[other]
            alike = common / (len(found) + len(shingles[other]) - common)
            if alike < SIMILAR or before.reviewed is sentence.reviewed or before.words == sentence.words:
                continue
            message = f"the sentence {quoted(sentence.text)} is nearly the same as in {before.place}, "
            remedy = f"{quoted(before.text)}; rewrite one of them."
            yield sentence.reviewed.remark_at("similar-sentence", sentence.section, sentence.text, message + remedy)
            break
        for shingle in found:
            with_shingle[shingle].append(number)


def _shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    if len(words) < SIMILAR_WORDS:
        return frozenset()
    return frozenset(words[start : start + _SHINGLE] for start in range(len(words) - _SHINGLE + 1))


def _runs(sentences: Sequence[_Sentence]) -> Iterator[Remark]:
    """Yield remarks on runs of RUN_WORDS words in more than MAX_RUN_TERMS terms, one for overlapping runs."""
    sections = [
        list(found) for _, found in groupby(sentences, key=lambda each: (each.reviewed.slug, each.section.anchor))
    ]
    texts = [(found[0], tuple(chain.from_iterable(each.words for each in found))) for found in sections]
    common = _common_runs(texts)
    for first, words in texts if common else ():
        end = 0
        for start, run in _windows(words):
            if run in common and start >= end:
                end = start + RUN_WORDS
                message = f"the words '{' '.join(run)}' are in {len(common[run])} terms; rewrite them here."
                yield first.reviewed.remark("run", first.section.anchor, message)


def _common_runs(texts: Sequence[tuple[_Sentence, tuple[str, ...]]]) -> dict[tuple[str, ...], set[str]]:
    """Return the runs that are in too many terms, with the slugs of these."""
    first: dict[tuple[str, ...], str] = {}
    shared: dict[tuple[str, ...], set[str]] = {}
    for sentence, words in texts:
        slug = sentence.reviewed.slug
        for _, run in _windows(words):
            if first.setdefault(run, slug) != slug:  # nearly every run is in one term
                shared.setdefault(run, {first[run]}).add(slug)
    return {run: slugs for run, slugs in shared.items() if len(slugs) > MAX_RUN_TERMS}


def _windows(words: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    return ((start, words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1))

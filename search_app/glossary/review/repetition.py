"""Find sentences and runs of words that several terms share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from search_app.glossary.model import Remark
from search_app.glossary.naming import name_key
from search_app.glossary.review.limits import MAX_RUN_TERMS, SIMILAR
from search_app.glossary.review.reviewed_term import ReviewedSection, ReviewedTerm, quoted

_SHINGLE = 3  # words; sentences are alike when many of their shingles are the same (A. Broder, 1997)


@dataclass(frozen=True, slots=True)
class Repetition:
    """When the words of two terms are a repetition in a language.

    Args:
        same_words: shorter sentences may be those of other terms.
        similar_words: shorter sentences are not compared.
        run_words: the words of a run.
        names: a pattern of proper names, each of which counts as one word; none if each of their words does.
    """

    same_words: int
    similar_words: int
    run_words: int
    names: re.Pattern[str] | None = None

    def words_of(self, sentence: str) -> tuple[str, ...]:
        """Return the normalized words of a sentence."""
        if self.names:
            sentence = self.names.sub(lambda name: name_key(name[0]).replace(" ", ""), sentence)
        return tuple(name_key(sentence).split())


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


def repetition_remarks(reviewed_terms: Sequence[ReviewedTerm], limits: Repetition) -> Iterator[Remark]:
    """Yield remarks on sentences that two terms share or nearly share, and on runs of words that many terms share."""
    sentences = [
        _Sentence(reviewed, section, sentence, limits.words_of(sentence))
        for reviewed in reviewed_terms
        for section in reviewed.sections
        for sentence in section.sentences
    ]
    yield from _same(sentences, limits.same_words)
    yield from _similar(sentences, limits.similar_words)
    yield from _runs(sentences, limits.run_words)


def _same(sentences: Sequence[_Sentence], shortest: int) -> Iterator[Remark]:
    first: dict[tuple[str, ...], _Sentence] = {}
    for sentence in sentences:
        if len(sentence.words) < shortest:
            continue
        other = first.setdefault(sentence.words, sentence)
        if other.reviewed is not sentence.reviewed:
            message = (
                f"the sentence {quoted(sentence.text)} is also in {other.place}; write what is true of this term alone."
            )
            yield sentence.reviewed.remark_at("same-sentence", sentence.section, sentence.text, message)


def _similar(sentences: Sequence[_Sentence], shortest: int) -> Iterator[Remark]:
    """Yield remarks on sentences whose shingles have a Jaccard index of SIMILAR or more with an earlier one."""
    with_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shingles = [_shingles(sentence.words) if len(sentence.words) >= shortest else frozenset() for sentence in sentences]
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
    return frozenset(words[start : start + _SHINGLE] for start in range(len(words) - _SHINGLE + 1))


def _runs(sentences: Sequence[_Sentence], length: int) -> Iterator[Remark]:
    """Yield remarks on runs of `length` words in more than MAX_RUN_TERMS terms, one for overlapping runs."""
    sections = [
        list(found) for _, found in groupby(sentences, key=lambda each: (each.reviewed.slug, each.section.anchor))
    ]
    texts = [(found[0], tuple(chain.from_iterable(each.words for each in found))) for found in sections]
    common = _common_runs(texts, length)
    for first, words in texts if common else ():
        end = 0
        for start, run in _windows(words, length):
            if run in common and start >= end:
                end = start + length
                message = f"the words '{' '.join(run)}' are in {len(common[run])} terms; rewrite them here."
                yield first.reviewed.remark("run", first.section.anchor, message)


def _common_runs(texts: Sequence[tuple[_Sentence, tuple[str, ...]]], length: int) -> dict[tuple[str, ...], set[str]]:
    """Return the runs that are in too many terms, with the slugs of these."""
    first: dict[tuple[str, ...], str] = {}
    shared: dict[tuple[str, ...], set[str]] = {}
    for sentence, words in texts:
        slug = sentence.reviewed.slug
        for _, run in _windows(words, length):
            if first.setdefault(run, slug) != slug:  # nearly every run is in one term
                shared.setdefault(run, {first[run]}).add(slug)
    return {run: slugs for run, slugs in shared.items() if len(slugs) > MAX_RUN_TERMS}


def _windows(words: tuple[str, ...], length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    return ((start, words[start : start + length]) for start in range(len(words) - length + 1))

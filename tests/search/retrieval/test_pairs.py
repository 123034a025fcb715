from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.reader import IndexReader
from search_app.search.retrieval.pairs import AlignedPair, Floor, SearchedPair
from search_app.search.retrieval.scoring import Scored, intersect, match_words, merge, word_lists
from tests.search.retrieval.conftest import WORDS


@pytest.fixture(params=list(combinations(WORDS[:5], 2)))
def words(request: pytest.FixtureRequest, crowded: IndexReader) -> list[Scored]:
    """The lists of two words."""
    postings = crowded.postings
    return word_lists(postings, [[postings.stems.find(ENGLISH.stem(word))] for word in request.param])


@pytest.mark.parametrize("kind", [AlignedPair, SearchedPair])
def test_entries_with_both_words_are_those_in_both_lists(
    words: list[Scored], kind: type[AlignedPair | SearchedPair]
) -> None:
    docs, scores = intersect(words)
    found = kind.of(words).both()
    assert found.docs.tolist() == docs.tolist()
    assert found.scores.tolist() == scores.tolist()


@pytest.mark.parametrize("kind", [AlignedPair, SearchedPair])
@pytest.mark.parametrize("fraction", [0.2, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("keeps", [True, False])
def test_dropping_before_the_merge_drops_what_is_below_the_floor(
    words: list[Scored], kind: type[AlignedPair | SearchedPair], fraction: float, *, keeps: bool
) -> None:
    every = match_words(words, 10**6)
    kept = [int(every.docs[0]), int(every.docs[-1])] if keeps else []
    is_answer = (every.scores >= np.float32(fraction) * every.scores.max()) | np.isin(every.docs, every.all_words())
    is_answer |= np.isin(every.docs, kept)
    found = kind.of(words).above(Floor(fraction, kept))
    assert found.docs.tolist() == every.docs[is_answer].tolist()
    assert found.scores.tolist() == every.scores[is_answer].tolist()
    assert found.all_words().tolist() == every.all_words().tolist()
    assert found.dropped == np.count_nonzero(~is_answer)


@pytest.mark.parametrize("numbers", [((0, 1), (2, 3)), ((0, 2, 4), (1,)), ((3,), (4, 0)), ((0, 1), (1, 0))])
def test_of_several_lists_for_a_word_the_best_score_counts(
    crowded: IndexReader, numbers: tuple[list[int], ...]
) -> None:
    postings = crowded.postings
    lists = word_lists(postings, [[postings.stems.find(ENGLISH.stem(word))] for word in WORDS[:5]])
    words = [[lists[number] for number in each] for each in numbers]
    expected = AlignedPair.of([merge(each, np.maximum)[:2] for each in words])
    found = AlignedPair.of_any(words)
    assert found.docs.tolist() == expected.docs.tolist()
    assert found.scores.tolist() == expected.scores.tolist()
    assert found.doubles.tolist() == expected.doubles.tolist() != []

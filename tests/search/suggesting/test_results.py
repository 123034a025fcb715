"""Results of a search for what was typed, its last word unfinished."""

from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.reader import IndexReader
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import parse_plain
from search_app.search.query.synonyms import SynonymExpander
from search_app.search.ranking.ranker import Ranker, Ranking
from search_app.search.ranking.reranker import Reranker
from search_app.search.request import SearchRequest
from search_app.search.results.model import Correction
from search_app.search.retrieval.embedded import EmbeddedTextIndex
from search_app.search.retrieval.text_index import Window
from search_app.search.suggesting.results import WEAK, ResultFinder
from search_app.search.suggesting.typed import TypedText


@pytest.fixture(scope="module")
def results(asked: IndexReader) -> ResultFinder:
    vocabulary, text_index = asked.vocabulary, EmbeddedTextIndex(asked)
    synonyms = SynonymExpander(asked.site.synonyms, vocabulary)
    ranker = Ranker(vocabulary, text_index, synonyms, Reranker(vocabulary, asked.doc_values, asked.meanings))

    def find(request: SearchRequest, window: Window) -> tuple[Ranking, Correction | None]:
        return ranker.rank(AnalyzedQuery(parse_plain(request.q, ENGLISH), vocabulary), window), None

    return ResultFinder(vocabulary, text_index, find)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("company hospital", ["e5"]),
        ("company hosp", ["e5"]),  # begins a word
        ("monthly pri", ["e4"]),
        ("servers of a shi", ["e0"]),
        ("unheard", []),
    ],
)
def test_the_last_word_may_be_unfinished(
    asked: IndexReader, results: ResultFinder, text: str, slugs: list[str]
) -> None:
    found = results.best(TypedText(text, asked.vocabulary), 8, ())
    assert [asked.slugs.text(each.ordinal) for each in found] == slugs
    assert {each.field for each in found} <= {"result"}


def test_a_name_that_the_search_found_is_the_reason(asked: IndexReader, results: ResultFinder) -> None:
    first, *_ = results.best(TypedText("tip sharing", asked.vocabulary), 8, ())
    assert (first.ordinal, first.field, first.text) == (0, "alias", "tip sharing")


def test_results_are_in_the_wanted_categories(asked: IndexReader, results: ResultFinder) -> None:
    assert results.best(TypedText("company hosp", asked.vocabulary), 8, ("law",)) == []
    assert len(results.best(TypedText("company hosp", asked.vocabulary), 8, ("insurance",))) == 1


def test_few_results_match_only_some_words(asked: IndexReader, results: ResultFinder) -> None:
    assert 0 < len(results.best(TypedText("servers pay plan crash hospital", asked.vocabulary), 8, ())) <= WEAK

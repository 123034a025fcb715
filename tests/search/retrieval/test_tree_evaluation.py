"""Whoosh's own searcher is the oracle: it finds the same entries, with the same scores."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_app.language.english import ENGLISH
from search_app.search.index import generations
from search_app.search.index.reader import IndexReader
from search_app.search.query.operators import parse_operators
from search_app.search.query.syntax_tree import And, Everything, Field, Not, Or, Phrase, Prefix, Query, Term
from search_app.search.retrieval.tree_evaluation import TreeEvaluator
from tests.search.retrieval.conftest import WORDS
from tests.search.whoosh_oracle import WhooshOracle

words = st.sampled_from([*map(ENGLISH.stem, WORDS), "unheard"])
text_fields = st.sampled_from([Field.ENTRY, Field.NAME])
runs = st.lists(words, min_size=2, max_size=3, unique=True).map(tuple)
terms = st.builds(Term, text_fields, words)
leaves = st.one_of(
    terms,
    st.builds(Term, st.just(Field.CATEGORY), st.sampled_from(["money", "work", "law"])),
    st.builds(Phrase, text_fields, runs),
    st.builds(Prefix, text_fields, st.sampled_from(["f", "w", "fr", "cl", "plan", "zz"])),
)


def _with_parts(part: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(part, min_size=2, max_size=3).map(tuple)
    excluding = st.builds(lambda kept, out: And((kept, Not(out))), part, part)
    return st.one_of(st.builds(And, several), st.builds(Or, several), excluding)


trees = st.recursive(leaves, _with_parts, max_leaves=6)


@pytest.fixture(scope="module")
def evaluator(crowded: IndexReader) -> TreeEvaluator:
    postings = {"entry": crowded.postings, "name": crowded.name_postings}
    return TreeEvaluator(postings, crowded.doc_values, crowded.vocabulary.lexicon, crowded.sections)


@pytest.fixture(scope="module")
def oracle(crowded_index: Path) -> WhooshOracle:
    return WhooshOracle(next(generations.candidates(crowded_index)))


def scores(evaluator: TreeEvaluator, reader: IndexReader, query: Query) -> dict[str, float]:
    docs, found = evaluator.evaluate(query)
    assert docs.tolist() == sorted(set(docs.tolist()))
    return dict(zip(map(reader.slugs.text, docs.tolist()), found.tolist(), strict=True))


@settings(max_examples=150)
@given(query=trees)
def test_any_tree_finds_what_whoosh_finds(
    evaluator: TreeEvaluator, crowded: IndexReader, oracle: WhooshOracle, query: Query
) -> None:
    assert scores(evaluator, crowded, query) == pytest.approx(oracle.scores(query), rel=1e-4, abs=1e-4)


@pytest.mark.parametrize(
    "text",
    [
        '"wage claim"',
        "fee -tip",
        "loan OR rent",
        "name:wage claim",
        "name:w*",
        "fr*",
        "tip fee OR court",
        '-"fee tip" clock',
        "-fee -tip",
        "-fee",
        "-fee OR tip",
        "category:law fee",
    ],
)
def test_typed_operators_find_what_whoosh_finds(
    evaluator: TreeEvaluator, crowded: IndexReader, oracle: WhooshOracle, text: str
) -> None:
    query = parse_operators(text, ENGLISH)
    assert query is not None
    found = scores(evaluator, crowded, query)
    assert found == pytest.approx(oracle.scores(query), rel=1e-4, abs=1e-4)
    assert 0 < len(found) < len(crowded.entries)


def test_everything_finds_all_entries_without_a_score(evaluator: TreeEvaluator, crowded: IndexReader) -> None:
    docs, found = evaluator.evaluate(Everything())
    assert docs.tolist() == list(range(len(crowded.entries)))
    assert not found.any()


def test_a_phrase_or_a_prefix_of_a_category_finds_nothing(evaluator: TreeEvaluator) -> None:
    for query in (Phrase(Field.CATEGORY, ("law", "work")), Prefix(Field.CATEGORY, "la")):
        assert not len(evaluator.evaluate(query)[0])

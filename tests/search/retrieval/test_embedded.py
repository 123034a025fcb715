"""Arrays against the judge: Whoosh's own searcher finds the same entries, in the same order up to ties."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import whoosh.index
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.query import And, Not, Or, Phrase, Query, Term

from search_app.search import build
from search_app.search.index import generations
from search_app.search.index.postings import Postings
from search_app.search.index.reader import IndexReader
from search_app.search.query.operators import parse_operators
from search_app.search.retrieval.embedded import EmbeddedTextIndex

WORDS = ["fee", "wage", "claim", "plan", "tip", "loan", "rent", "court", "nurse", "clock", "broker", "freeze"]
ENTRIES = 400


class Judge:
    """One generation, asked both ways."""

    def __init__(self, index: Path) -> None:
        folder = index / str(generations.current_name(index))
        self.files = IndexReader(folder)
        self.executor = EmbeddedTextIndex(
            {"entry": Postings(folder, "entry"), "name": Postings(folder, "name")}, self.files.columns
        )
        self.whoosh = whoosh.index.open_dir(str(folder), readonly=True)
        self.searcher = self.whoosh.searcher()

    def agree(self, query: Query) -> None:
        """Fail unless both find the same entries with the same scores, so in the same order up to ties."""
        query = query.normalize()  # as parse_operators does
        found = self.executor.evaluate(query)
        ours = {self.files.slugs.text(doc): float(score) for doc, score in zip(found.docs, found.scores, strict=True)}
        results = self.searcher.search(query, limit=None)
        theirs = {self.searcher.stored_fields(doc)["slug"]: score for score, doc in results.top_n}
        assert set(ours) == set(theirs)
        assert ours == pytest.approx(theirs, rel=1e-4)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A few hundred entries of a dozen words: every query finds much, and scores lie close together."""
    folder = tmp_path_factory.mktemp("judge")
    chance = random.Random(7)
    with (folder / "words.jsonl").open("w") as file:
        for number in range(ENTRIES):
            name = " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))
            text = " ".join(chance.choices(WORDS, weights=range(1, 13), k=chance.randint(3, 60)))
            categories = chance.sample(["money", "work", "law"], k=chance.randint(1, 2))
            file.write(
                json.dumps({"slug": f"s{number}", "name": name, "categories": categories, "definition": text}) + "\n"
            )
    build(folder / "words.jsonl", folder / "index")
    yield Judge(folder / "index")


words = st.sampled_from(WORDS)
terms = st.builds(lambda word: Term("entry", word), words)
named = st.builds(lambda word: Term("name", word), words)
phrases = st.builds(lambda run: Phrase("entry", run), st.lists(words, min_size=2, max_size=3, unique=True))
queries = st.recursive(
    st.one_of(terms, named, phrases),
    lambda part: st.one_of(
        st.builds(And, st.lists(part, min_size=1, max_size=3)),
        st.builds(Or, st.lists(part, min_size=1, max_size=3)),
        st.builds(lambda kept, left_out: And([kept, Not(left_out)]), part, terms),
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(queries)
def test_any_query_tree_finds_what_whoosh_finds(judge: Judge, query: Query) -> None:
    judge.agree(query)


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
    ],
)
def test_what_a_visitor_types_finds_what_whoosh_finds(judge: Judge, text: str) -> None:
    query = parse_operators(text, judge.whoosh.schema, judge.files.lexicon)
    assert query is not None
    judge.agree(query)


def test_a_category_finds_its_entries(judge: Judge) -> None:
    found = judge.executor.evaluate(Term("category", "law"))
    results = judge.searcher.search(Term("category", "law"), limit=None)
    assert {judge.files.slugs.text(doc) for doc in found.docs} == {hit["slug"] for hit in results}

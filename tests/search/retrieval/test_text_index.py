"""The behaviour of every back end: what is returned of all matches is the best, a page, counts, and no more."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from search_app.search.index.reader import IndexReader
from search_app.search.query.synonyms import Expansion
from search_app.search.query.syntax_tree import Everything, Field, Or, Term
from search_app.search.retrieval.embedded import EmbeddedTextIndex
from search_app.search.retrieval.text_index import (
    MAX_SENTENCE_CHECKS,
    Matches,
    NamedAs,
    RankedEntries,
    TextIndex,
    Tier,
    WantedEntries,
    Window,
)
from tests.search.glossaries import in_opensearch
from tests.search.retrieval.conftest import ENTRIES

ALL = Window(best=1000)


@pytest.fixture
def wanted(crowded: IndexReader) -> WantedEntries:
    return WantedEntries({}, alternatives=[[stem(crowded, "fee")], [stem(crowded, "wage")]], enough=1000)


@pytest.fixture
def every(text_index: TextIndex, wanted: WantedEntries) -> Matches:
    return text_index.match(wanted, ALL)


def stem(reader: IndexReader, word: str) -> int:
    number = reader.vocabulary.stems.find(word)
    assert number >= 0
    return number


def rows(ranked: RankedEntries) -> list[tuple[int, float, int]]:
    """Return the order of entries: tier, score (highest first), ordinal."""
    return [
        (tier, -score, ordinal)
        for ordinal, tier, score in zip(ranked.ordinals, ranked.tiers, ranked.scores, strict=True)
    ]


def test_the_best_are_in_order_and_all_counted(every: Matches) -> None:
    assert rows(every.best) == sorted(rows(every.best))
    assert every.total == len(every.best.ordinals) > 100
    assert every.best_tier == Tier.ALL_WORDS
    assert every.all_words == every.best.tiers.count(Tier.ALL_WORDS) < every.total


@pytest.mark.parametrize(("start", "stop"), [(0, 20), (20, 40), (100, 110)])
def test_a_late_page_is_its_part_of_the_whole_order(
    text_index: TextIndex, wanted: WantedEntries, every: Matches, start: int, stop: int
) -> None:
    found = text_index.match(wanted, Window(best=5, start=start, stop=stop))
    assert rows(found.page) == rows(every.best)[start:stop]
    assert rows(found.best) == rows(every.best)[:5]
    assert found.total == every.total


def test_a_page_beyond_the_end_is_empty(text_index: TextIndex, wanted: WantedEntries, every: Matches) -> None:
    found = text_index.match(wanted, Window(best=5, start=every.total, stop=every.total + 10))
    assert found.page.ordinals == []
    assert found.total == every.total


def test_nothing_above_the_port_sees_all_matches(text_index: TextIndex, wanted: WantedEntries) -> None:
    for found in (
        text_index.match(wanted, Window(best=7, start=7, stop=10)),
        text_index.evaluate(Everything(), Window(best=7, sort="name", start=0, stop=3)),
    ):
        assert found.total > 100
        assert len(found.best.ordinals) == len(found.best.tiers) == len(found.best.scores) == 7
        assert len(found.page.ordinals) == 3


@pytest.mark.parametrize("sort", ["name", "updated"])
def test_a_page_may_be_sorted_otherwise(
    text_index: TextIndex, crowded: IndexReader, wanted: WantedEntries, every: Matches, sort: str
) -> None:
    def place(ordinal: int) -> tuple[int, str]:
        updated = int(crowded.entries[ordinal].updated.replace("-", ""))
        return (-updated if sort == "updated" else 0), crowded.title(ordinal).casefold()

    found = text_index.match(wanted, Window(best=5, sort=sort, start=10, stop=30))
    expected = sorted(map(place, every.best.ordinals))[10:30]
    assert list(map(place, found.page.ordinals)) == expected
    assert rows(found.best) == rows(every.best)[:5]


def test_a_category_filters_matches_but_not_the_counts(
    text_index: TextIndex, crowded: IndexReader, wanted: WantedEntries, every: Matches
) -> None:
    found = text_index.match(wanted, Window(categories=["law"], best=1000))
    in_law = [ordinal for ordinal in every.best.ordinals if "law" in crowded.entries[ordinal].categories]
    assert found.best.ordinals == in_law
    assert found.total == len(in_law) < every.total
    assert found.counts.tolist() == every.counts.tolist()
    by_category = Counter(each for ordinal in every.best.ordinals for each in crowded.entries[ordinal].categories)
    assert found.counts.tolist() == [by_category[category.slug] for category in crowded.site.categories]


def test_a_category_that_is_none_finds_nothing_and_counts_all(
    text_index: TextIndex, wanted: WantedEntries, every: Matches
) -> None:
    found = text_index.match(wanted, Window(categories=["nope"], best=10))
    assert (found.total, found.best.ordinals) == (0, [])
    assert found.counts.tolist() == every.counts.tolist()
    assert found.best_tier == every.best_tier


def test_entries_found_by_name_come_in_their_tiers(
    text_index: TextIndex, wanted: WantedEntries, every: Matches
) -> None:
    outside = min(set(range(400)) - set(every.best.ordinals))  # an entry without any of the words
    inside = every.best.ordinals[-1]
    named = WantedEntries(
        {inside: NamedAs(Tier.ALIAS), outside: NamedAs(Tier.NAME)}, wanted.alternatives, enough=wanted.enough
    )
    found = text_index.match(named, ALL)
    assert found.best.ordinals[:2] == [outside, inside]
    assert found.best.tiers[:2] == [Tier.NAME, Tier.ALIAS]
    assert found.best.scores[:2] == [0.0, every.best.scores[-1]]
    assert found.best.ordinals[2:] == every.best.ordinals[:-1]
    assert found.total == every.total + 1
    assert found.best_tier == Tier.NAME
    assert found.all_words == every.all_words


@settings(max_examples=60)
@given(
    named=st.dictionaries(
        st.integers(0, ENTRIES - 1),
        st.builds(NamedAs, st.sampled_from([Tier.NAME, Tier.INITIALS, Tier.BEGINNING]), st.integers(0, 2)),
    ),
    count=st.sampled_from([5, 30, 1000]),
    words=st.sampled_from([["fee", "wage"], ["rent"], []]),
)
def test_entries_found_by_name_are_ordered_alike_with_and_without_a_filter(
    text_index: TextIndex, crowded: IndexReader, named: dict[int, NamedAs], count: int, words: list[str]
) -> None:
    wanted = WantedEntries(named, [[stem(crowded, word)] for word in words])
    free = text_index.match(wanted, Window(best=count))
    every_category = text_index.match(wanted, Window(categories=["law", "money", "work"], best=count))
    assert free.best == every_category.best
    assert free.counts.tolist() == every_category.counts.tolist()
    assert (free.total, free.best_tier, free.all_words) == (
        every_category.total,
        every_category.best_tier,
        every_category.all_words,
    )

    def key(row: tuple[Tier, float, int]) -> tuple[Tier, int, float, int]:
        tier, lowered, ordinal = row
        return tier, named[ordinal].place if ordinal in named else 0, lowered, ordinal

    assert rows(free.best) == sorted(rows(free.best), key=key)
    assert len(free.best.ordinals) == min(count, free.total)


def test_names_are_found_though_no_word_is(text_index: TextIndex) -> None:
    found = text_index.match(WantedEntries({7: NamedAs(Tier.NAME)}, alternatives=[[]]), ALL)
    assert rows(found.best) == [(Tier.NAME, 0.0, 7)]
    assert text_index.match(WantedEntries({}, alternatives=[]), ALL).best_tier is None


def test_entries_with_all_words_come_before_those_with_expansions(
    text_index: TextIndex, crowded: IndexReader, wanted: WantedEntries, every: Matches
) -> None:
    expansion = Expansion((1,), (stem(crowded, "claim"),))
    enough = every.all_words + 1
    assert text_index.match(replace(wanted, enough=enough - 1), ALL, lambda: [expansion]).expansions == ()
    found = text_index.match(replace(wanted, enough=enough), ALL, lambda: [expansion])
    assert found.expansions == [expansion]
    tiers = dict(zip(found.best.ordinals, found.best.tiers, strict=True))
    full = {ordinal for ordinal, tier in tiers.items() if tier == Tier.ALL_WORDS}
    assert full == {o for o, tier in zip(every.best.ordinals, every.best.tiers, strict=True) if tier == Tier.ALL_WORDS}
    assert Tier.SYNONYMS in tiers.values()
    assert found.all_words == every.all_words
    fee, claim = (set(crowded.postings.of(stem(crowded, word))[0].tolist()) for word in ("fee", "claim"))
    assert {ordinal for ordinal, tier in tiers.items() if tier == Tier.SYNONYMS} == fee & claim - full


@pytest.mark.parametrize("categories", [[], ["law"]])
def test_entries_with_some_words_far_below_the_best_are_counted_apart(
    text_index: TextIndex, wanted: WantedEntries, categories: list[str]
) -> None:
    every = text_index.match(wanted, Window(categories=categories, best=1000))
    found = text_index.match(replace(wanted, floor=0.6), Window(categories=categories, best=1000))
    best = max(text_index.match(wanted, ALL).best.scores)
    kept = [row for row in rows(every.best) if row[0] < Tier.SOME_WORDS or -row[1] >= 0.6 * best]
    assert rows(found.best) == kept
    assert 0 < found.total == len(kept) < every.total == found.total + found.more
    assert found.total_unfiltered == text_index.match(replace(wanted, floor=0.6), ALL).total


@pytest.mark.parametrize("common", [True, False])
def test_all_words_in_one_sentence_are_looked_for_among_the_best(
    text_index: TextIndex, crowded: IndexReader, common: bool
) -> None:
    """Every field is one sentence here. Of entries that match common words, only the best are checked."""
    words = ["rent", "court"] if common else ["fee", "wage"]
    wanted = WantedEntries({}, [[stem(crowded, word)] for word in words], enough=1000)
    anywhere = text_index.match(wanted, ALL)
    found = text_index.match(replace(wanted, in_one_sentence=True), ALL)
    full = [
        ordinal
        for ordinal, tier in zip(anywhere.best.ordinals, anywhere.best.tiers, strict=True)
        if tier == Tier.ALL_WORDS
    ]
    checked = [
        ordinal
        for ordinal in full[:MAX_SENTENCE_CHECKS]
        if any(set(words) <= set(field.text.split()) for field in crowded.documents[ordinal].fields)
    ]
    assert (len(full) > MAX_SENTENCE_CHECKS) is common
    assert found.best.ordinals[: found.all_words] == checked
    assert found.total == anywhere.total
    assert found.all_words < anywhere.all_words


def test_a_tree_finds_entries_of_one_tier(text_index: TextIndex) -> None:
    found = text_index.evaluate(Or((Term(Field.ENTRY, "fee"), Term(Field.NAME, "wage"))), ALL)
    assert set(found.best.tiers) == {Tier.ALL_WORDS}
    assert found.all_words == found.total
    nothing = text_index.evaluate(Term(Field.ENTRY, "unheard"), ALL)
    assert (nothing.total, nothing.best_tier, nothing.counts.tolist()) == (0, None, [0, 0, 0])


def test_documents_are_in_the_order_asked_for(text_index: TextIndex, crowded: IndexReader) -> None:
    fee = stem(crowded, "fee")
    ordinals = crowded.postings.of(fee)[0][:3].tolist()[::-1]
    batch = text_index.documents(ordinals)
    assert [document.slug for document in batch.documents()] == [f"e{ordinal}" for ordinal in ordinals]
    assert len(batch.tokens().lengths) == 3
    for document, matches in zip(batch.documents(), batch.matches({fee}), strict=True):
        assert matches
        assert len(matches) == sum(field.text.lower().split().count("fee") for field in document.fields)
    assert text_index.documents([]).documents() == []


def test_similar_entries_are_found_by_ordinal(text_index: TextIndex, tiny_text: TextIndex) -> None:
    assert text_index.more_like_this(0, 5) == []  # each of a dozen words is in most entries
    assert tiny_text.more_like_this(0, 5)[:1] == [1]


@pytest.fixture(scope="module", params=["embedded", "opensearch"])
def tiny_text(request: pytest.FixtureRequest, reader: IndexReader, tiny_index: Path) -> TextIndex:
    if request.param == "embedded":
        return EmbeddedTextIndex(reader)
    return in_opensearch(request.getfixturevalue("cluster"), tiny_index)


def test_names_come_before_parts_of_names_and_these_before_texts() -> None:
    names, inside = [Tier.NAME, Tier.ALIAS, Tier.VARIANT, Tier.LEAD_IN], [Tier.INSIDE]
    parts = [Tier.INITIALS, Tier.BEGINNING, Tier.LATER_WORD, Tier.ALIAS_BEGINNING]
    texts = [Tier.LEAD_IN_INSIDE, Tier.ALL_WORDS, Tier.SYNONYMS, Tier.SOME_WORDS]
    assert sorted(Tier) == [*names, *inside, *parts, *texts]


@pytest.mark.parametrize(
    ("window", "has_page"),
    [
        (Window(best=10, start=0, stop=10), False),
        (Window(best=10, start=10, stop=20), True),
        (Window(best=50, start=40, stop=50), False),
        (Window(best=10, sort="name", start=0, stop=10), True),
    ],
)
def test_a_page_among_the_best_is_not_returned_twice(window: Window, has_page: bool) -> None:
    assert window.has_page is has_page

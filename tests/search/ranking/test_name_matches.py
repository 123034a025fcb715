from __future__ import annotations

from pathlib import Path

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import parse_plain
from search_app.search.ranking.name_matches import NameMatches, is_name, match_names
from search_app.search.retrieval.text_index import Tier
from tests.search.glossaries import open_reader, publish

COPAYMENT, DEDUCTIBLE, TIP_POOLING = range(3)


def matched(vocabulary: Vocabulary, text: str) -> NameMatches:
    return match_names(AnalyzedQuery(parse_plain(text, ENGLISH), vocabulary), vocabulary.names)


@pytest.mark.parametrize(
    ("text", "ordinal", "tier", "name"),
    [
        ("Deductible", DEDUCTIBLE, Tier.NAME, "Deductible"),
        ("tip  pooling", TIP_POOLING, Tier.NAME, "Tip Pooling"),
        ("Co-Pay", COPAYMENT, Tier.ALIAS, "co-pay"),
        ("tp", TIP_POOLING, Tier.ALIAS, "TP"),
        ("tippooling", TIP_POOLING, Tier.VARIANT, "Tip Pooling"),
        ("deductibles", DEDUCTIBLE, Tier.VARIANT, "Deductible"),
        ("the deductible", DEDUCTIBLE, Tier.VARIANT, "Deductible"),
        ("what is tip pooling", TIP_POOLING, Tier.VARIANT, "Tip Pooling"),
        ("my boss took my tips", TIP_POOLING, Tier.VARIANT, "my boss took my tips"),
        ("annual ded", DEDUCTIBLE, Tier.BEGINNING, "annual deductible"),
    ],
)
def test_a_name_puts_its_entry_into_the_best_tier(
    vocabulary: Vocabulary, text: str, ordinal: int, tier: Tier, name: str
) -> None:
    found = matched(vocabulary, text)
    assert {each: (match.named.tier, match.name.text) for each, match in found.items()} == {ordinal: (tier, name)}
    assert is_name(found) is (tier <= Tier.VARIANT)


@pytest.mark.parametrize("text", ["plan", "de", "pooling", "&", "a plan with a fee and a deductible"])
def test_other_queries_name_nothing(vocabulary: Vocabulary, text: str) -> None:
    assert matched(vocabulary, text) == {}


def test_a_query_that_is_no_whole_name_may_be_a_part_of_names(tmp_path_factory: pytest.TempPathFactory) -> None:
    names = ["Tip Pool Account", "Tip Pool", "Fair Labor Standards Act", "FLSA Claim"]
    rows = [{"name": name, "definition": "A text."} for name in names]
    vocabulary = open_reader(publish(tmp_path_factory.mktemp("names"), rows)).vocabulary

    def tiers(text: str) -> dict[int, Tier]:
        return {ordinal: match.named.tier for ordinal, match in matched(vocabulary, text).items()}

    assert tiers("tip pool acc") == {0: Tier.INSIDE, 1: Tier.INSIDE}
    assert tiers("tip pool") == {1: Tier.NAME}  # the words find the other one
    assert tiers("FLSA") == {2: Tier.INITIALS, 3: Tier.BEGINNING}


def by_place(folder: Path, text: str, names: list[str], alias_of_first: str = "") -> list[int]:
    """Return the entries with these names that a query names, in order."""
    rows: list[dict[str, object]] = [
        {"name": name, "definition": "A text with more words than there are names, as others have too."}
        for name in names
    ]
    rows[0]["aliases"] = [alias_of_first] if alias_of_first else []
    vocabulary = open_reader(publish(folder, rows)).vocabulary
    found = matched(vocabulary, text)
    return sorted(found, key=lambda ordinal: found[ordinal].named)


def test_an_unfinished_name_comes_before_a_name_inside(tmp_path: Path) -> None:
    assert by_place(tmp_path, "tip pool acc", ["Tip Pool", "Tip Pool Account"]) == [1, 0]


def test_a_name_may_go_on_within_the_last_word_though_it_is_one(tmp_path: Path) -> None:
    assert by_place(tmp_path, "tip pool form", ["Tip Pool", "Tip Pool Formation", "Tax Form"]) == [1, 0]


def test_a_name_may_go_on_after_whole_words_an_alias_may_not(tmp_path: Path) -> None:
    assert by_place(tmp_path, "tip pool form", ["Tip Pool", "Tip Pool Form Of Tax", "Tax Form"]) == [1, 0]
    assert by_place(tmp_path, "tip pool form", ["Gift", "Tip Pool", "Tax Form"], "Tip Pool Form Of Tax") == [1]


def test_a_query_that_ends_with_a_stop_word_is_the_beginning_of_a_name(tmp_path: Path) -> None:
    names = ["Notice", "Notice of the Plan", "Notice of Loss of the Plan"]
    assert by_place(tmp_path, "notice of", names) == [1, 2, 0]
    assert by_place(tmp_path, "notice of the", names) == [1, 0]
    assert by_place(tmp_path, "the notice of", names) == [0]


@pytest.mark.parametrize("text", ["notice o", "notice of", "loss notice"], ids=["begun", "open", "another form"])
def test_entries_own_names_come_before_aliases(tmp_path: Path, text: str) -> None:
    assert by_place(tmp_path, text, ["Fund", "Notice of Loss"], "notices of losses") == [1, 0]


def test_a_known_word_may_go_on_in_a_name_without_its_stop_words(tmp_path: Path) -> None:
    names = ["Notice of the Plan Doctor", "Plan", "Doc"]
    assert by_place(tmp_path, "notice plan doc", names)[0] == 0


def test_of_names_that_are_begun_the_shortest_comes_first(tmp_path: Path) -> None:
    assert by_place(tmp_path, "minimum wa", ["Minimum Wage Of Workers With Tips", "Minimum Wage"]) == [1, 0]


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("define deductible", {DEDUCTIBLE: Tier.VARIANT}),
        ("deductible rules", {DEDUCTIBLE: Tier.INSIDE}),
        ("free tip pooling forms", {TIP_POOLING: Tier.INSIDE}),
        ("free deductible forms", {}),  # one word of three
        ("free tp forms", {TIP_POOLING: Tier.INSIDE}),  # an acronym
        ("what does tip pooling actually cover", {TIP_POOLING: Tier.INSIDE}),
        ("would my tip pooling actually cover", {}),  # four words beside it, none of which asks
        ("tips my boss", {}),  # two content words of a phrasing that has three
        ("copay or deductible", {COPAYMENT: Tier.VARIANT, DEDUCTIBLE: Tier.VARIANT}),
        ("tip pooling deductible", {TIP_POOLING: Tier.VARIANT, DEDUCTIBLE: Tier.VARIANT}),
    ],
)
def test_a_name_may_stand_beside_few_other_words(vocabulary: Vocabulary, text: str, tiers: dict[int, Tier]) -> None:
    assert {ordinal: match.named.tier for ordinal, match in matched(vocabulary, text).items()} == tiers


def test_compared_names_come_as_typed_and_others_longest_first(vocabulary: Vocabulary) -> None:
    def places(text: str) -> dict[int, int]:
        return {ordinal: match.named.place for ordinal, match in matched(vocabulary, text).items()}

    assert places("deductible or copay") == {DEDUCTIBLE: 0, COPAYMENT: 1}
    assert places("deductible tip pooling rules") == {TIP_POOLING: 0, DEDUCTIBLE: 2}


def test_a_word_that_compares_may_belong_to_a_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    names = ["Stay-or-Pay Agreement", "Pay Agreement", "Stay"]
    rows = [{"name": name, "definition": "A text."} for name in names]
    vocabulary = open_reader(publish(tmp_path_factory.mktemp("or"), rows)).vocabulary
    assert min(matched(vocabulary, "stay or pay agreement rules").values()).name.text == names[0]


def test_a_name_of_many_words_may_stand_beside_another_word(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [{"name": "Notice of What the Plan Paid to the Doctor", "definition": "A text."}]
    vocabulary = open_reader(publish(tmp_path_factory.mktemp("long"), rows)).vocabulary
    (match,) = matched(vocabulary, "notice of what the plan paid to the doctor fraud").values()
    assert match.named.tier == Tier.INSIDE


@pytest.mark.parametrize("text", ["notice of the plan doct", "notice plan doct", "notice plann doct"])
def test_a_name_may_begin_without_its_stop_words(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    rows = [{"name": name, "definition": "A plan."} for name in ("Notice of the Plan Doctor", "Planning")]
    vocabulary = open_reader(publish(tmp_path_factory.mktemp("begun"), rows)).vocabulary
    assert {each: match.named.tier for each, match in matched(vocabulary, text).items()} == {0: Tier.BEGINNING}

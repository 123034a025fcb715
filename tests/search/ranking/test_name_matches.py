from __future__ import annotations

import pytest

from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import parse_plain
from search_app.search.ranking.name_matches import NameMatches, is_name, match_names
from search_app.search.retrieval.text_index import Tier
from tests.search.glossaries import open_reader, publish

COPAYMENT, DEDUCTIBLE, TIP_POOLING = range(3)


def matched(vocabulary: Vocabulary, text: str) -> NameMatches:
    return match_names(AnalyzedQuery(parse_plain(text), vocabulary), vocabulary.names)


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
    assert {each: (tier, name.text) for each, (tier, name) in found.items()} == {ordinal: (tier, name)}
    assert is_name(found) is (tier <= Tier.VARIANT)


@pytest.mark.parametrize("text", ["plan", "de", "pooling", "&", "deductible plan"])
def test_other_queries_name_nothing(vocabulary: Vocabulary, text: str) -> None:
    assert matched(vocabulary, text) == {}


def test_a_query_may_name_one_entry_and_be_a_part_of_the_name_of_another(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    names = ["Tip Pool Account", "Tip Pool", "Fair Labor Standards Act", "FLSA Claim"]
    rows = [{"name": name, "definition": "A text."} for name in names]
    vocabulary = open_reader(publish(tmp_path_factory.mktemp("names"), rows)).vocabulary

    def tiers(text: str) -> dict[int, Tier]:
        return {ordinal: tier for ordinal, (tier, _) in matched(vocabulary, text).items()}

    assert tiers("tip pool") == {0: Tier.BEGINNING, 1: Tier.NAME}
    assert tiers("FLSA") == {2: Tier.INITIALS, 3: Tier.BEGINNING}

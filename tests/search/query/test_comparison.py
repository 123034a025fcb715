from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.comparison import compared_names
from search_app.search.query.plain import parse_plain
from tests.search.glossaries import open_reader, publish

ROWS = [
    {"name": "Health Maintenance Organization", "aliases": ["HMO"]},
    {"name": "Preferred Provider Organization", "aliases": ["PPO"]},
    {"name": "Copayment", "aliases": ["copay"]},
    {"name": "Coinsurance"},
    {"name": "Chapter 7 Bankruptcy", "aliases": ["chapter 7"]},
    {"name": "Chapter 13 Bankruptcy", "aliases": ["chapter 13"]},
    {"name": "Term Life Insurance"},
    {"name": "Whole Life Insurance"},
    {"name": "Trial and Error"},
    {"name": "Collision Coverage"},
    {"name": "Comprehensive Coverage", "aliases": ["comp coverage"]},
    {"name": "Data Portability", "aliases": ["comprehensive state privacy law"]},
    {"name": "Network Provider", "aliases": ["in network"]},
    {"name": "Out-of-Network Care", "aliases": ["out of network"]},
    {"name": "Data Broker"},
]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    rows = [{**row, "definition": "A text."} for row in ROWS]
    return open_reader(publish(tmp_path_factory.mktemp("comparison"), rows)).vocabulary


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("hmo or ppo", [0, 1]),
        ("PPO vs. HMO", [1, 0]),
        ("what is the difference between a copay and coinsurance", [2, 3]),
        ("which is better, a copay or coinsurance?", [2, 3]),
        ("compare coinsurance with copays", []),  # nothing stands between them
        ("compare coinsurance and copays", [3, 2]),
        ("chapter 7 vs chapter 13", [4, 5]),
        ("chapter 7 or 13", [4, 5]),
        ("chapter 7 or 13 for medical bills", [4, 5]),
        ("collision or comprehensive for an old car", [9, 10]),  # the beginnings of names, of the main ones if need be
        ("whole vs term", [7, 6]),
        ("hmo or data", []),  # the beginning of two names
        ("in network vs out of network", [12, 13]),
        ("term versus whole life insurance", [6, 7]),
        ("copay vs coinsurance vs hmo", [2, 3, 0]),
        ("copay or nothing", []),
        ("is an hmo or a ppo right for my mom", [0, 1]),
        ("hmo or ppo which one lets me pick any doctor in another state", [0, 1]),
        ("copay vs coinsurance do i pay both of them at one visit", [2, 3]),
        ("copay or copayment", []),  # one term
        ("copay", []),
        ("trial and error", []),
    ],
)
def test_the_terms_compared_come_in_the_order_typed(names: Vocabulary, text: str, compared: list[int]) -> None:
    found = compared_names(text, parse_plain(text, ENGLISH).words, names.names)
    assert [each[0].ordinal for each in found] == compared

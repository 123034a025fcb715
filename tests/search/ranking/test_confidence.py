from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search import Engine, SearchRequest
from tests.search.glossaries import publish

TEXTS = {
    "Tip Pooling": "Waiters and cooks share the tips that guests leave. The boss may not keep any of the money.",
    "Wage Theft": "The boss does not pay for hours that were worked.",
    "Deductible": "The slice of a bill that you pay yourself before the insurer pays.",
    "Passport Scam": "A caller says that a parcel holds your passport and wants money.",
    "Lease": "A contract to live in a flat for rent.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    fillers = [{"name": f"Filler {number}", "definition": f"Word{number} and a thing."} for number in range(60)]
    rows: list[dict[str, object]] = [{"name": name, "definition": text} for name, text in TEXTS.items()]
    root: Path = tmp_path_factory.mktemp("confidence")
    return Engine.open(publish(root, [*rows, *fillers]))


@pytest.mark.parametrize(
    ("query", "confidence"),
    [
        ("deductible", "sure"),
        ("what is a deductible", "sure"),
        ("deductible bill", "sure"),
        ("deductible unicorns", "sure"),
        ("the boss keeps the money that guests leave to the waiters", "sure"),
        ("how do i renew an old passport in the city hall", "weak"),
        ("pizza with money", "weak"),
        ("unicorns", "none"),
        ("", "likely"),
        ('"live in a flat"', "likely"),
    ],
)
def test_a_name_is_sure_and_a_stray_word_is_not(engine: Engine, query: str, confidence: str) -> None:
    assert engine.search(SearchRequest(query)).confidence.value == confidence


def test_later_pages_and_other_orders_do_not_begin_with_the_best_answer(engine: Engine) -> None:
    assert engine.search(SearchRequest("deductible bill", sort="name")).confidence.value == "likely"
    assert engine.search(SearchRequest("thing", page=2)).confidence.value == "likely"


def test_results_that_only_mention_some_words_are_listed_on_request(engine: Engine) -> None:
    query = "the boss keeps the money that guests leave to the waiters"
    page, every = engine.search(SearchRequest(query)), engine.search(SearchRequest(query, all=True))
    assert page.total < every.total == page.total + page.more
    assert every.more == 0
    assert page.hits == every.hits[: page.total]

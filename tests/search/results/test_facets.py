"""The category facet of a collection with more categories than a filter can hold."""

from __future__ import annotations

import json

import pytest

from search_app.search import Engine, SearchPage, SearchRequest, build
from search_app.search.results.facets import MAX_VALUES

CATEGORIES = MAX_VALUES + 20


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return an engine of a category each for many terms, and one term more in each of the first ten."""
    folder = tmp_path_factory.mktemp("many")
    rows = [
        {
            "slug": f"t{number}-{turn}",
            "name": f"Term {number} {turn}",
            "categories": [f"c{number:03}"],
            "definition": "A fee.",
        }
        for number in range(CATEGORIES)
        for turn in range(2 if number < 10 else 1)
    ]
    (folder / "many.jsonl").write_text("\n".join(map(json.dumps, rows)))
    build(folder / "many.jsonl", folder / "index")
    return Engine.open(folder / "index")


def shown(page: SearchPage) -> dict[str, int]:
    return {value.slug: value.count for value in page.facets["category"]}


def test_those_with_most_results_are_shown_in_their_own_order(engine: Engine) -> None:
    found = shown(engine.search(SearchRequest(q="fee")))
    assert len(found) == MAX_VALUES
    assert [slug for slug, count in found.items() if count == 2] == [f"c{number:03}" for number in range(10)]
    assert list(found) == sorted(found)


def test_those_without_results_are_left_out_unless_chosen(engine: Engine) -> None:
    assert shown(engine.search(SearchRequest(q='"term 3 0"'))) == {"c003": 1}
    chosen = engine.search(SearchRequest(q='"term 3 0"', categories=("c050",)))
    assert shown(chosen) == {"c003": 1, "c050": 0}
    assert [value.selected for value in chosen.facets["category"]] == [False, True]
    assert chosen.facets["category"][1].url == "/search?q=%22term+3+0%22"

"""The category facet of a collection with more categories than a filter can hold."""

from __future__ import annotations

import numpy as np
import pytest

from search_app.glossary.model import Category
from search_app.search import Engine, SearchPage, SearchRequest
from search_app.search.results.facets import MAX_VALUES, CategoryFacet
from search_app.search.results.model import FacetValue
from tests.search.glossaries import publish

CATEGORIES = MAX_VALUES + 20
TEXT = {"definition": "A fee."}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A category each for many terms, and one term more in each of the first ten."""
    rows = [
        {"slug": f"t{number}-{turn}", "name": f"Term {number} {turn}", "categories": [f"c{number:03}"], **TEXT}
        for number in range(CATEGORIES)
        for turn in range(2 if number < 10 else 1)
    ]
    return Engine.open(publish(tmp_path_factory.mktemp("many"), rows))


def shown(page: SearchPage) -> dict[str, int]:
    return {value.slug: value.count for value in page.facets["category"]}


def test_the_categories_with_most_matches_are_shown_in_display_order(engine: Engine) -> None:
    found = shown(engine.search(SearchRequest(q="fee")))
    assert len(found) == MAX_VALUES
    assert [slug for slug, count in found.items() if count == 2] == [f"c{number:03}" for number in range(10)]
    assert list(found) == sorted(found)


def test_categories_without_matches_are_left_out_unless_chosen(engine: Engine) -> None:
    assert shown(engine.search(SearchRequest(q='"term 3 0"'))) == {"c003": 1}
    chosen = engine.search(SearchRequest(q='"term 3 0"', categories=("c050",)))
    assert shown(chosen) == {"c003": 1, "c050": 0}
    assert [value.selected for value in chosen.facets["category"]] == [False, True]
    assert chosen.facets["category"][1].url == "/search?q=%22term+3+0%22"


def test_a_value_toggles_its_category_and_keeps_the_others() -> None:
    facet = CategoryFacet([Category("law", "Law"), Category("work", "Work"), Category("money", "Money")])
    request = SearchRequest(q="fee", categories=("work", "law"), sort="name", page=3)
    law, work, money = facet.values(request, np.asarray([2, 1, 0]))
    assert [each.url for each in (law, work, money)] == [
        "/search?q=fee&category=work&sort=name",
        "/search?q=fee&category=law&sort=name",
        "/search?q=fee&category=work&category=law&category=money&sort=name",
    ]
    assert law == FacetValue("law", "Law", 2, True, "/search?q=fee&category=work", "&sort=name")
    assert (money.count, money.selected) == (0, False)

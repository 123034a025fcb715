"""A request is read from a query string, one parameter at a time, and cleaned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from werkzeug.datastructures import MultiDict

from search_app.errors import BadParameter
from search_app.search import SearchRequest
from search_app.search.request import MAX_CHARACTERS, MAX_WORDS, SORTS, Parameters

KNOWN = ["money", "work"]


def read(strict: bool = True, **args: object) -> SearchRequest:
    return SearchRequest.from_args(MultiDict(args), KNOWN, strict=strict)


def test_everything_is_read() -> None:
    asked = read(q=" a  b ", category=["work", "money"], sort="name", page="3", per_page="50", exact="1")
    assert asked == SearchRequest("a b", ("work", "money"), "name", 3, 50, True)
    assert read() == SearchRequest()


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("page", "0", "a whole number from 1 to 10,000"),
        ("page", "x", "a whole number"),
        ("page", "٣", "a whole number"),
        ("page", "9" * 5000, "a whole number"),
        ("per_page", "51", "from 1 to 50"),
        ("sort", "best", "one of relevance, name, updated"),
        ("exact", "yes", "one of 0, 1"),
        ("category", "play", "one of money, work"),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(name: str, value: str, allowed: str) -> None:
    with pytest.raises(BadParameter, match=allowed) as caught:
        read(**{name: value})
    assert caught.value.name == name
    assert read(strict=False, **{name: value}) == SearchRequest()


def test_a_bad_value_leaves_the_other_parameters_as_they_are() -> None:
    good = {"q": "a", "category": ["work"], "sort": "name", "page": "3", "per_page": "20", "exact": "1"}
    whole = read(**good)
    for name, bad in (("sort", "best"), ("page", "0"), ("per_page", "51"), ("exact", "yes")):
        default = {"sort": "relevance", "page": 1, "per_page": 10, "exact": False}[name]
        assert read(strict=False, **(good | {name: bad})) == replace(whole, **{name: default})
    assert read(strict=False, **(good | {"category": ["play", "work", ""]})) == whole


def test_a_parameter_is_read_by_itself() -> None:
    parameters = Parameters(MultiDict({"page": "7", "sort": "best"}), strict=True)
    assert parameters.whole_number("page", 1, 10, 1) == 7
    assert parameters.categories(KNOWN) == ()
    with pytest.raises(BadParameter, match="sort"):
        parameters.choice("sort", SORTS)


def test_long_queries_are_cut_and_say_so() -> None:
    assert len(SearchRequest(q="x" * 10_000).q) == MAX_CHARACTERS
    assert SearchRequest(q="x" * 10_000).cut
    assert len(SearchRequest(q="a " * 100).q.split()) == MAX_WORDS
    assert not SearchRequest(q=" a  b ").cut


def test_the_address_around_the_categories_is_that_of_the_first_page_in_the_same_order() -> None:
    asked = SearchRequest(q="a", categories=("work",), page=4, sort="name", exact=True)
    assert asked.around_categories() == ("/search?q=a", "&sort=name&exact=1")


@given(st.text())
def test_a_clean_query_is_clean(text: str) -> None:
    q = SearchRequest(q=text).q
    assert SearchRequest(q=q).q == q
    assert "\0" not in q
    q.encode()

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator

import pytest

from search_app.search import Engine, SearchRequest
from search_app.search.results.model import (
    Confidence,
    Correction,
    FacetValue,
    Hit,
    Matched,
    Related,
    SearchPage,
    Suggestion,
)

MATCHED = Matched("example", "A sum.", "example-2")
HIT = Hit("fee", "Fee", "<mark>Fee</mark>", ("money",), "A sum.", MATCHED, "", 5, 1.23456, "A sum.")


def reachable(value: object) -> Iterator[object]:
    """Yield the objects that `value` refers to, however far; not what their classes and modules refer to."""
    seen, left = {id(value)}, [value]
    while left:
        for each in gc.get_referents(left.pop()):
            if id(each) not in seen and not isinstance(each, type):
                seen.add(id(each))
                left.append(each)
                yield each


@pytest.mark.parametrize("q", ["TP", "copay fee", "zzzz coppayment", "", "deductable plan", "fee OR tips"])
def test_a_page_is_a_plain_value(tiny: Engine, q: str) -> None:
    page = tiny.search(SearchRequest(q=q))
    assert page.related == page.related
    assert isinstance(page.related, tuple)
    assert pickle.loads(pickle.dumps(page)) == page
    assert not [each for each in reachable(page) if callable(each) or each is tiny]


def test_a_hit_as_json() -> None:
    assert HIT.to_dict("https://x.example".__add__) == {
        "slug": "fee",
        "name": "Fee",
        "name_html": "<mark>Fee</mark>",
        "url": "https://x.example/terms/fee#example-2",
        "categories": ["money"],
        "summary": "A sum.",
        "snippet_html": "A sum.",
        "matched": {"field": "example", "text": "A sum.", "anchor": "example-2"},
        "updated": None,
        "score": 1.2346,
    }


def test_a_page_as_json() -> None:
    page = SearchPage(
        "fee",
        total=21,
        page=1,
        per_page=10,
        took_ms=0.5,
        generation="g",
        hits=(HIT,),
        facets={"category": (FacetValue("law", "Law", 2, False, "/search?q=fee", ""),)},
        correction=Correction("fea", "fee", "/search?q=fea&exact=1", "/search?q=fee"),
        related=(Related("tip", "Tip"),),
        more=23,
        total_unfiltered=30,
        confidence=Confidence.WEAK,
        compared=(Related("tip", "Tip"),),
        closest=(HIT,),
    )
    found = page.to_dict()
    assert page.pages == found["pages"] == 3
    assert found["results"] == [HIT.to_dict()]
    assert found["facets"]["category"][0]["url"] == "/search?q=fee&category=law"
    assert found["correction"] == {
        "from": "fea",
        "to": "fee",
        "applied": True,
        "url_exact": "/search?q=fea&exact=1",
        "url_corrected": "/search?q=fee",
    }
    assert (found["more"], found["total_unfiltered"], found["confidence"]) == (23, 30, "weak")
    assert found["compared"] == [{"slug": "tip", "name": "Tip", "url": "/terms/tip"}]
    assert found["closest"] == [HIT.to_dict()]
    assert found["related"] == [{"slug": "tip", "name": "Tip", "url": "/terms/tip"}]


def test_a_suggestion_as_json() -> None:
    found = Suggestion("fee", "Fee", "<mark>F</mark>ee", "money", Matched("alias", "charge")).to_dict(
        "https://x.example".__add__
    )
    assert found["url"] == "https://x.example/terms/fee"
    assert found["matched"] == {"field": "alias", "text": "charge"}
    assert (found["category"], found["category_name"], found["summary"]) == ("money", "", "")

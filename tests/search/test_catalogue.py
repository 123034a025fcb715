from __future__ import annotations

import pytest

from search_app.errors import NotFound
from search_app.search import Engine


def test_browsing(tiny: Engine) -> None:
    assert [entry.slug for entry in tiny.entries(letter="c")] == ["copayment"]
    assert [entry.slug for entry in tiny.entries(letter="a")] == ["deductible"]  # "annual deductible" counts
    assert tiny.letters() == {"a": 1, "c": 3, "d": 1, "t": 2}
    assert [(category.slug, count) for category, count in tiny.categories()] == [("money", 2), ("work", 1), ("law", 2)]
    assert tiny.redirect("annual-deductible") == "deductible"
    assert tiny.redirect("nope") is None


def test_popular_terms_are_those_that_most_others_lead_to(tiny: Engine) -> None:
    assert tiny.popular()[0].slug == "deductible"
    assert len(tiny.popular()) == 3
    assert len(tiny.popular(1)) == 1


def test_popular_terms_of_categories_are_in_one_of_them(tiny: Engine) -> None:
    assert [term.slug for term in tiny.popular(categories=["law"])] == ["deductible", "tip-pooling"]
    assert [term.slug for term in tiny.popular(1, ["work"])] == ["tip-pooling"]
    assert {term.slug for term in tiny.popular(categories=["work", "money"])} == {
        "copayment",
        "deductible",
        "tip-pooling",
    }


def test_adjacent_terms_are_the_ones_before_and_after_by_name(tiny: Engine) -> None:
    before, after = tiny.adjacent("deductible")
    assert before is not None
    assert after is not None
    assert (before.slug, after.slug) == ("copayment", "tip-pooling")
    assert tiny.adjacent("copayment")[0] is None
    assert tiny.adjacent("tip-pooling")[1] is None
    with pytest.raises(NotFound):
        tiny.adjacent("nope")


def test_entries_are_a_sequence_that_can_be_cut(tiny: Engine) -> None:
    entries = tiny.entries(sort="updated")
    assert [entry.slug for entry in entries[:2]] == ["tip-pooling", "deductible"]
    assert entries[-1].slug == "copayment"
    assert len(entries) == 3


def test_entries_are_found_by_slug_and_counted(tiny: Engine) -> None:
    assert len(tiny) == 3
    assert tiny.entry("tip-pooling").name == "Tip Pooling"
    with pytest.raises(NotFound, match="There is no term with the slug 'nope'"):
        tiny.entry("nope")


def test_entries_in_a_category_under_a_letter(tiny: Engine) -> None:
    assert [entry.slug for entry in tiny.entries(category="law")] == ["deductible", "tip-pooling"]
    assert [entry.slug for entry in tiny.entries(category="law", letter="t")] == ["tip-pooling"]
    assert list(tiny.entries(category="nope")) == []


def test_names_under_a_letter_are_listed_by_pages(tiny: Engine) -> None:
    names = [(name, entry.slug) for name, entry in tiny.names("c", 0, 10)]
    assert names == [("co-pay", "copayment"), ("copay", "copayment"), ("Copayment", "copayment")]
    assert [name for name, _ in tiny.names("c", 1, 2)] == ["copay"]
    assert tiny.beginnings("t") == {"ti": 0, "tp": 1}


def test_a_closed_engine_lets_answers_in_progress_finish(tiny: Engine) -> None:
    tiny.close()
    assert tiny.entry("deductible").slug == "deductible"

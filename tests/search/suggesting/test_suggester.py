"""Suggestions from all sources, in their order."""

from __future__ import annotations

import pytest

from search_app.search import Engine, Suggestion
from search_app.search.suggesting.suggester import MAX_LIMIT
from tests.search.glossaries import Row, publish


def reasons(found: tuple[Suggestion, ...]) -> list[tuple[str, str]]:
    return [(each.name, each.matched.field) for each in found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("prem", [("Premium", "name")]),
        ("tip sh", [("Tip Pooling", "alias")]),
        ("my boss", [("Tip Pooling", "asked_as"), ("Wage Garnishment", "asked_as")]),
        ("my boss took my tips", [("Tip Pooling", "asked_as")]),
        ("insurance says no", [("Claim Denial", "asked_as")]),
        ("what is a deductible", [("Deductible", "name"), ("High-Deductible Health Plan", "name")]),
        ("what is a deduc", [("Deductible", "name"), ("High-Deductible Health Plan", "name")]),
        ("what is a deductab", [("Deductible", "spelling")]),
        ("my premium went up", [("Premium", "name")]),
        ("my premium went up after a crash", [("Premium", "asked_as")]),
        ("deductab", [("Deductible", "spelling"), ("High-Deductible Health Plan", "spelling")]),
        ("Deductible ", [("Deductible", "name")]),
        ("company hosp", [("Claim Denial", "result")]),
        ("hospital", [("Claim Denial", "result")]),
        ("hospitl bill", [("Claim Denial", "result")]),  # corrected by the search
    ],
)
def test_each_kind_of_text_has_its_answer_first(engine: Engine, text: str, first: list[tuple[str, str]]) -> None:
    assert reasons(engine.suggest(text))[: len(first)] == first


@pytest.mark.parametrize("text", ["", " ", "?", "zzzz", "what is a", "is my"])
def test_a_text_without_an_answer_has_none(engine: Engine, text: str) -> None:
    found = engine.suggest(text)
    assert all(each.matched.field == "asked_as" for each in found)


def test_each_entry_has_one_row_with_its_category_and_first_sentence(engine: Engine) -> None:
    for text in ("premium", "my boss took my tip", "insurance pay", "a deductible is a premium"):
        slugs = [each.slug for each in engine.suggest(text)]
        assert len(slugs) == len(set(slugs)) > 0
    first = engine.suggest("my boss took")[0].to_dict()
    assert first == {
        "slug": "e0", "name": "Tip Pooling", "name_html": "Tip Pooling", "url": "/terms/e0", "category": "law",
        "category_name": "Employment & Law", "summary": "Tips are shared by the servers of a shift.",
        "matched": {"field": "asked_as", "text": "my boss took my tips"},
    }  # fmt: skip


def test_all_sources_are_filtered_by_category(engine: Engine) -> None:
    for text in ("my boss took my tips", "tip", "servers of a shift", "tip poling", "is tip pooling legal"):
        assert "Tip Pooling" in [each.name for each in engine.suggest(text)]
        assert "Tip Pooling" not in [each.name for each in engine.suggest(text, categories=("insurance",))]


def test_operators_are_searched(engine: Engine) -> None:
    assert reasons(engine.suggest('"hospital bill"')) == [("Claim Denial", "result")]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Names that begin with one word: more common ones than any cut keeps, and a few rare ones that rank below."""
    rows: list[Row] = [
        {"name": f"Care {number:04}", "categories": ["common"], "definition": "A."} for number in range(1300)
    ]
    rows += [{"name": f"Care Zone {number}", "categories": ["rare"], "definition": "A."} for number in range(5)]
    return Engine.open(publish(tmp_path_factory.mktemp("crowd"), rows))


def names(found: tuple[Suggestion, ...]) -> list[str]:
    return [each.name for each in found]


def test_suggestions_are_filtered_before_the_cut(crowd: Engine) -> None:
    assert names(crowd.suggest("care", 8, ("rare",))) == [f"Care Zone {number}" for number in range(5)]
    assert len(crowd.suggest("care", 8, ("common", "rare"))) == 8
    assert crowd.suggest("care", 8, ("nope",)) == ()


def test_a_limit_holds_with_and_without_a_filter(crowd: Engine) -> None:
    assert len(crowd.suggest("care", 3)) == len(crowd.suggest("care", 3, ("rare",))) == 3
    assert len(crowd.suggest("care", 500)) == MAX_LIMIT

"""Categories, dates and the order of names as arrays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search_app.glossary.model import Term
from search_app.search.index.doc_values import DocValues, write_doc_values, write_name_order

CATEGORIES = ["money", "work", "law"]


def term(name: str, categories: tuple[str, ...], updated: str = "") -> Term:
    return Term(slug=name.lower(), name=name, categories=categories, definition="A.", updated=updated)


TERMS = [term("Fee", ("money", "law"), "2026-01-02"), term("Élan", ("work",)), term("early", ("money",), "2026-03-04")]


@pytest.fixture
def values(tmp_path: Path) -> DocValues:
    write_doc_values(tmp_path, TERMS, CATEGORIES)
    write_name_order(tmp_path, [term.name for term in TERMS])
    return DocValues(tmp_path, CATEGORIES)


ALL = np.arange(3)


def test_facets_count_every_category_of_an_entry(values: DocValues) -> None:
    assert values.facet_counts(ALL).tolist() == [2, 1, 1]
    assert values.facet_counts(np.array([1])).tolist() == [0, 1, 0]


def test_the_primary_category_is_the_first(values: DocValues) -> None:
    assert values.primary(ALL).tolist() == [0, 1, 0]


def test_filtering_by_categories_is_an_or(values: DocValues) -> None:
    assert values.in_categories(ALL, ["work", "law"]).tolist() == [True, True, False]
    assert values.in_categories(ALL, ["unknown"]).tolist() == [False, False, False]
    assert values.holding("money").tolist() == [0, 2]


def test_names_sort_without_case_and_accents(values: DocValues) -> None:
    assert [TERMS[ordinal].name for ordinal in values.by_name] == ["early", "Élan", "Fee"]
    assert values.name_ranks[values.by_name].tolist() == [0, 1, 2]


def test_newest_first_with_undated_entries_last(values: DocValues) -> None:
    assert values.order_by("updated", ALL).tolist() == [2, 0, 1]
    assert values.order_by("name", np.array([0, 2])).tolist() == [1, 0]


def test_entries_without_categories_have_the_number_after_the_last(tmp_path: Path) -> None:
    assert write_doc_values(tmp_path, [term("A", ())], CATEGORIES).tolist() == [[3]]
    assert write_doc_values(tmp_path, [], CATEGORIES).tolist() == []

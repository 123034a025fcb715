"""Words speak for the categories they are typical of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search_app.search.index.category_model import CategoryModel, write_category_model
from search_app.search.index.document_writer import TokenTable

ATTORNEY, THE, NURSE = 0, 1, 2
LAW, HEALTH, NONE = 0, 1, 2


@pytest.fixture
def model(tmp_path: Path) -> CategoryModel:
    """Ten entries of law with `attorney the`, ten of health with `nurse the the`."""
    rows = [[ATTORNEY, THE]] * 10 + [[NURSE, THE, THE]] * 10
    owners = np.repeat(np.arange(20), [len(row) for row in rows])
    numbers = np.array([word for row in rows for word in row], np.uint32)
    table = TokenTable(["attorney", "the", "nurse"], numbers, np.zeros(len(numbers), bool), owners)
    write_category_model(tmp_path, table, [LAW] * 10 + [HEALTH] * 10, 3)
    return CategoryModel(tmp_path)


def test_a_word_is_evidence_for_its_category(model: CategoryModel) -> None:
    evidence = model.log_likelihood([ATTORNEY])
    assert evidence[LAW] > 0 > evidence[HEALTH]


def test_a_word_of_all_categories_is_evidence_for_none(model: CategoryModel) -> None:
    evidence = model.log_likelihood([THE])
    assert evidence[LAW] == pytest.approx(evidence[HEALTH]) == pytest.approx(0)


def test_evidence_adds_up(model: CategoryModel) -> None:
    both = model.log_likelihood([ATTORNEY, NURSE])
    assert both == pytest.approx(model.log_likelihood([ATTORNEY]) + model.log_likelihood([NURSE]))
    assert model.log_likelihood([]).tolist() == [0, 0, 0]


def test_a_glossary_without_words(tmp_path: Path) -> None:
    write_category_model(tmp_path, TokenTable([], *(np.array([], kind) for kind in ("I", "?", "q"))), [], 1)
    assert CategoryModel(tmp_path).log_likelihood([]).tolist() == [0]

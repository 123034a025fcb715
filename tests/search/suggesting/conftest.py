"""A glossary with names, questions and texts that suggestions come from."""

from __future__ import annotations

import pytest

from search_app.search import Engine
from search_app.search.index.reader import IndexReader
from search_app.search.index.vocabulary import Vocabulary
from tests.search.glossaries import Row, open_reader, publish

SITE = """
title = "Glossary"
[[categories]]
slug = "law"
name = "Employment & Law"
[[categories]]
slug = "insurance"
name = "Insurance"
"""
ROWS: list[Row] = [
    {
        "name": "Tip Pooling", "aliases": ["tip sharing"], "definition": "Tips are shared by the servers of a shift.",
        "asked_as": ["my boss took my tips", "manager keeps part of the tip jar"],
    },
    {
        "name": "Wage Garnishment", "definition": "A court takes part of a wage. Companies must obey the judge.",
        "asked_as": ["can companies take my pay", "my boss took my paycheck for a debt"],
    },
    {
        "name": "Deductible", "categories": ["insurance"], "definition": "What the insured pays first, each year.",
        "asked_as": ["why do i pay before insurance does"],
    },
    {"name": "High-Deductible Health Plan", "categories": ["insurance"], "definition": "A plan with a low premium."},
    {
        "name": "Premium", "categories": ["insurance"], "definition": "The monthly price of a plan.",
        "asked_as": ["my premium went up after a crash", "is a deductible a premium"],
    },
    {"name": "Claim Denial", "categories": ["insurance"], "definition": "The company refuses to pay a hospital bill.",
     "aliases": ["denied claim"], "asked_as": ["insurance says no to my surgery"]},
    {"name": "Accident", "categories": ["insurance"], "definition": "A crash in a pool that nobody wanted."},
]  # fmt: skip


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine.open(publish(tmp_path_factory.mktemp("suggesting"), ROWS, SITE))


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory) -> IndexReader:
    return open_reader(publish(tmp_path_factory.mktemp("asked"), ROWS, SITE))


@pytest.fixture(scope="session")
def words(asked: IndexReader) -> Vocabulary:
    return asked.vocabulary

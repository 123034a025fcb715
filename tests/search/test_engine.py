"""The interface of an engine and what implements it."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from search_app.search import Engine, open_engine
from search_app.search.engine import Catalogue, Searcher
from search_app.search.glossary_engine import GlossaryEngine

METHODS = [
    (interface, name)
    for interface in (Searcher, Catalogue)
    for name, member in vars(interface).items()
    if inspect.isfunction(member) and (not name.startswith("_") or name == "__len__") and "_no_init" not in name
]


@pytest.mark.parametrize(("interface", "name"), METHODS)
def test_every_method_is_implemented_with_the_same_parameters(interface: type, name: str) -> None:
    """A class that inherits from a protocol would answer None by a method that it lacks."""
    declared, implemented = getattr(interface, name), getattr(GlossaryEngine, name)
    assert implemented is not declared
    assert inspect.signature(implemented).parameters == inspect.signature(declared).parameters


def test_opening_chooses_the_back_end() -> None:
    assert Engine.open is open_engine


def test_searching_needs_neither_flask_nor_the_database() -> None:
    code = "import sys, search_app.search; print(sorted({'flask', 'sqlalchemy'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"

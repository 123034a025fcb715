"""A build that is killed at any point leaves what is served as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from search_app.search import Engine, SearchRequest, build
from tests.conftest import COPAYMENT

# Runs a build that kills itself when it reaches a function for the n-th time.
KILLED_BUILD = """
import importlib, os, signal, sys
from pathlib import Path
module, name, times, terms, index = sys.argv[1:]
home = importlib.import_module(module)
real, left = getattr(home, name), [int(times)]
def deadly(*args, **kwargs):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **kwargs)
setattr(home, name, deadly)
from search_app.search import build
build(Path(terms), Path(index))
"""

BUILD, GENERATIONS = "search_app.search.indexer.build", "search_app.search.index.generations"
ASSEMBLY = "search_app.search.indexer.assembly"
BEFORE_IT_IS_PUBLISHED = [
    (BUILD, "read_glossary", 1),
    ("search_app.search.indexer.parts", "render", 1),
    ("search_app.search.indexer.whoosh_index", "document", 1),
    ("search_app.search.indexer.whoosh_index", "_ordinals", 1),
    ("search_app.search.indexer.field_postings", "compress_array", 1),
    (ASSEMBLY, "merge_documents", 1),
    (ASSEMBLY, "write_postings", 1),
    (ASSEMBLY, "write_links", 1),
    (GENERATIONS, "publish", 1),
    (GENERATIONS, "_checksum", 3),
    (GENERATIONS, "_fsync", 1),
    (GENERATIONS, "_fsync", 5),
    (GENERATIONS, "verify", 2),
    (GENERATIONS, "replace_current", 1),
]
ONCE_IT_IS = [(GENERATIONS, "prune", 1)]


def run_killed(module: str, name: str, times: int, terms: Path, index: Path) -> None:
    arguments = [module, name, str(times), str(terms), str(index)]
    killed = subprocess.run([sys.executable, "-c", KILLED_BUILD, *arguments], timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("module", "name", "times"), BEFORE_IT_IS_PUBLISHED + ONCE_IT_IS)
def test_the_served_index_is_intact(terms: Path, tmp_path: Path, module: str, name: str, times: int) -> None:
    index = tmp_path / "index"
    before = build(terms, index).manifest.generation
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("fixed fee", "settled sum"))
    run_killed(module, name, times, terms, index)
    engine = Engine.open(index)
    assert (engine.generation == before) is ((module, name, times) not in ONCE_IT_IS)
    assert len(engine) == 3
    wanted = "fixed fee" if engine.generation == before else "settled sum"
    assert engine.search(SearchRequest(q=f'"{wanted}"')).total == 1
    after = build(terms, index).manifest.generation  # and the next build is as good as ever
    assert Engine.open(index).generation == after
    assert not list(index.glob(".building-*"))


def test_a_first_build_that_dies_publishes_nothing_and_the_next_one_does(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    run_killed(GENERATIONS, "replace_current", 1, terms, index)
    build(terms, index)
    assert len(Engine.open(index)) == 3

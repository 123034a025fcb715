"""Builds that copy unchanged rows, and builds by several processes, write the tables of one whole build."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from search_app.glossary.rendering.term_linker import Mention, Vocabulary, Word
from search_app.language.language import Language
from search_app.search import Engine, build
from search_app.search.index.name_writer import EntryNames
from search_app.search.indexer import language_index, workers
from search_app.search.indexer.parts import IndexTask

WORDS = "wage theft copay plan fee court visit doctor rent union late rule café naïve self-help don't 401(k)"
MARKUP = ("{}", "*{}*", "{} & more", "`{}`", "[{}](https://example.org)", "caf&eacute; {}", "- {}\n- {}")


class Editor:
    """Invents a collection and keeps editing it; two with one seed do the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._made = 0
        self.rows = [self._row() for _ in range(30)]

    def _phrase(self, most: int) -> str:
        return " ".join(self._random.choices(WORDS.split(), k=self._random.randint(1, most)))

    def _row(self) -> dict[str, Any]:
        self._made += 1
        return {
            "slug": f"{self._random.choice('abc')}{self._made}",
            "name": self._phrase(2),
            "aliases": [self._phrase(3) for _ in range(self._random.randint(0, 2))],
            "asked_as": [self._phrase(5) for _ in range(self._random.randint(0, 1))],
            "categories": self._random.sample(["law", "work", "money"], k=self._random.randint(1, 2)),
            "updated": self._random.choice(["", "2026-01-02", "2025-03-04"]),
            **self._texts(),
        }

    def _texts(self) -> dict[str, Any]:
        definition = self._random.choice(MARKUP).replace("{}", self._phrase(12))
        return {"definition": definition, "examples": [self._phrase(9) + "."] * self._random.randint(0, 2)}

    def edit(self) -> None:
        """Change something: mostly a text, sometimes a name, a link, the set of terms or their order."""
        place = self._random.randrange(len(self.rows))
        kind = self._random.choice(["text", "text", "text", "name", "related", "add", "remove", "shuffle", "nothing"])
        if kind == "text":
            self.rows[place] |= self._texts()
        elif kind == "name":
            self.rows[place]["name"] = self._phrase(2)
        elif kind == "add":
            self.rows.insert(place, self._row())
        elif kind == "remove":
            slug = self.rows.pop(place)["slug"]
            for row in self.rows:
                row["related"] = [other for other in row.get("related", []) if other != slug]
        elif kind == "shuffle":
            self._random.shuffle(self.rows)
        elif kind == "related":
            others = [row["slug"] for row in self.rows if row is not self.rows[place]]
            self.rows[place]["related"] = self._random.sample(others, k=2)


def write_rows(file: Path, rows: list[dict[str, Any]]) -> Path:
    file.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    return file


def tables(index: Path) -> dict[str, bytes]:
    """Return the files of the published generation that do not depend on how it was built."""
    folder = index / (index / "CURRENT").read_text().strip()
    assert not [file for file in folder.iterdir() if file.is_dir()]
    origin = ("MAIN", "_MAIN", "manifest")
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.startswith(origin)}


@pytest.mark.parametrize("seed", range(4))
def test_edit_after_edit_gives_the_tables_of_a_whole_build(tmp_path: Path, seed: int) -> None:
    editor = Editor(seed)
    for number in range(15):
        file = write_rows(tmp_path / "terms.jsonl", editor.rows)
        build(file, tmp_path / "edited")
        build(file, tmp_path / f"whole{number}")
        edited, whole = tables(tmp_path / "edited"), tables(tmp_path / f"whole{number}")
        for field in ("entry", "name"):  # words of deleted documents count in Whoosh's average length
            assert len(edited.pop(f"{field}.scores.npy")) == len(whole.pop(f"{field}.scores.npy"))
        assert edited.keys() == whole.keys()
        assert [name for name in edited if edited[name] != whole[name]] == []
        editor.edit()


@pytest.mark.parametrize("many", [2000, 1], ids=["in one process", "in several"])
def test_a_name_that_changes_renders_only_texts_that_may_hold_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(workers, "MANY", many)
    plain = {"categories": ["law"], "definition": "Plain."}
    rows = [{"slug": f"t{number}", "name": f"Thing {number}", **plain} for number in range(40)]
    rows[3]["definition"] = "Two policies and no more."
    rows[4]["definition"] = "A caf&eacute; with a tip jar."
    file = write_rows(tmp_path / "terms.jsonl", rows)
    build(file, tmp_path / "index")
    rows[9]["name"] = "Policy"
    assert build(write_rows(file, rows), tmp_path / "index").rendered == 2
    assert Engine.open(tmp_path / "index").entry("t3").mentions == ("t9",)
    rows[20]["name"] = "Café"
    del rows[9]
    assert build(write_rows(file, rows), tmp_path / "index").rendered == 3
    engine = Engine.open(tmp_path / "index")
    assert (engine.entry("t3").mentions, engine.entry("t4").mentions) == ((), ("t20",))


def test_several_processes_write_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_rows(tmp_path / "terms.jsonl", Editor(7).rows)
    build(file, tmp_path / "alone")
    monkeypatch.setattr(workers, "MANY", 1)
    monkeypatch.setattr(workers.os, "cpu_count", lambda: 4)
    seen = []
    build(file, tmp_path / "together", progress=lambda *step: seen.append(step))
    assert tables(tmp_path / "together") == tables(tmp_path / "alone")
    assert ("Rendering and indexing", 30, 30) in seen


class FailingVocabulary(Vocabulary):
    def mentions(self, text: str, words: Sequence[Word] = ()) -> Iterator[Mention]:
        raise MemoryError


def failing_task(
    folder: Path, names: Sequence[EntryNames], _: object, fresh: frozenset[str], language: Language
) -> IndexTask:
    """Workers import this module to call it."""
    ordinals = {entry.slug: ordinal for ordinal, entry in enumerate(names)}
    return IndexTask(folder, fresh, ordinals, FailingVocabulary(names, language))


def test_an_exception_in_a_worker_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_rows(tmp_path / "terms.jsonl", Editor(7).rows)
    served = build(file, tmp_path / "index").manifest.generation
    monkeypatch.setattr(workers, "MANY", 1)
    monkeypatch.setattr(language_index, "_index_task", failing_task)
    with pytest.raises(MemoryError):
        build(file, tmp_path / "index", full=True)
    assert Engine.open(tmp_path / "index").generation == served
    assert not list((tmp_path / "index").glob(".building-*"))

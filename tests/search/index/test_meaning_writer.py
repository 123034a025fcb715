"""Vectors are written a part at a time and merged row by row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search_app.glossary.rendering.entry import Entry, Passage
from search_app.search.index import meaning_writer
from search_app.search.index.meaning_writer import (
    SCALES,
    SIGNS,
    VECTORS,
    MeaningWriter,
    merge_meanings,
    texts_of,
    vectors_of,
)
from search_app.search.meaning.encoder import DIMENSIONS
from search_app.search.meaning.quantization import signs
from search_app.search.storage.arrays import read_array
from search_app.search.storage.merging import RowRuns


def entry(name: str, definition: str = "", *asked_as: str) -> Entry:
    passages = (Passage("definition", "definition", "Definition", definition, definition, definition),)
    return Entry(name, name, ("Alias",), (), asked_as, (), (), "", "", passages if definition else ())


def write(folder: Path, *names: str) -> np.ndarray:
    folder.mkdir()
    writer = MeaningWriter(folder)
    for name in names:
        writer.add(entry(name))
    writer.close()
    return read_array(folder, VECTORS)


def test_names_phrasings_and_the_definition_decide_a_vector() -> None:
    assert texts_of(entry("Tip", "Money for service.", "boss took tips", "who keeps tips")) == (
        "Tip, Alias",
        "boss took tips\nwho keeps tips",
        "Money for service.",
    )
    assert texts_of(entry("Tip")) == ("Tip, Alias", "", "")


def test_a_vector_is_the_weighted_mean_of_its_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    name, asked = vectors_of([("tip", "", ""), ("", "boss keeps money", "")])
    monkeypatch.setattr(meaning_writer, "PHRASINGS", 0.0)
    (both,) = vectors_of([("tip", "boss keeps money", "")])
    np.testing.assert_allclose(both, name, atol=1e-6)
    assert np.linalg.norm(asked) == pytest.approx(2, abs=1e-5)


def test_entries_are_written_in_order_whatever_the_buffer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["wage", "car", "doctor", "bank", "card"]
    at_once = write(tmp_path / "once", *names)
    monkeypatch.setattr(meaning_writer, "BUFFERED", 2)
    assert write(tmp_path / "buffered", *names).tolist() == at_once.tolist()
    assert at_once.shape == (5, DIMENSIONS)


def test_rows_of_several_sources_are_merged(tmp_path: Path) -> None:
    old = write(tmp_path / "old", "wage", "car", "doctor")
    part = write(tmp_path / "part", "bank")
    new = tmp_path / "new"
    new.mkdir()
    merge_meanings(new, RowRuns([tmp_path / "part", tmp_path / "old"], [1, 0, 1], [2, 0, 0]))
    merged = read_array(new, VECTORS)
    assert merged.tolist() == [old[2].tolist(), part[0].tolist(), old[0].tolist()]
    np.testing.assert_allclose(np.linalg.norm(merged * read_array(new, SCALES)[:, None], axis=1), 1, rtol=1e-6)
    assert read_array(new, SIGNS).tolist() == signs(merged).tolist()


def test_no_entries_are_merged_to_none(tmp_path: Path) -> None:
    write(tmp_path / "part")
    new = tmp_path / "new"
    new.mkdir()
    merge_meanings(new, RowRuns([tmp_path / "part"], [], []))
    assert read_array(new, VECTORS).shape == (0, DIMENSIONS)

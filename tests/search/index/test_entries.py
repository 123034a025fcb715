"""Entries are stored compressed and read as they were."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.rendering.entry import Entry, Passage
from search_app.search.index.entries import entry_writer, read_entries


def _entry(number: int, text: str) -> Entry:
    passage = Passage("definition", "definition", "Definition", text, f"<p>{text}</p>\n", text)
    return Entry(f"term-{number}", f"Term {number}", ("🏛 سند",), ("law",), (), (), (), "", text, (passage,))


def test_entries_are_read_as_they_were(tmp_path: Path) -> None:
    entries = [_entry(1, "A fee that nobody named."), _entry(2, ""), _entry(3, "x" * 5000)]
    writer = entry_writer(tmp_path)
    for entry in entries:
        writer.add(entry)
    writer.close()
    assert list(read_entries(tmp_path).all_of([2, 0, 1])) == [entries[2], entries[0], entries[1]]


def test_repeated_text_and_keys_take_little_space(tmp_path: Path) -> None:
    writer = entry_writer(tmp_path)
    writer.add(_entry(1, "Money that a lender keeps. " * 40))
    writer.close()
    assert (tmp_path / "entries.msgpack").stat().st_size < 300

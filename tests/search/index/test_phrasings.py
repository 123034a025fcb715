"""Ways people ask for an entry, and definitions short enough to be typed."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.rendering.entry import Entry, Passage
from search_app.language.english import ENGLISH
from search_app.search.index.names import NameKind, content_key
from search_app.search.index.phrasings import FULL_FORM_UP_TO, Phrasing, merge_phrasings, phrasings_of, write_phrasings
from search_app.search.storage.arrays import read_array
from search_app.search.storage.hashed import HashedLists
from search_app.search.storage.merging import RowRuns
from search_app.search.storage.strings import StringArray


def entry(definition: str, *asked_as: str) -> Entry:
    passages = (Passage("definition", "definition", "Definition", definition, definition, definition),)
    return Entry("e", "E", (), (), asked_as, (), (), "", "", passages if definition else ())


def texts(definition: str, *asked_as: str) -> list[str]:
    return [phrasing.text for phrasing in phrasings_of(0, entry(definition, *asked_as), ENGLISH)]


def test_a_short_definition_counts_with_and_without_its_asides() -> None:
    assert texts("Head of state (in a monarchy) by birth") == [
        "Head of state (in a monarchy) by birth",
        "Head of state",
        "Head of state by birth",
    ]


def test_a_long_definition_does_not_count() -> None:
    assert texts("a" * (FULL_FORM_UP_TO + 1), "who pays") == ["who pays"]
    assert texts("") == [""]


def test_rows_of_several_sources_are_merged_with_new_ordinals(tmp_path: Path) -> None:
    old, part, new = tmp_path / "old", tmp_path / "part", tmp_path / "new"
    for folder in (old, part, new):
        folder.mkdir()
    asked = {number: f"who pays {word}" for number, word in enumerate(("rent", "tips", "fees"))}
    write_phrasings(old, [Phrasing.of(number, NameKind.ASKED, asked[number], ENGLISH) for number in (0, 2)])
    named = Phrasing.of(0, NameKind.FULL_FORM, "!?", ENGLISH), Phrasing.of(0, NameKind.ASKED, asked[1], ENGLISH)
    write_phrasings(part, named)
    merge_phrasings(new, RowRuns([old, part], [0, 1, 0], [2, 0, 0]))
    assert StringArray(new, "phrasings").texts() == [asked[2], "!?", asked[1], asked[0]]
    assert read_array(new, "phrasings.entries").tolist() == [0, 1, 1, 2]
    assert read_array(new, "phrasings.kinds").tolist() == [NameKind.ASKED, NameKind.FULL_FORM, *[NameKind.ASKED] * 2]
    keys = HashedLists(new, "phrasings.keys")
    assert [keys.of(content_key(asked[number], ENGLISH)) for number in range(3)] == [[3], [2], [0]]

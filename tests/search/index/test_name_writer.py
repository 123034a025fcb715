"""The name dictionary: which names an entry has, and in which order they are suggested."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from search_app.language.english import ENGLISH
from search_app.search.index.name_writer import EntryNames, copy_names, names_of, write_names, write_ranks
from search_app.search.index.names import NameKind
from search_app.search.storage.arrays import read_array
from search_app.search.storage.strings import StringArray

ENTRIES = [
    EntryNames("tip", "Tip", ("TP", "gratuity")),
    EntryNames("tip-pool", "Tip Pool", ()),
    EntryNames("tip-jar", "Tip Jar", ()),
]


def suggested(folder: Path, inbound: list[int]) -> list[str]:
    """Return the suffixes in the order in which they are suggested."""
    write_ranks(folder, np.asarray(inbound))
    suffixes = StringArray(folder, "names.suffixes").texts()
    ranks = read_array(folder, "suggestions").tolist()
    assert sorted(ranks) == list(range(len(ranks)))
    return [suffix for _, suffix in sorted(zip(ranks, suffixes, strict=True))]


def test_capitals_make_an_alias_an_acronym() -> None:
    assert [(name.text, name.kind) for name in names_of(ENTRIES[:1])] == [
        ("Tip", NameKind.NAME),
        ("TP", NameKind.ACRONYM),
        ("gratuity", NameKind.ALIAS),
    ]


def test_names_before_aliases_before_suffixes_inside_names(tmp_path: Path) -> None:
    write_names(tmp_path, ENTRIES, ENGLISH)
    assert suggested(tmp_path, [0, 0, 0]) == ["tip", "tip jar", "tip pool", "tp", "gratuity", "jar", "pool"]


def test_inbound_links_outweigh_a_little_length(tmp_path: Path) -> None:
    write_names(tmp_path, ENTRIES, ENGLISH)
    order = suggested(tmp_path, [0, 9, 0])
    assert order.index("tip pool") < order.index("tip jar")


def test_names_that_did_not_change_are_copied(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    write_names(old, ENTRIES, ENGLISH)
    (old / "links.curated.npy").touch()
    copy_names(old, new)
    assert {file.name for file in new.iterdir()} == {file.name for file in old.iterdir()} - {"links.curated.npy"}
    assert not (new / "names.utf8").samefile(old / "names.utf8")

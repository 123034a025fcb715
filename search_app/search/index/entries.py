"""The published entries of a generation, with their HTML; compressed, since only pages of terms read them."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.rendering.entry import Entry, Passage
from search_app.search.storage.records import Compression, Records, RecordWriter

ENTRIES = "entries"

_TAGS = '<p><strong></strong> <em></em> <ul>\n<li></li></ul>\n<a href="/terms/" class="term"></a></p>\n'
_TITLES = {"misuse": "Misuse", "benefits": "Benefits", "conclusion": "Conclusion", "definition": "Definition"}


def _sample() -> Entry:
    """Return an entry of what most entries contain."""
    passages = [Passage("example", f"example-{number}", f"Example #{number}", "", _TAGS, "") for number in (3, 2, 1)]
    passages += [Passage(kind, kind, title, "", _TAGS, "") for kind, title in _TITLES.items()]
    return Entry("", "", (), (), (), (), (), "2026-11-28", "", tuple(passages))


_COMPRESSION = Compression(_sample())


def read_entries(folder: Path) -> Records:
    """Map the entries of the generation in `folder`."""
    return Records(folder, ENTRIES, Entry, _COMPRESSION)


def entry_writer(folder: Path) -> RecordWriter:
    """Return a writer of entries, for `read_entries`."""
    return RecordWriter(folder, ENTRIES, _COMPRESSION)

"""The generation before a build, and how the terms differ from it: what differs little is not made again."""

from __future__ import annotations

from pathlib import Path

from search_app.errors import IndexUnavailable
from search_app.glossary.rendering.entry import Entry
from search_app.search.index import generations
from search_app.search.index.entries import EntryStore
from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.source_digests import SourceDigests, read_source_digests

MUCH = 0.1  # fraction of the entries; with more changes than that, all are rendered again


def newest_generation(index: Path) -> Path | None:
    """Return the folder of the newest sound generation in `index`."""
    for folder in generations.candidates(index):
        try:
            generations.verify(folder, fingerprint())
        except IndexUnavailable:
            continue
        return folder
    return None


class PreviousGeneration:
    """The index of a language in the generation before this build, if it has one, compared with the current terms."""

    def __init__(self, folder: Path | None, now: SourceDigests) -> None:
        self.folder = folder
        before = read_source_digests(folder) if folder else SourceDigests(b"", {})
        old, new = before.terms, now.terms
        self.ordinals = {slug: ordinal for ordinal, slug in enumerate(old)}
        self.added = tuple(slug for slug in new if slug not in old)
        self.changed = tuple(slug for slug in new if slug in old and new[slug] != old[slug])
        self.removed = tuple(slug for slug in old if slug not in new)
        self.fresh = frozenset((*self.added, *self.changed))
        self.has_same_names = before.names == now.names  # and therefore the same entries in the same order
        self.has_same_lead_ins = before.lead_ins == now.lead_ins
        kept = [slug for slug in new if slug in old]
        self.in_same_order = kept == [slug for slug in old if slug in new]

    @property
    def is_similar(self) -> bool:
        """Return whether few entries have changed and the others are in the same order."""
        touched = len(self.fresh) + len(self.removed)
        return self.in_same_order and touched <= MUCH * len(self.ordinals)

    def touched(self) -> list[Entry]:
        """Return the entries that have been changed or removed, as they were."""
        if not self.folder:
            return []
        ordinals = [self.ordinals[slug] for slug in (*self.changed, *self.removed)]
        return EntryStore(self.folder).all_of(ordinals)

"""Restored terms: written into a hidden folder among the terms, then exchanged with them by renaming.

Hidden files, such as those of a version control system, stay. A folder that is a mount point can be restored too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search_app.operations.archive import TERMS, ArchiveReader

NEW, OLD = ".restored", ".before-restore"


class StagedTerms:
    """Terms that nobody reads before `replace()`; `undo()` brings the old ones back."""

    def __init__(self, folder: Path, *, whole: bool) -> None:
        self._folder, self._whole = folder, whole
        self._renamed: list[tuple[Path, Path]] = []

    def replace(self) -> None:
        """Exchange the files; if one cannot be renamed, none is.

        Raises:
            OSError: nothing was replaced.
        """
        new = sorted((self._folder / NEW).iterdir())
        names = [each.name for each in new]
        try:
            for there in sorted(self._folder.iterdir()):
                if there.name in names or (self._whole and not there.name.startswith(".")):
                    self._rename(there, self._folder / OLD / there.name)
            for each in new:
                self._rename(each, self._folder / each.name)
        except BaseException:
            self.undo()
            raise

    def undo(self) -> None:
        while self._renamed:
            source, target = self._renamed.pop()
            target.rename(source)

    def _rename(self, source: Path, target: Path) -> None:
        source.rename(target)
        self._renamed.append((source, target))


@contextmanager
def staged_terms(terms: Path, archive: ArchiveReader) -> Iterator[StagedTerms]:
    """Extract the terms of an archive; what is not replaced at the end is removed.

    terms: a folder, all of which is replaced, or a .jsonl file, of whose neighbours only those in the archive are.
    """
    is_file = terms.is_file() or f"{TERMS}{terms.name}" in archive.manifest.members
    folder = (terms.parent if is_file else terms).resolve()
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for name in (NEW, OLD):
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir()
        archive.extract(TERMS, folder / NEW)
        yield StagedTerms(folder, whole=not is_file)
    finally:
        for name in (NEW, OLD):
            shutil.rmtree(folder / name, ignore_errors=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()

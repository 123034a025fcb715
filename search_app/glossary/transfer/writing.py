"""Write files so that a reader sees all of a change or none: beside their place first, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from search_app.errors import SettingError


@contextmanager
def replaced_file(target: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `target` when it is complete.

    Raises:
        SettingError: the folder cannot be written to.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            try:
                yield cast(BinaryIO, file)
            except BaseException:
                Path(file.name).unlink()
                raise
        Path(file.name).chmod(0o644)
        Path(file.name).replace(target)
    except OSError as error:
        raise SettingError(f"{target} cannot be written: {error.strerror or error}.") from error


def write_folder(folder: Path, files: Mapping[str, str], removed: Iterable[str] = ()) -> None:
    """Write `files` (place in the folder -> text), then delete those `removed`; after an error all is as before.

    Raises:
        SettingError: a file cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
            staged = Path(beside) / "new"
            for place, text in files.items():
                (staged / place).parent.mkdir(parents=True, exist_ok=True)
                (staged / place).write_text(text, encoding="utf-8", newline="\n")
            if not folder.exists() or not any(folder.iterdir()):
                staged.replace(folder)  # a rename may replace an empty folder
            else:
                _move(staged, folder, list(files), list(removed), Path(beside) / "old")
    except OSError as error:
        raise SettingError(f"{folder} cannot be written: {error.strerror or error}.") from error


def _move(staged: Path, folder: Path, places: Iterable[str], removed: Iterable[str], old: Path) -> None:
    """Move the staged files into the folder, and those they replace to `old`; undo all of it after an error."""
    done: list[tuple[str, bool]] = []
    try:
        for place in [*places, *removed]:
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            existed = target.exists()
            if existed:
                (old / place).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(target, old / place)
            done.append((place, existed))
            if (staged / place).exists():
                os.replace(staged / place, target)  # noqa: PTH105  as in Path.replace, in which a test cannot fail once
            else:
                target.unlink(missing_ok=True)
    except BaseException:
        for place, existed in reversed(done):
            if existed:
                shutil.copy2(old / place, folder / place)
            else:
                (folder / place).unlink(missing_ok=True)
        raise

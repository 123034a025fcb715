"""Files of a generation: mapped into memory or read, linked or copied from one generation into the next."""

from __future__ import annotations

import hashlib
import mmap
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

Content = mmap.mmap | bytes


class FileStamp(NamedTuple):
    """What changes when a file is written to or replaced; a further hard link to it changes none of this."""

    inode: int
    size: int
    modified: int  # nanoseconds

    @classmethod
    def of(cls, stat: os.stat_result) -> FileStamp:
        """Return the stamp of a file."""
        return cls(stat.st_ino, stat.st_size, stat.st_mtime_ns)


class OpenedFiles:
    """The files that were opened inside `opening`, each once.

    A file that is truncated while it is mapped ends the process that reads it (SIGBUS), and a change of its bytes
    changes answers. Files in memory are out of reach of both.
    """

    def __init__(self, *, in_memory: bool) -> None:
        self.in_memory = in_memory
        self.stamps: dict[Path, FileStamp] = {}
        self.checksums: dict[Path, str] = {}  # of the bytes in memory
        self._contents: dict[Path, Content] = {}

    def open(self, file: Path) -> Content:
        """Return the content of a file."""
        if file not in self._contents:
            with file.open("rb") as opened:
                self.stamps[file] = FileStamp.of(os.fstat(opened.fileno()))
                content = opened.read() if self.in_memory else _mapped(opened.fileno())
            if isinstance(content, bytes):
                self.checksums[file] = hashlib.sha256(content).hexdigest()
            self._contents[file] = content
        return self._contents[file]

    def forget_contents(self) -> None:
        """Leave the contents to those that have opened them."""
        self._contents.clear()

    def changed(self) -> dict[Path, FileStamp]:
        """Return the files that are no longer on disk as they were opened; one stat call each."""
        now = {file: _stamp(file) for file in self.stamps}
        return {file: stamp for file, stamp in now.items() if stamp != self.stamps[file]}


_opening: ContextVar[OpenedFiles | None] = ContextVar("opening", default=None)


@contextmanager
def opening(*, in_memory: bool) -> Iterator[OpenedFiles]:
    """Record the files that this thread opens with `map_bytes`, and read them into memory if that is wanted."""
    files = OpenedFiles(in_memory=in_memory)
    token = _opening.set(files)
    try:
        yield files
    finally:
        _opening.reset(token)
        files.forget_contents()


def link_files(source: Path, folder: Path, patterns: Iterable[str]) -> None:
    """Put the files of `source` that match a pattern into `folder`: hard links where possible, copies elsewhere.

    Only for files that are never changed once written, and that are not served: damage reaches all links of a file.
    """
    _transfer(source, folder, patterns, _link)


def copy_files(source: Path, folder: Path, patterns: Iterable[str]) -> None:
    """Copy the files of `source` that match a pattern into `folder`."""
    _transfer(source, folder, patterns, shutil.copyfile)


def _transfer(source: Path, folder: Path, patterns: Iterable[str], transfer: Callable[[Path, Path], object]) -> None:
    for pattern in patterns:
        for file in source.glob(pattern):
            transfer(file, folder / file.name)


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:
        shutil.copyfile(file, target)


def map_bytes(file: Path) -> Content:
    """Return the bytes of a file, mapped read-only unless `opening` reads them; an empty file cannot be mapped."""
    if files := _opening.get():
        return files.open(file)
    with file.open("rb") as opened:
        return _mapped(opened.fileno())


def map_file(file: Path) -> memoryview:
    """Return the bytes of a file as a read-only buffer, to be cast to numbers."""
    return memoryview(map_bytes(file))


def _mapped(descriptor: int) -> Content:
    if os.fstat(descriptor).st_size == 0:
        return b""
    return mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)


def _stamp(file: Path) -> FileStamp:
    """Return the stamp of a file; all zeros if it is missing."""
    try:
        return FileStamp.of(file.stat())
    except OSError:
        return FileStamp(0, 0, 0)

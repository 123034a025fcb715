"""Generations on disk: built beside, verified, then published by replacing one small file.

    index/CURRENT                 the name of the generation being served
    index/<generation>/           a Whoosh index, the files of index/, manifest.json
    index/<generation>/<code>/    the same of a translation, but no manifest
    index/.building-*/            a build that is running or has died; the next build removes it
    index/.lock                   held by the one build that may run

Readers see nothing of a build before `CURRENT` is replaced.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from search_app.errors import GenerationRefused, IndexUnavailable
from search_app.search.storage.files import OpenedFiles

KEPT = 2  # generations on disk after a build: the one served and the one before
FILE_MODE, FOLDER_MODE = 0o644, 0o755  # of what is published: the server may run as another user
LOCK_PATIENCE = 60.0  # seconds a build waits for another one

_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
_BUILDING = ".building-"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of a generation.

    `checksums` maps each of its other files, as its path in the folder, to its SHA-256. `translations` are the codes of
    the languages besides the default one, each with a folder of its own. `terms` counts those of the default language.
    """

    generation: str
    built_at: str
    schema: str
    source: str
    terms: int
    categories: int
    checksums: dict[str, str] = field(default_factory=dict)
    translations: tuple[str, ...] = ()

    def folders(self, generation: Path) -> dict[str, Path]:
        """Return the folder of each translation of the generation in `generation`, by code."""
        return {code: generation / code for code in self.translations}


def current_name(index: Path) -> str | None:
    """Return the name of the published generation, or None.

    Raises:
        OSError: it cannot be read now, such as when no descriptor is free.
    """
    try:
        name = (index / _CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError, UnicodeDecodeError):
        return None
    return name if name and Path(name).name == name and not name.startswith(".") else None


def current_stamp(index: Path) -> tuple[int, int] | None:
    """Return a stamp that changes with every publication; one stat call, cheap enough for every request."""
    try:
        found = (index / _CURRENT).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def candidates(index: Path) -> Iterator[Path]:
    """Yield the generations to try, in order: the published one, then the others, newest first."""
    name = current_name(index)
    if name:
        yield index / name
    for folder in sorted(_published(index), reverse=True):
        if folder.name != name:
            yield folder


def read_manifest(folder: Path, schema: str = "") -> Manifest:
    """Return the manifest of a generation.

    Raises:
        GenerationRefused: there is none, it cannot be read, or it is for another schema than the given one.
    """
    try:
        manifest = msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError, msgspec.DecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) else error
        raise GenerationRefused(f"The generation {folder.name} has no readable {_MANIFEST}: {problem}.") from error
    if schema and manifest.schema != schema:
        raise GenerationRefused(f"The generation {folder.name} was built by another version; run `glossary build`.")
    return manifest


def verify(folder: Path, schema: str) -> Manifest:
    """Return the manifest of a generation, after checking every file against it.

    Raises:
        GenerationRefused: a file is missing or altered, or the index was built for another schema.
    """
    manifest = read_manifest(folder, schema)
    verify_files(manifest, folder, [folder / name for name in manifest.checksums])
    return manifest


def verify_files(manifest: Manifest, folder: Path, files: Sequence[Path]) -> None:
    """Check files of the generation in `folder` against its manifest.

    Raises:
        GenerationRefused: a file is missing, altered or not in the manifest.
    """
    try:
        found = _checksums(folder, files)
    except FileNotFoundError as error:
        missing = path_in(folder, Path(error.filename)) if error.filename else "a file"
        raise GenerationRefused(f"The generation {manifest.generation} lacks {missing}: {error.strerror}.") from error
    _compare(manifest, found)


def verify_opened(manifest: Manifest, folder: Path, files: OpenedFiles) -> None:
    """Check the files of `folder` that were opened: the bytes that are in memory, or those on disk that are mapped.

    Raises:
        GenerationRefused: a file is missing, altered or not in the manifest, or changed while it was checked.
    """
    if files.in_memory:
        _compare(manifest, {path_in(folder, file): checksum for file, checksum in files.checksums.items()})
        return
    verify_files(manifest, folder, list(files.stamps))
    for file in files.changed():
        name = path_in(folder, file)
        raise GenerationRefused(f"The generation {manifest.generation} is damaged: {name} changes.")


def size(folder: Path, manifest: Manifest) -> int:
    """Return the bytes of the files of a generation; missing ones are none."""
    return sum(file.stat().st_size for name in manifest.checksums if (file := folder / name).exists())


def _compare(manifest: Manifest, found: Mapping[str, str]) -> None:
    for name, checksum in found.items():
        if name not in manifest.checksums:
            raise GenerationRefused(f"The generation {manifest.generation} has a manifest that omits {name}.")
        if checksum != manifest.checksums[name]:
            raise GenerationRefused(f"The generation {manifest.generation} is damaged: {name} is not what was built.")


@contextmanager
def building(index: Path) -> Iterator[Path]:
    """Yield an empty folder to build in, under a lock; folders of dead builds are removed.

    The folder is gone afterwards unless `publish` has renamed it.

    Raises:
        IndexUnavailable: the index cannot be written, or another build does not end.
    """
    try:
        _make_folder(index)
        with (index / ".lock").open("w") as lock:
            _acquire(lock.fileno(), index)
            for leftover in index.glob(_BUILDING + "*"):
                shutil.rmtree(leftover, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=index))
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:  # numpy's has no number when a disk is full
        problem = error.strerror or "the disk may be full"
        raise IndexUnavailable(f"The index folder {index} cannot be written: {problem}.") from error


def _make_folder(index: Path) -> None:
    """Create a folder and those above it, readable for all whatever the umask: the server may be another user."""
    if not index.parent.exists():
        _make_folder(index.parent)
    if not index.is_dir():
        index.mkdir(exist_ok=True)
        index.chmod(FOLDER_MODE)


def _acquire(descriptor: int, index: Path) -> None:
    give_up = time.monotonic() + LOCK_PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise IndexUnavailable(f"Another build has held {index}/.lock for a minute; try again later.") from None
            time.sleep(0.1)


def publish(
    folder: Path,
    index: Path,
    *,
    schema: str,
    source: str,
    terms: int,
    categories: int,
    translations: tuple[str, ...] = (),
) -> Manifest:
    """Publish `folder` as the current generation: manifest, fsync, verify, rename, replace `CURRENT`."""
    name = _new_name(index, source)
    built_at = datetime.now(UTC).isoformat(timespec="seconds")
    translated = [folder / code for code in translations]
    checksums = _checksums(folder, [file for each in (folder, *translated) for file in _files(each)])
    manifest = Manifest(name, built_at, schema, source, terms, categories, checksums, translations)
    (folder / _MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(asdict(manifest)), indent=1))
    for each in (*translated, folder):
        _sync(each)
    verify(folder, schema)
    folder.rename(index / name)
    _fsync(index)
    try:
        replace_current(index, name)
    except OSError:
        shutil.rmtree(index / name, ignore_errors=True)  # nothing points to it
        raise
    prune(index, name)
    return manifest


def replace_current(index: Path, name: str) -> None:
    """Point `CURRENT` at a generation in one atomic step."""
    fresh = index / f".{_CURRENT}-{os.getpid()}"
    try:
        fresh.write_text(name + "\n", encoding="ascii")
        _set_mode(fresh)
        _fsync(fresh)
        fresh.replace(index / _CURRENT)
    finally:
        fresh.unlink(missing_ok=True)
    _fsync(index)


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.iterdir()) if file.is_file()]


def _sync(folder: Path) -> None:
    """Let all users read a folder and the files in it, and write them to the disk."""
    folder.chmod(FOLDER_MODE)
    for file in _files(folder):
        _set_mode(file)
        _fsync(file)
    _fsync(folder)


def path_in(folder: Path, file: Path) -> str:
    """Return a file of a generation as its manifest names it: `entries.blocks`, `es/entries.blocks`."""
    return file.relative_to(folder).as_posix()


def _set_mode(file: Path) -> None:
    """Let all users read a file; one that is linked to a generation of another user has its mode already."""
    if stat.S_IMODE(file.stat().st_mode) != FILE_MODE:
        file.chmod(FILE_MODE)


def _new_name(index: Path, source: str) -> str:
    """Return a name that sorts after all others: the time to the microsecond and the source digest."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    newest = max((folder.name for folder in _published(index)), default="")
    if newest[: len(stamp)] >= stamp:  # the clock went back
        stamp = f"{newest[: len(stamp) - 1]}~"
    return f"{stamp}-{source[:8]}"


def _published(index: Path) -> list[Path]:
    return [folder for folder in index.glob("[0-9]*T*") if folder.is_dir()]


def prune(index: Path, current: str) -> None:
    """Remove all generations but the current one and the newest others."""
    older = sorted((folder for folder in _published(index) if folder.name != current), reverse=True)
    for folder in older[KEPT - 1 :]:
        log.info("removing the generation %s", folder.name)
        shutil.rmtree(folder, ignore_errors=True)


def _checksums(folder: Path, files: Sequence[Path]) -> dict[str, str]:
    """Return the checksums of files by their paths in `folder`, in threads: hashing releases the GIL."""
    names = [path_in(folder, file) for file in files]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return dict(zip(names, threads.map(_checksum, files), strict=True))


def _checksum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

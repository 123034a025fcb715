"""The file format of a backup: a zip with a manifest, sealed by a checksum of the whole file.

    manifest.json       format, version, time, size and SHA-256 of every other member, what was backed up
    terms/...           the files of the terms
    database/*.jsonl    the rows of each table
    settings.json       settings without secrets

The zip's comment is the SHA-256 of all bytes before it, in hexadecimal digits. Therefore no byte can change unnoticed.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

import msgspec

from search_app.errors import BackupRefused

FORMAT = "commerceguard-glossary-backup"
VERSION = 1
MANIFEST = "manifest.json"
TERMS, DATABASE, SETTINGS_FILE = "terms/", "database/", "settings.json"
SEAL = 64  # bytes of the checksum at the end
BLOCK = 1 << 20  # bytes read at once
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)  # a zip that is none of ours


class Member(msgspec.Struct, frozen=True):
    """Size in bytes and SHA-256 of a member."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """The description of a backup; `schema` is the revision of its database, empty if it has none."""

    format: str
    version: int
    created: str
    service: str
    schema: str
    members: dict[str, Member]


@dataclass(slots=True)
class ArchiveWriter:
    """Adds members to an archive that is being written."""

    _zip: zipfile.ZipFile
    schema: str = ""
    members: dict[str, Member] = field(default_factory=dict)

    def add(self, name: str, content: bytes) -> None:
        self._zip.writestr(name, content)
        self.members[name] = Member(len(content), hashlib.sha256(content).hexdigest())

    def add_file(self, name: str, file: Path) -> None:
        with file.open("rb") as source, self._zip.open(name, "w", force_zip64=True) as target:
            self.members[name] = _copied(source, target)


@contextmanager
def writing_archive(target: Path, service: str) -> Iterator[ArchiveWriter]:
    """Write an archive beside `target` and rename it there when it is whole and on the disk.

    Only its owner can read it: comments of visitors are in it.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "r+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                writer = ArchiveWriter(archive)
                yield writer
                created = datetime.now(UTC).isoformat(timespec="seconds")
                manifest = Manifest(FORMAT, VERSION, created, service, writer.schema, writer.members)
                archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
                archive.comment = b"0" * SEAL
            _seal(file)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def reading_archive(file: Path) -> Iterator[ArchiveReader]:
    """Open an archive after checking every byte of it.

    Raises:
        BackupRefused: it cannot be read, is no backup, is damaged, or is of a newer version.
    """
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(file.open("rb"))
            reader = ArchiveReader(file, opened, stack.enter_context(zipfile.ZipFile(opened)))
        except UNREADABLE:
            raise BackupRefused(f"{file} is no backup of a glossary, or is damaged; nothing was changed.") from None
        except OSError as error:
            raise BackupRefused(f"{file} cannot be read: {error.strerror or error}.") from None
        yield reader


class ArchiveReader:
    """A verified archive."""

    def __init__(self, file: Path, opened: IO[bytes], archive: zipfile.ZipFile) -> None:
        self._file, self._zip = file, archive
        if MANIFEST not in archive.namelist():
            raise BackupRefused(f"{file} is no backup of a glossary; nothing was changed.")
        if archive.comment != _checksum(opened):
            raise BackupRefused(f"{file} is damaged: its checksum is wrong; nothing was changed.")
        self.manifest = self._read_manifest()
        self._check_members()

    def read(self, name: str) -> bytes:
        """Return the content of a small member.

        Raises:
            BackupRefused: it is not what the manifest says.
        """
        content = io.BytesIO()
        self._copy(name, content)
        return content.getvalue()

    def extract(self, prefix: str, folder: Path) -> None:
        """Write the members below `prefix` into `folder`, and check the checksum of each.

        Raises:
            BackupRefused: a member is not what the manifest says.
        """
        for name in self.manifest.members:
            if not name.startswith(prefix):
                continue
            target = folder / name.removeprefix(prefix)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as written:
                self._copy(name, written)

    def _copy(self, name: str, target: IO[bytes]) -> None:
        member = self.manifest.members[name]
        try:
            with self._zip.open(name) as source:
                found = _copied(source, target, limit=member.size)
        except UNREADABLE:
            found = None
        if found != member:
            raise BackupRefused(f"{self._file} is damaged: {name} is not what its manifest says; nothing was changed.")

    def _read_manifest(self) -> Manifest:
        try:
            read: dict[str, Any] = msgspec.json.decode(self._zip.read(MANIFEST), type=dict[str, Any])
            if read.get("format") != FORMAT:
                raise BackupRefused(f"{self._file} is no backup of a glossary; nothing was changed.")
            if read.get("version") != VERSION:
                raise BackupRefused(
                    f"{self._file} has version {read.get('version')!r} of the backup format; "
                    f"this version of the service reads {VERSION}."
                )
            return msgspec.convert(read, Manifest)
        except msgspec.DecodeError:
            raise BackupRefused(f"{self._file} is no backup of a glossary; nothing was changed.") from None

    def _check_members(self) -> None:
        names = self._zip.namelist()
        if sorted(names) != sorted({*self.manifest.members, MANIFEST}):
            raise BackupRefused(f"{self._file} is damaged: its files are not those of its manifest.")
        for name in names:
            parts = PurePosixPath(name).parts
            if name.startswith("/") or name.endswith("/") or ".." in parts or "\\" in name or "\0" in name:
                raise BackupRefused(f"{self._file} is refused: {name!r} leads out of its folder.")


def _seal(file: IO[bytes]) -> None:
    digits = _checksum(file)
    file.seek(-SEAL, os.SEEK_END)
    file.write(digits)
    file.flush()
    os.fsync(file.fileno())


def _checksum(file: IO[bytes]) -> bytes:
    """Return the SHA-256 of everything before the seal."""
    digest, left = hashlib.sha256(), file.seek(0, os.SEEK_END) - SEAL
    file.seek(0)
    while left > 0 and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest().encode()


def _copied(source: IO[bytes], target: IO[bytes], limit: int | None = None) -> Member:
    """Copy, and describe what was copied; stop after `limit` bytes and one block."""
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        target.write(block)
        digest.update(block)
        size += len(block)
        if limit is not None and size > limit:
            break
    return Member(size, digest.hexdigest())

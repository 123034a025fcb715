"""Backups: database, terms and settings of an installation in one archive."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from search_app.analytics.storage.dump import dump
from search_app.config import Settings, content_folder
from search_app.errors import BackupRefused
from search_app.glossary.files import SITE_FILE, VOCABULARY_FILE
from search_app.operations.archive import DATABASE, SETTINGS_FILE, TERMS, ArchiveWriter, writing_archive
from search_app.operations.published_settings import published_settings, without_secrets

SKIPPED = frozenset({"__pycache__", "node_modules"})


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What an archive contains; `rows` is None without a database."""

    size: int
    files: int
    rows: Mapping[str, int] | None = field(default=None)


def back_up(settings: Settings, target: Path, *, force: bool = False) -> BackupReport:
    """Write a backup to `target`, which is whole or not there; services go on meanwhile.

    Raises:
        BackupRefused: `target` exists, or something cannot be read or written.
    """
    if target.is_dir() or (target.exists() and not force):
        raise BackupRefused(f"{target} exists; choose another name, or overwrite it with --force.")
    try:
        with writing_archive(target, _service_version()) as archive:
            files = _add_terms(archive, settings.terms, target)
            rows = _add_database(archive, settings.database_url, target.parent)
            if not files and rows is None:
                raise BackupRefused(f"There is nothing to back up: no terms at {settings.terms} and no database.")
            archive.add(SETTINGS_FILE, json.dumps(published_settings(settings), indent=1).encode())
    except OSError as error:
        culprit = f": {error.filename}" if error.filename else ""
        raise BackupRefused(f"{target} was not written: {error.strerror or error}{culprit}.") from error
    return BackupReport(target.stat().st_size, files, rows)


def content_files(terms: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of the terms with their place: all that are not hidden, or those beside a .jsonl file."""
    folder = content_folder(terms)
    if terms.is_file():
        for name in (terms.name, SITE_FILE, VOCABULARY_FILE, "relevance.yaml"):
            if (folder / name).is_file():
                yield name, folder / name
        return
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        if file.is_file() and not any(part.startswith(".") or part in SKIPPED for part in parts):
            yield "/".join(parts), file


def _add_terms(archive: ArchiveWriter, terms: Path, target: Path) -> int:
    count = 0
    for place, file in content_files(terms):
        if target.exists() and file.samefile(target):
            continue  # an earlier backup, about to be overwritten
        if place == SITE_FILE:
            text = file.read_bytes().decode(errors="surrogateescape")
            archive.add(TERMS + place, without_secrets(text).encode(errors="surrogateescape"))
        else:
            archive.add_file(TERMS + place, file)
        count += 1
    return count


def _add_database(archive: ArchiveWriter, url: str, beside: Path) -> Mapping[str, int] | None:
    with tempfile.TemporaryDirectory(dir=beside, prefix=".backup-") as folder:  # 0700: only this user reads it
        dumped = dump(url, Path(folder))
        if not dumped:
            return None
        archive.schema = dumped.revision
        for table in dumped.rows:
            archive.add_file(f"{DATABASE}{table}.jsonl", Path(folder) / f"{table}.jsonl")
    return dumped.rows


def _service_version() -> str:
    try:
        return version("commerceguard-glossary")
    except PackageNotFoundError:
        return "unknown"

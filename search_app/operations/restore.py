"""Restoring a backup: everything is checked and written beside its place first, and then replaced, or nothing is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from search_app.analytics.storage.dump import StagedDatabase, has_rows, restoring
from search_app.config import Settings
from search_app.errors import BackupRefused
from search_app.operations.archive import DATABASE, SETTINGS_FILE, TERMS, ArchiveReader, reading_archive
from search_app.operations.published_settings import published_settings
from search_app.operations.staged_terms import StagedTerms, staged_terms


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored. `differing` are settings of the backup, by variable, that are not in force here."""

    created: str
    files: int
    database: bool
    differing: dict[str, str]


def restore(settings: Settings, file: Path, *, force: bool = False) -> RestoreReport:
    """Put terms and database of a backup into the places that `settings` name.

    Raises:
        BackupRefused: the archive cannot be used, or there is something that `force` would overwrite; nothing changed.
    """
    try:
        with reading_archive(file) as archive, ExitStack() as stack:
            members = archive.manifest.members
            files = sum(name.startswith(TERMS) for name in members)
            database = bool(archive.manifest.schema)
            if not force:
                _refuse_to_overwrite(settings, terms=files > 0, database=database)
            new_terms = stack.enter_context(staged_terms(settings.terms, archive)) if files else None
            new_database = stack.enter_context(_staged_database(settings.database_url, archive)) if database else None
            differing = _differing(archive, settings)
            _replace(new_terms, new_database)
    except OSError as error:
        culprit = f": {error.filename}" if error.filename else ""
        raise BackupRefused(f"Nothing was restored: {error.strerror or error}{culprit}.") from error
    return RestoreReport(archive.manifest.created, files, database, differing)


@contextmanager
def _staged_database(url: str, archive: ArchiveReader) -> Iterator[StagedDatabase]:
    with tempfile.TemporaryDirectory(prefix="glossary-restore-") as folder:  # 0700: only this user reads it
        archive.extract(DATABASE, Path(folder))
        with restoring(url, Path(folder), archive.manifest.schema) as staged:
            yield staged


def _replace(terms: StagedTerms | None, database: StagedDatabase | None) -> None:
    """Replace the terms, then the database; if that fails, put the old terms back."""
    if terms:
        terms.replace()
    try:
        if database:
            database.replace()
    except BaseException:
        if terms:
            terms.undo()
        raise


def _refuse_to_overwrite(settings: Settings, *, terms: bool, database: bool) -> None:
    there = []
    if terms and (settings.terms.is_file() or (settings.terms.is_dir() and any(settings.terms.iterdir()))):
        there.append(f"terms at {settings.terms}")
    if database and has_rows(settings.database_url):
        there.append("a database with rows")
    if there:
        raise BackupRefused(f"There are {' and '.join(there)}; --force replaces them. Nothing was changed.")


def _differing(archive: ArchiveReader, settings: Settings) -> dict[str, str]:
    if SETTINGS_FILE not in archive.manifest.members:
        return {}
    here = published_settings(settings)
    try:
        then = msgspec.json.decode(archive.read(SETTINGS_FILE), type=dict[str, str])
    except msgspec.DecodeError:
        raise BackupRefused("The settings in the backup cannot be read; nothing was changed.") from None
    return {name: value for name, value in then.items() if here.get(name) != value}

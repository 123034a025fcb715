"""Permissions: what this user can read and write, and what others can."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from search_app.analytics.storage.dump import sqlite_file
from search_app.config import Settings, content_folder
from search_app.operations.finding import Finding, fault, ok, warning

CHECK = "permissions"
LEAST_FREE = 64 << 20  # bytes on the disks of index and database


def check(settings: Settings) -> Iterator[Finding]:
    """Check as the user who runs the command: run it as the user of the service."""
    found = [*_index(settings.index), *_database(settings.database_url), *_secrets(settings)]
    if os.geteuid() == 0:
        found.append(
            warning(CHECK, "This is root, who may read and write everything.", "Run it as the user of the service.")
        )
    yield from found or [ok(CHECK, "The index can be read, the database written, secrets are not public.")]


def _index(index: Path) -> Iterator[Finding]:
    if index.is_dir():
        unreadable = next((file for file in index.rglob("[!.]*") if not os.access(file, os.R_OK)), None)
        if unreadable or not os.access(index, os.R_OK | os.X_OK):
            yield fault(CHECK, f"{unreadable or index} cannot be read.", f"chmod -R a+rX {index}")
    yield from _free_space(index)


def _database(url: str) -> Iterator[Finding]:
    file = sqlite_file(url)
    if not file:
        return
    folder = _existing(file.parent)
    if not os.access(folder, os.W_OK | os.X_OK) or (file.exists() and not os.access(file, os.W_OK)):
        culprit = file if file.exists() and not os.access(file, os.W_OK) else folder
        yield fault(CHECK, f"{culprit} cannot be written; votes are lost.", f"chown it to {_user()}.")
    if file.exists() and file.stat().st_mode & 0o004:
        yield warning(CHECK, f"Every user can read {file}, comments of visitors included.", f"chmod o-r {file}")
    yield from _free_space(folder)


def _free_space(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(_existing(folder)).free
    if free < LEAST_FREE:
        yield warning(CHECK, f"{free >> 20} MB are free on the disk of {folder}.", "Make room for builds and votes.")


def _secrets(settings: Settings) -> Iterator[Finding]:
    file = content_folder(settings.terms) / "glossary.toml"
    written = [name for name in ("insights_token", "database_url") if settings.sources[name] == "glossary.toml"]
    if written and file.is_file() and file.stat().st_mode & 0o004:
        yield warning(
            CHECK,
            f"Every user can read {' and '.join(written)} in {file}.",
            "Set an environment variable instead.",
        )


def _existing(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.exists())


def _user() -> str:
    return f"user {os.geteuid()}"

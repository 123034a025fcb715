"""The fingerprint of the code and the libraries that decide the content of a generation."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from search_app.config import PACKAGE

# Folders and modules that decide the content of a generation; a new module in one of the folders is covered.
COVERED = (
    "language",
    "glossary",
    "search/storage",
    "search/meaning",
    "search/index",
    "search/opensearch",
    "search/indexer",
    "urls.py",
)

REVIEW = "glossary/review"  # warnings for editors: decides nothing that is published

MODEL = "search/meaning/model"  # files of numbers and words, not modules: the stored vectors are made with them

# Libraries whose output is stored: another version may read, stem, render, sanitize or encode differently.
LIBRARIES = ("bleach", "markdown-it-py", "mdurl", "msgspec", "numpy", "pystemmer", "pyyaml", "whoosh3")


@cache
def fingerprint() -> str:
    """Return the fingerprint of this installation.

    A generation with another fingerprint is refused and built again.
    """
    versions = {library: version(library) for library in LIBRARIES}
    return fingerprint_of(PACKAGE, {**versions, "Unicode": unicodedata.unidata_version})  # folding follows its tables


def fingerprint_of(package: Path, versions: Mapping[str, str]) -> str:
    """Return a hash of the covered modules and the model of `package` and of `versions`, a version for each library."""
    digest = hashlib.sha256()
    for file in _files(package):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(package).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    for library, number in sorted(versions.items()):
        digest.update(f"{library}=={number}\0".encode())
    return digest.hexdigest()[:16]


def _files(package: Path) -> Iterator[Path]:
    for name in COVERED:
        place = package / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            if package / REVIEW not in file.parents:
                yield file
    yield from sorted(file for file in (package / MODEL).iterdir() if file.suffix in (".npy", ".txt"))

"""The fingerprint of the code that decides the content of a generation."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version

from search_app.config import PACKAGE

# Folders of code that decides the content of a generation; a new module in them cannot be forgotten.
BUILDING = ("language", "glossary", "search/storage", "search/index", "search/indexer")

WARNINGS = "glossary/review"  # for editors; decides nothing that is published

# Libraries whose output is in a generation: another version may stem, render or sanitize differently.
LIBRARIES = ("bleach", "markdown-it-py", "msgspec", "numpy", "pystemmer", "whoosh3")


@cache
def fingerprint() -> str:
    """Return a hash of the code and of the library versions that decide the content of a generation.

    A generation with another fingerprint is refused and built again.
    """
    digest = hashlib.sha256()
    for folder in BUILDING:
        for file in sorted((PACKAGE / folder).rglob("*.py")):
            if PACKAGE / WARNINGS in file.parents:
                continue
            digest.update(str(file.relative_to(PACKAGE)).encode())
            digest.update(file.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library}=={version(library)}".encode())
    return digest.hexdigest()[:16]

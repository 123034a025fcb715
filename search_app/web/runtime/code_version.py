"""The version of the running code, which is part of every ETag.

A response depends on the package, the templates and the libraries beside the generation and the URL. A deployment that
changes any of them invalidates what clients have cached.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from search_app.config import PACKAGE, home

# Distributions whose code affects the bytes of a response: ranking, rendering, templates, serialization.
LIBRARIES = (
    "babel", "bleach", "flask", "flask-babel", "flask-compress", "jinja2", "markdown-it-py", "markupsafe",
    "msgspec", "numpy", "pystemmer", "pyyaml", "rapidfuzz", "rjsmin", "werkzeug", "whoosh3",
)  # fmt: skip

# Folders without influence on a response: the generation covers the terms that a wheel bundles, and `home` finds its
# templates and documents.
SKIPPED = {"__pycache__", "_bundled"}


def code_version(theme: Path | None = None) -> str:
    """Return a digest of the package, the templates (an operator's `theme` too), the docs and versions of libraries."""
    digest = hashlib.sha256()
    for library, number in (("python", platform.python_version()), *((each, version(each)) for each in LIBRARIES)):
        digest.update(f"{library}=={number}\n".encode())
    for folder in filter(None, (PACKAGE, home("templates"), home("docs"), theme)):
        for file in _files(folder):
            content = file.read_bytes()
            digest.update(os.fsencode(file.relative_to(folder)) + f":{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:10]


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below `folder` in a fixed order."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - SKIPPED)
        yield from (Path(parent, name) for name in sorted(names))

"""Find the files of a glossary: terms, their translations, and the tables beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from search_app.glossary.model import AGENCIES_FILE, Fault

SITE_FILE = "glossary.toml"
VOCABULARY_FILE = "vocabulary.toml"
STATE_OFFICES_FILE = "state_offices.toml"
TABLES = (SITE_FILE, VOCABULARY_FILE, AGENCIES_FILE, STATE_OFFICES_FILE)  # beside the terms
TRANSLATED_TABLES = (SITE_FILE, VOCABULARY_FILE, AGENCIES_FILE)
OTHER_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn")  # in any case; only .md itself is read

_TRANSLATION = re.compile(r"([^.]+)\.([a-z]{2,3}(?:-[A-Za-z0-9]+)*)")


def translation_of(file: Path) -> tuple[str, str]:
    """Return the slug and the language in the name of a translation, `wage-theft.es.md`; two empty texts of others."""
    found = _TRANSLATION.fullmatch(file.stem)
    return (found[1], found[2]) if found else ("", "")


def table_of(name: str, language: str) -> str:
    """Return the name of the translation of a table: `glossary.es.toml`."""
    return name.replace(".", f".{language}.")


def term_files(folder: Path) -> list[Path]:
    """Return the term files below `folder`, except hidden files, a README at the top, and translations."""
    return [file for file in _markdown_files(folder) if not translation_of(file)[1]]


def translation_files(folder: Path) -> list[Path]:
    """Return the translations of terms below `folder`, in any language."""
    return [file for file in _markdown_files(folder) if translation_of(file)[1]]


def content_files(path: Path) -> Iterator[Path]:
    """Yield every file that a glossary is read from: a folder's terms and tables, or a .jsonl file and its tables."""
    if not path.is_dir():
        yield path
    else:
        yield from _markdown_files(path)
    folder = path if path.is_dir() else path.parent
    for name in TABLES:
        if (folder / name).is_file():
            yield folder / name
    if path.is_dir():
        for name in TRANSLATED_TABLES:
            yield from sorted(file for file in folder.glob(table_of(name, "*")) if file.is_file())


def ignored_files(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each Markdown file whose suffix is not read."""
    for file in sorted(folder.rglob("*")):
        place = file.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in place.parts)
        is_readme = len(place.parts) == 1 and file.stem == "README"
        if file.suffix.lower() in OTHER_SUFFIXES and file.suffix != ".md" and not is_hidden and not is_readme:
            shown = str(file.relative_to(folder.parent))
            yield Fault(shown, 1, f"the file is not read, because of its suffix; rename it to {file.stem}.md.")


def misplaced(file: Path, folder: Path) -> Fault | None:
    """Return the fault of a Markdown file that is not in the folder of a category."""
    if len(file.relative_to(folder).parts) == 2:
        return None
    message = f"the file is not in the folder of a category; move it to {folder.name}/<category>/{file.name}."
    return Fault(str(file.relative_to(folder.parent)), 1, message)


def _markdown_files(folder: Path) -> list[Path]:
    found = []
    for file in folder.rglob("*.md"):
        place = file.relative_to(folder)
        is_readme = len(place.parts) == 1 and file.name.split(".")[0] == "README"
        if file.is_file() and not is_readme and not any(part.startswith(".") for part in place.parts):
            found.append(file)
    return sorted(found)

"""Read a glossary from anything: a folder or file of ours, or one in an exchange format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from search_app.errors import SettingError
from search_app.glossary.files import SITE_FILE
from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions, SiteHints, Writer
from search_app.glossary.formats.foreign_folder import read_folder
from search_app.glossary.formats.registry import FORMATS, by_content, by_name, by_suffix
from search_app.glossary.model import Site, Term
from search_app.glossary.source import read_glossary

AMBIGUOUS = (".json", ".xml", ".txt", "")
HEAD = 4_096  # bytes that decide between formats


@dataclass(frozen=True, slots=True)
class Collection:
    """Terms with their site, as formats write them."""

    site: Site
    terms: tuple[Term, ...]


def read_any(path: Path, options: ReadOptions, name: str = "") -> ImportResult:
    """Return what is in `path`, in the format called `name`, or else in that of its suffix and content.

    Raises:
        SettingError: there is nothing at `path`, or no format reads it.
        LibraryMissing: the format needs an extra.
    """
    if not path.exists():
        raise SettingError(f"There is nothing at {path}.")
    if path.is_dir():
        return _own_folder(path) if (path / SITE_FILE).is_file() else read_folder(path, options)
    read = format_of(path, name).read
    if not read:
        raise SettingError(f"{path.name}: this format is written only; choose another with --format.")
    return read(path, path.name, options)


def format_of(path: Path, name: str = "") -> Format:
    """Return the format called `name`, or that of a file.

    Raises:
        SettingError: there is none.
    """
    found = by_name(name) if name else _by_content(path) or by_suffix(path.name)
    if not found:
        known = ", ".join(each.name for each in FORMATS)
        wanted = name or path.suffix or path.name
        raise SettingError(f"There is no format {wanted!r}; choose one with --format: {known}.")
    return found


def writer_of(path: Path, name: str = "") -> Writer:
    """Return what writes the format called `name`, or that of a file's suffix.

    Raises:
        SettingError: there is no such format, or it is only read.
    """
    found = format_of(path, name)
    if not found.write:
        writing = ", ".join(each.name for each in FORMATS if each.write)
        raise SettingError(f"The format {found.name!r} is only read; choose one with --format: {writing}.")
    return found.write


def site_of(hints: SiteHints, title: str) -> Site:
    """Return the site that a file describes; `title` is its title if it has none."""
    return Site(title=hints.title or title, categories=hints.categories)


def _by_content(path: Path) -> Format | None:
    """Return the format of a file whose suffix several formats have, or none."""
    if path.suffix.lower() not in AMBIGUOUS or not path.is_file():
        return None
    with path.open("rb") as file:
        return by_content(file.read(HEAD))


def _own_folder(path: Path) -> ImportResult:
    read = read_glossary(path)
    hints = SiteHints(read.site.title, read.site.language, read.site.categories)
    return ImportResult(read.terms, hints, read.faults)

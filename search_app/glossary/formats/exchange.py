"""Values that exchange formats share: a format, the options of an import, its result and its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from search_app.glossary.model import Category, Fault, Site, Term


class TermCollection(Protocol):
    """A site and its terms: a `Glossary`, or what a generation contains."""

    @property
    def site(self) -> Site: ...

    @property
    def terms(self) -> Sequence[Term]: ...


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the person who imports has decided.

    Args:
        language: the preferred language of names and texts (BCP 47); empty: English, unless the file has one language.
        columns: of a table, the field of the term for the name of a column.
    """

    language: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteHints:
    """What a file says of the whole glossary: `categories` in the order of the file, `language` a tag (BCP 47)."""

    title: str = ""
    language: str = ""
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of a kind there was, with the first few examples: `notations: 3 (12.34, 665)`."""

    kind: str
    count: int
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = ", ".join(self.examples) + ", …" * (len(self.examples) < self.count)
        return f"{self.kind}: {self.count:,}" + (f" ({shown})" if self.examples else "")


@dataclass(frozen=True, slots=True)
class Clash:
    """Names that have the same slug; the first one has it, each further term got a number behind it."""

    slug: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.slug}: {', '.join(map(repr, self.names))}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file's content; `guessed` are sentences."""

    taken: tuple[Tally, ...] = ()
    not_taken: tuple[Tally, ...] = ()
    guessed: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the report as lines of text: a heading, then its items, indented."""
        for heading, items in (
            ("Taken", self.taken),
            ("Not taken", self.not_taken),
            ("Guessed", self.guessed),
            ("Slugs that several terms would have", self.clashes),
        ):
            if items:
                yield f"{heading}:"
                yield from (f"  {item}" for item in items)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The terms of a file; `faults` are those of the file and of single entries, which are then missing in `terms`."""

    terms: tuple[Term, ...] = ()
    site_hints: SiteHints = SiteHints()
    faults: tuple[Fault, ...] = ()
    report: ImportReport = ImportReport()


Reader = Callable[[bytes | Path, str, ReadOptions], ImportResult]
Writer = Callable[[TermCollection, BinaryIO, str], None]


@dataclass(frozen=True, slots=True)
class Format:
    """An exchange format.

    Args:
        name: the name on a command line.
        suffixes: of files, with the dot, the one that exports have first.
        media_types: the one that responses have first.
        read: takes bytes or a file, the file's name in faults, and options. It raises `LibraryMissing` alone: whatever
            else is wrong with the file is in the faults of the result. None if the format is only written.
        write: takes the terms, an open binary file and the origin of the site, such as `https://glossary.example.org`,
            without a slash at the end. None if the format is only read.
    """

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None

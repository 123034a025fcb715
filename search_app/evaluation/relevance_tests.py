"""Relevance tests, written by editors: a query, and the term it must find.

The file is YAML, one test a line: the query, the slug and, unless the term must be first, the lowest rank that passes:

    401k: 401k-plan
    "insurance won't pay": claim-denial 3
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from search_app.errors import ContentError, SettingError
from search_app.glossary.formats.front_matter import NotFrontMatterError, read_front_matter
from search_app.glossary.model import Fault
from search_app.search.engine import Engine
from search_app.search.request import MAX_PER_PAGE, SearchRequest

_EXPECTED = re.compile(r"(?P<slug>\S+)(?: (?P<rank>[1-9]\d?))?")


@dataclass(frozen=True, slots=True)
class RelevanceTest:
    """`query` must find the term `slug` at `rank` or better; `file` and `line` say where it is written."""

    file: Path
    line: int
    query: str
    slug: str
    rank: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rank at which the term was found (None: not among the first fifty), and the slug at rank 1."""

    test: RelevanceTest
    found: int | None
    first: str

    @property
    def passed(self) -> bool:
        return self.found is not None and self.found <= self.test.rank

    def __str__(self) -> str:
        test = self.test
        wanted = "first" if test.rank == 1 else f"among the first {test.rank}"
        found = f"is number {self.found}" if self.found else "was not found"
        where = f"{test.file}:{test.line}"
        return f"{where}: {test.query!r} must have {test.slug} {wanted}; it {found}, {self.first} is first."


def tests_in(file: Path, engine: Engine) -> Path:
    """Return the file of relevance tests in the language of an engine: `relevance.es.yaml` beside `relevance.yaml`."""
    is_default = engine.language == next(iter(engine.languages))
    return file if is_default else file.with_suffix(f".{engine.language}{file.suffix}")


def read_relevance_tests(file: Path) -> list[RelevanceTest]:
    """Return the relevance tests of a file.

    Raises:
        SettingError: there is no such file.
        ContentError: it has faults, each with its line.
    """
    try:
        pairs = read_front_matter(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingError(f"The relevance tests {file} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, NotFrontMatterError) as error:
        raise ContentError([Fault(str(file), getattr(error, "line", 1), f"the file is {error}.")]) from None
    tests, faults = [], []
    for query, value in pairs:
        expected = _EXPECTED.fullmatch(value.text or "")
        if expected:
            tests.append(RelevanceTest(file, value.line, query, expected["slug"], int(expected["rank"] or 1)))
        else:
            faults.append(Fault(str(file), value.line, f"{query!r} needs a slug and perhaps a rank: `copayment 3`."))
    if faults:
        raise ContentError(faults)
    return tests


def add_relevance_test(file: Path, query: str, slug: str, rank: int) -> str:
    """Append a test to the file, atomically, and return the line.

    Raises:
        SettingError: there is no such file, or it cannot be written.
        ContentError: it has faults, or a test of this query.
    """
    for test in read_relevance_tests(file):
        if test.query.casefold() == query.casefold():
            raise ContentError([Fault(str(file), test.line, f"holds {query!r} already.")])
    expected = slug if rank == 1 else f"{slug} {rank}"
    line = yaml.safe_dump({query: expected}, allow_unicode=True, width=10_000).strip()
    text = file.read_text(encoding="utf-8")
    partial = file.with_name(file.name + ".new")
    try:
        partial.write_text(text.rstrip("\n") + f"\n{line}\n", encoding="utf-8")
        partial.replace(file)
    except OSError as error:
        raise SettingError(f"The relevance tests {file} cannot be written: {error.strerror}.") from None
    return line


def run(engine: Engine, tests: Iterable[RelevanceTest]) -> list[Outcome]:
    """Return the outcome of each test."""
    outcomes = []
    for test in tests:
        slugs = [hit.slug for hit in engine.search(SearchRequest(q=test.query, per_page=MAX_PER_PAGE, related=0)).hits]
        found = slugs.index(test.slug) + 1 if test.slug in slugs else None
        outcomes.append(Outcome(test, found, slugs[0] if slugs else "nothing"))
    return outcomes

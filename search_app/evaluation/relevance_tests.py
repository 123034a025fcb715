"""Editors' relevance tests: what people type, and the term that must be found.

A golden file is YAML, one query a line, with the term's slug and, where it need not be first, the last place that
will do:

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

RELEVANCE_TESTS = Path("tests/golden/queries.yaml")

_EXPECTED = re.compile(r"(?P<slug>\S+)(?: (?P<rank>[1-9]\d?))?")


@dataclass(frozen=True, slots=True)
class RelevanceTest:
    """One line: `query` must find the term `slug` at `rank` or better."""

    place: str
    query: str
    slug: str
    rank: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the term was found (None: not among the first fifty), and what came first."""

    golden: RelevanceTest
    found: int | None
    first: str

    @property
    def passed(self) -> bool:
        return self.found is not None and self.found <= self.golden.rank

    def __str__(self) -> str:
        golden = self.golden
        wanted = "first" if golden.rank == 1 else f"among the first {golden.rank}"
        found = f"is number {self.found}" if self.found else "was not found"
        return f"{golden.place}: {golden.query!r} must have {golden.slug} {wanted}; it {found}, {self.first} is first."


def read_relevance_tests(file: Path) -> list[RelevanceTest]:
    """Return the lines of a golden file.

    Raises:
        SettingError: there is no such file.
        ContentError: it has faults, each with its line.
    """
    try:
        pairs = read_front_matter(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingError(f"The golden file {file} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, NotFrontMatterError) as error:
        raise ContentError([Fault(str(file), getattr(error, "line", 1), f"the file is {error}.")]) from None
    found, faults = [], []
    for query, value in pairs:
        expected = _EXPECTED.fullmatch(value.text or "")
        if expected:
            found.append(RelevanceTest(f"{file}:{value.line}", query, expected["slug"], int(expected["rank"] or 1)))
        else:
            faults.append(Fault(str(file), value.line, f"{query!r} needs a slug and perhaps a rank: `copayment 3`."))
    if faults:
        raise ContentError(faults)
    return found


def add_relevance_test(file: Path, query: str, slug: str, rank: int) -> str:
    """Add a line to a golden file, as a whole or not at all, and return it.

    Raises:
        SettingError: there is no such file, or it cannot be written.
        ContentError: it has faults, or holds the query already.
    """
    for golden in read_relevance_tests(file):
        if golden.query.casefold() == query.casefold():
            raise ContentError([Fault(str(file), int(golden.place.rpartition(":")[2]), f"holds {query!r} already.")])
    expected = slug if rank == 1 else f"{slug} {rank}"
    line = yaml.safe_dump({query: expected}, allow_unicode=True, width=10_000).strip()
    text = file.read_text(encoding="utf-8")
    fresh = file.with_name(file.name + ".new")
    try:
        fresh.write_text(text.rstrip("\n") + f"\n{line}\n", encoding="utf-8")
        fresh.replace(file)
    except OSError as error:
        raise SettingError(f"The golden file {file} cannot be written: {error.strerror}.") from None
    return line


def run(engine: Engine, golden: Iterable[RelevanceTest]) -> list[Outcome]:
    """Return where `engine` finds what each line expects."""
    outcomes = []
    for line in golden:
        slugs = [hit.slug for hit in engine.search(SearchRequest(q=line.query, per_page=MAX_PER_PAGE)).hits]
        found = slugs.index(line.slug) + 1 if line.slug in slugs else None
        outcomes.append(Outcome(line, found, slugs[0] if slugs else "nothing"))
    return outcomes

"""The report as values; their keys are the keys of the exported JSON."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msgspec import Struct, field

from search_app.analytics.reporting.query_clusters import Cluster


class Day(Struct, frozen=True):
    """Searches and clicks of a day; `weak` searches had results, but no good one."""

    day: date
    searches: int
    without_results: int
    opened: int
    weak: int = 0


class Query(Struct, frozen=True):
    """A query in a language: how often it was searched, the most results it had, how many of them were opened."""

    query: str
    language: str
    searches: int
    results: int
    opened: int


class Rank(Struct, frozen=True):
    """Clicks on a rank: `1` to `10`, `11 or later`, `beside the list`."""

    place: str
    opened: int


class TermText(NamedTuple):
    """A term in a language."""

    slug: str
    language: str


class TermPerformance(Struct, frozen=True):
    """Votes and clicks of a term in a language: `helpful` is the share of votes (0 to 1), `rank` the mean of its ranks.

    `at_best` is the upper end of Wilson's interval, the highest share that the votes still allow: one bad vote does not
    make a bad term. `queries` led to it most often.
    """

    slug: str
    language: str
    name: str
    updated: str
    votes: int
    helpful: float | None
    at_best: float
    opened: int
    rank: float | None
    queries: tuple[str, ...]


class Comment(Struct, frozen=True):
    """A comment on a term, with the vote it was sent with."""

    day: date
    slug: str
    language: str
    name: str
    helpful: bool
    comment: str


class RequestedTerm(Struct, frozen=True):
    """A term that visitors requested in a language: how often, and their comments."""

    query: str
    language: str
    requests: int
    comments: tuple[str, ...]


class Site(Struct, frozen=True):
    """A site that embeds the glossary: searches, clicks, and votes and requests sent from there."""

    origin: str
    searches: int
    opened: int
    sent: int

    @property
    def total(self) -> int:
        return self.searches + self.opened + self.sent


class LanguageFigures(Struct, frozen=True):
    """The figures of a language; `sent` are votes and requests."""

    language: str
    searches: int
    without_results: int
    weak: int
    opened: int
    sent: int


class Report(Struct, frozen=True):
    """Everything editors see, over the days from `since` to `until`; `weak` searches had results, but no good one.

    `language` is the chosen one, an empty string for all; `languages` has the figures of each that was chosen.
    """

    since: date
    until: date
    searches: int
    without_results: int
    corrected: int
    opened: int
    days: tuple[Day, ...]
    top: tuple[Query, ...]
    missed: tuple[Cluster, ...]
    unopened: tuple[Query, ...]
    ranks: tuple[Rank, ...]
    unhelpful: tuple[TermPerformance, ...]
    comments: tuple[Comment, ...]
    requested: tuple[RequestedTerm, ...]
    sites: tuple[Site, ...]
    terms: tuple[TermPerformance, ...] = field(name="cards")
    weak: int
    language: str
    languages: tuple[LanguageFigures, ...]

    @property
    def mixes_languages(self) -> bool:
        return len(self.languages) > 1

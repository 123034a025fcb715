"""A week of visitors, always the same: what they search, open and say, with faults planted for editors to find."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow
from search_app.evaluation.relevance_tests import read_relevance_tests
from search_app.search import Engine, SearchRequest
from tests.conftest import ROOT

DAYS = 7
SEARCHES = 2000
SITES = ("https://news.example", "https://union.example", "https://clinic.example")

MISSED = {"trespass": 60, "trespasses": 35, "tresspass": 12, "jaywalking": 55}
UNHELPFUL = "arbitration-clause"
EMBEDDER = "https://planted-embedder.example"


class Week:
    """Writes the week; `random` has a fixed seed, so that every run sees the same."""

    def __init__(self, session: Session, engine: Engine) -> None:
        self._session, self._engine = session, engine
        self._random = random.Random(7)

    def write(self) -> None:
        lines = read_relevance_tests(ROOT / "terms" / "relevance.yaml")
        for _ in range(SEARCHES):
            self._search(self._random.choice(lines).query, self._random.choice(("", "", "", "", *SITES)))
        for query, times in MISSED.items():
            for number in range(times):
                self._search(query, EMBEDDER if number % 2 else "")
        for _ in range(500):
            self._search("deductible", EMBEDDER)
        for _ in range(40):
            self._search("insurance", "", opens=False)
        slugs = [entry.slug for entry in self._engine.entries()]
        for slug in self._random.sample(slugs, 60):
            self._votes(slug, self._random.randint(1, 12), 0.85)
        self._votes(UNHELPFUL, 40, 0.1)
        for comment in ("On a letter from the court.", "", ""):
            day = today() - timedelta(days=self._random.randrange(DAYS))
            self._session.add(TermRequestRow(id=self._name(), day=day, query="Trespass", comment=comment, origin=""))

    def _search(self, query: str, origin: str, *, opens: bool = True) -> None:
        day = today() - timedelta(days=self._random.randrange(DAYS))
        page = self._engine.search(SearchRequest(query))
        asked = " ".join(query.casefold().split())
        corrected = page.correction is not None
        self._session.add(SearchRow(day=day, query=asked, results=page.total, corrected=corrected, origin=origin))
        if opens and page.hits and self._random.random() < 0.7:
            rank = min(int(self._random.expovariate(0.9)), len(page.hits) - 1)
            opened = ClickRow(day=day, query=asked, slug=page.hits[rank].slug, rank=rank + 1, origin=origin)
            self._session.add(opened)

    def _votes(self, slug: str, number: int, share: float) -> None:
        for _ in range(number):
            helpful = self._random.random() < share
            self._session.add(
                FeedbackRow(
                    id=self._name(),
                    day=today() - timedelta(days=self._random.randrange(DAYS)),
                    slug=slug,
                    helpful=helpful,
                    comment="" if helpful else "Who decides, and can I say no?",
                    counted=True,
                    origin="",
                )
            )

    def _name(self) -> str:
        return str(UUID(int=self._random.getrandbits(128)))


def write_week(database: Database, engine: Engine) -> None:
    with database.writing() as session:
        Week(session, engine).write()

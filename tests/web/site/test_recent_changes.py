"""Changed terms on the front page, in the list of recent changes, on their own pages and in the feed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_app.search import Engine, build
from search_app.web.site.recent_changes import noted_changes, recent_changes
from tests.conftest import COPAYMENT, TINY, client_of, write_terms
from tests.web.feeds.validation import ATOM, valid

NOTES = """changes:
  - 2025-03-01: Added an example
  - 2026-01-10: Explained <b> & "who pays"
also_in: []"""
NOTED = {**TINY, "money/copayment": COPAYMENT.replace("also_in: []", NOTES)}


def published(folder: Path, files: dict[str, str]) -> Path:
    build(write_terms(folder / "terms", files), folder / "index")
    return folder / "index"


@pytest.fixture
def noted(tmp_path: Path) -> FlaskClient:
    return client_of(published(tmp_path, NOTED))


def texts(client: FlaskClient, path: str) -> Callable[[str], list[str]]:
    page = etree.HTML(client.get(path).get_data(as_text=True))
    return lambda where: [" ".join("".join(found.itertext()).split()) for found in page.xpath(where)]


def test_notes_are_listed_on_the_front_page_and_without_any_there_is_no_list(
    noted: FlaskClient, client: FlaskClient
) -> None:
    front = texts(noted, "/")
    assert front("//h2[@id='recently']") == ["Recently updated"]
    assert front("//ul[contains(@class, 'dated')]/li/*") == [
        "Copayment", "Explained <b> & “who pays”", "January 10, 2026",
    ]  # fmt: skip
    assert texts(client, "/")("//h2[@id='recently']") == []


def test_recent_has_terms_with_notes_and_those_changed_since_the_oldest_date(noted: FlaskClient) -> None:
    recent = texts(noted, "/recent")
    assert recent("//a[@class='term-name']") == ["Tip Pooling", "Deductible", "Copayment"]
    assert "Explained <b> & “who pays”" in recent("//ul[contains(@class, 'term-list')]//p")


def test_without_any_change_recent_says_so(tmp_path: Path) -> None:
    files = {place: "\n".join(_dated(line) for line in text.splitlines()) for place, text in TINY.items()}
    recent = texts(client_of(published(tmp_path, files)), "/recent")
    assert recent("//a[@class='term-name']") == []
    assert recent("//p[@class='lead']")[0].startswith("No term has changed yet")


def _dated(line: str) -> str:
    return "updated: 2026-05-05" if line.startswith("updated:") else line


def test_the_term_shows_all_of_its_notes_in_every_format(noted: FlaskClient) -> None:
    assert texts(noted, "/terms/copayment")("//ul[contains(@class, 'changes')]/li") == [
        "January 10, 2026: Explained <b> & “who pays”", "March 1, 2025: Added an example",
    ]  # fmt: skip
    assert texts(noted, "/terms/deductible")("//ul[contains(@class, 'changes')]") == []
    lines = noted.get("/terms/copayment.md").get_data(as_text=True).splitlines()
    assert lines[lines.index("## Changes") + 2] == '- 2026-01-10: Explained <b> & "who pays"'
    assert noted.get("/api/v1/terms/copayment").get_json()["changes"] == [
        {"date": "2026-01-10", "note": 'Explained <b> & "who pays"'},
        {"date": "2025-03-01", "note": "Added an example"},
    ]


def test_the_feed_has_the_newest_note(noted: FlaskClient) -> None:
    entries = valid(noted, "/feed.atom", "atom.rng").findall(f"{ATOM}entry")
    notes = {entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}content") for entry in entries}
    assert notes == {"Copayment": 'Explained <b> & "who pays"', "Deductible": None, "Tip Pooling": None}


def test_lists_are_cut_after_sorting(tmp_path: Path) -> None:
    engine = Engine.open(published(tmp_path, NOTED))
    assert [term.entry.slug for term in recent_changes(engine, 1)] == ["tip-pooling"]
    assert [(term.entry.slug, term.notes) for term in noted_changes(engine, 1)] == [
        ("copayment", ('Explained <b> & "who pays"',))
    ]

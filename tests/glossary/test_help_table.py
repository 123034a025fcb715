"""Agencies and state offices: what is read, and each fault on its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.glossary.help_table import STATES, read_agencies, read_state_offices, read_translated_agencies
from search_app.glossary.model import Agency
from search_app.glossary.source import read_glossary
from tests.conftest import ROOT
from tests.helpful import AGENCIES, state_offices


def agency_faults(folder: Path, text: str) -> list[str]:
    (folder / "agencies.toml").write_text(text, encoding="utf-8")
    return [str(fault) for fault in read_agencies(folder / "agencies.toml", "agencies.toml", ["money", "work"])[1]]


def office_faults(folder: Path, text: str, hosts: tuple[str, ...] = ()) -> list[str]:
    (folder / "o.toml").write_text(text, encoding="utf-8")
    return [str(fault) for fault in read_state_offices(folder / "o.toml", "o.toml", hosts)[1]]


def test_agencies_are_read_in_order(tmp_path: Path) -> None:
    assert agency_faults(tmp_path, AGENCIES) == []
    desk, labor = read_agencies(tmp_path / "agencies.toml", "agencies.toml", ["money", "work"])[0]
    assert (desk.id, desk.phone, desk.hours, desk.categories) == ("desk", "1-800-555-0100", "9 to 5", ("money",))
    assert (labor.states, labor.url) == ("labor", "")


def test_without_the_files_there_is_nobody(tmp_path: Path) -> None:
    assert read_agencies(tmp_path / "none.toml", "", []) == ((), [])
    assert read_state_offices(tmp_path / "none.toml", "", []) == ((), [])


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("1-800-555-0100", "call us", ":5: in [desk], 'phone' must be a number"),
        ("https://desk", "http://desk", ":6: in [desk], 'url' must be an address"),
        ('["money"]', '["moneyy"]', ":8: in [desk], 'categories' must be a list of money, work"),
        ('"9 to 5"', "9", ":7: in [desk], 'hours' must be text in quotes"),
        ("hours =", "opens =", ":7: [desk] has no key 'opens'"),
        ('"labor"', '"weather"', ":13: in [state-labor], 'states' must be one of"),
        ('states = "labor"', "", ":10: [state-labor] cannot be reached"),
        ('does = "Takes wage claims."', "", ":10: [state-labor] has no 'does'"),
        ("Takes wage claims.", "x" * 201, ":12: in [state-labor], 'does' has 201 characters"),
        ("[desk]", "[Desk One]", "is not valid TOML"),
        ("[desk]", "[Desk]", ":2: 'Desk' must be a table, [id] in small letters"),
    ],
)  # fmt: skip
def test_each_mistake_in_an_agency_has_its_line(tmp_path: Path, before: str, after: str, fault: str) -> None:
    (found,) = agency_faults(tmp_path, AGENCIES.replace(before, after, 1))
    assert fault in found


DESK = """
[desk]
name = "Mostrador de ayuda"
does = "Contesta preguntas."
hours = "en español: oprima 2"
"""


def translated(folder: Path, text: str) -> tuple[list[Agency], list[str]]:
    """Return the agencies in Spanish, and the faults of their table."""
    (folder / "agencies.toml").write_text(AGENCIES, encoding="utf-8")
    (folder / "agencies.es.toml").write_text(text, encoding="utf-8")
    agencies, _ = read_agencies(folder / "agencies.toml", "agencies.toml", ["money", "work"])
    found, faults = read_translated_agencies(folder / "agencies.es.toml", "agencies.es.toml", agencies)
    return list(found), [str(fault) for fault in faults]


def test_an_agency_keeps_what_is_not_translated(tmp_path: Path) -> None:
    (desk, labor), faults = translated(tmp_path, DESK)
    assert faults == []
    assert (desk.name, desk.does) == ("Mostrador de ayuda", "Contesta preguntas.")
    assert (desk.phone, desk.hours, desk.categories) == ("1-800-555-0100", "en español: oprima 2", ("money",))
    assert labor.does == "Takes wage claims."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (DESK.replace("[desk]", "[desks]"), ":2: [desks] is no agency of agencies.toml"),
        (DESK + 'categories = ["money"]', ":6: [desk] has no key 'categories' here; the keys are name, does, phone"),
        (DESK + 'phone = "oprima 2"', ":6: in [desk], 'phone' must be a number"),
        ("desk = 1", ":1: 'desk' must be a table"),
    ],
)
def test_each_mistake_in_a_translated_agency_has_its_line(tmp_path: Path, text: str, fault: str) -> None:
    _, (found,) = translated(tmp_path, text)
    assert fault in found


def test_each_state_has_an_office_in_each_table(tmp_path: Path) -> None:
    assert len(STATES) == 51
    assert office_faults(tmp_path, state_offices()) == []
    text = state_offices()
    assert "no office for 'WY'" in office_faults(tmp_path, text.replace('WY = ["Office of WY"', '# ["', 1))[0]
    assert (
        "there is no state 'ZZ'" in office_faults(tmp_path, text.replace("[labor]\n", '[labor]\nZZ = ["a", "b"]\n'))[0]
    )
    assert ":2: in [labor], AL must be a list" in office_faults(tmp_path, text.replace('["Office of AL", ', "[", 1))[0]
    assert "there is no table 'fish'" in office_faults(tmp_path, text.replace("[labor]", "[fish]"))[0]
    private = text.replace("https://al.example.gov/", "https://al.example.org/", 1)
    assert "is not on an official site" in office_faults(tmp_path, private)[0]
    assert office_faults(tmp_path, private, ("example.org",)) == []


def test_the_published_tables_are_whole() -> None:
    site = read_glossary(ROOT / "terms").site
    assert len(site.agencies) >= 35
    assert [(table.kind, len(table.offices)) for table in site.state_tables] == [
        ("labor", 51), ("insurance", 51), ("attorney-general", 51),
    ]  # fmt: skip

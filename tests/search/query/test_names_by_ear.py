"""Names of another language, found as they are written by ear."""

from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.language.spanish import SPANISH
from search_app.language.tokens import Word
from search_app.search.query.names_by_ear import NamesByEar
from tests.search.glossaries import open_reader, publish

ROWS = [
    {"name": "Overtime Pay", "aliases": ["overtime"]},
    {"name": "Paid Time Off", "aliases": ["PTO"]},
    {"name": "401(k) Plan", "aliases": ["401k"]},
    {"name": "Primary Care Provider"},
    {"name": "Payday Loan"},
    *({"name": f"{kind} Insurance"} for kind in ("Gap", "Title", "Travel", "Dental")),
]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> NamesByEar:
    rows = [row | {"definition": "A term."} for row in ROWS]
    reader = open_reader(publish(tmp_path_factory.mktemp("by_ear"), rows))
    return NamesByEar(reader.vocabulary.names, SPANISH.by_ear["en"])


def words(query: str) -> list[Word]:
    return [*SPANISH.words(query)]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("obertaim", "overtime"),
        ("ober taim pei", "overtime pay"),
        ("oberttaimm", "overtime"),
        ("gap inshurans", "gap insurance"),
        ("peidey lon", "payday loan"),
        ("praimari ker", "primary care provider"),
        ("pi ti o", "pto"),
        ("for o wan kei", "401k"),
    ],
    ids=["whole", "split", "with slips", "two words", "a slip", "the first words", "letters", "letters and digits"],
)
def test_a_name_is_found_by_its_sound(names: NamesByEar, query: str, name: str) -> None:
    assert names.nearest(words(query)) == name


@pytest.mark.parametrize("query", ["tortilla", "inshurans", "4 obertaim", "mi jefe me paga obertaim", ""])
def test_no_name_is_found_by_other_sounds_parts_of_many_names_numbers_and_sentences(
    names: NamesByEar, query: str
) -> None:
    assert names.nearest(words(query)) == ""


def test_slips_are_not_exact(names: NamesByEar) -> None:
    assert names.exact(words("obertaim")) == "overtime"
    assert names.exact(words("obertain")) == ""


def test_an_acronym_is_spelled_out_by_its_letters_alone(names: NamesByEar) -> None:
    assert names.spelled_out(words("pi ti o")) == "pto"
    assert names.spelled_out(words("obertaim")) == ""


def test_english_speakers_write_no_other_language_by_ear() -> None:
    assert not ENGLISH.by_ear

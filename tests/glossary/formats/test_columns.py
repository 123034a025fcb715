"""The layout of tables."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.columns import Layout, find_layout, known_names, wrong_mapping
from search_app.glossary.formats.exchange import ReadOptions

DEFINITION = "A text that is long enough to be a definition."


def layout(*rows: list[str], language: str = "", **columns: str) -> Layout:
    return find_layout([(number, cells) for number, cells in enumerate(rows, 1)], ReadOptions(language, columns))


def fields(found: Layout) -> dict[str, str]:
    return {column.header: column.field for column in found.columns}


def test_the_row_with_most_names_of_columns_is_the_header() -> None:
    found = layout(["English", "", ""], ["Term", "Definition", "Term"], ["a", DEFINITION, "b"])
    assert found.first == 2
    assert [column.place for column in found.columns] == [0, 1]


def test_a_stronger_name_wins_over_a_weaker_one() -> None:
    found = layout(["X", "VarName", "ShortDescription", "LongDescription", "AON"], ["1", "a", "b", DEFINITION, "0"])
    assert fields(found) == {"VarName": "aliases", "ShortDescription": "name", "LongDescription": "definition"}
    assert dict(found.left_out) == {"X": "a number or an address, not a slug", "AON": "no field of a term"}


def test_of_several_languages_the_preferred_one_is_taken() -> None:
    rows = (["English term", "Spanish term", "Definition"], ["a", "b", DEFINITION])
    assert fields(layout(*rows)) == {"English term": "name", "Definition": "definition"}
    assert fields(layout(*rows, language="es-MX")) == {"Spanish term": "name", "Definition": "definition"}
    assert "No column is in the language 'fr'" in layout(*rows, language="fr").guessed[0]


def test_a_mapping_decides_over_names() -> None:
    rows = (["Thing", "Term", "Notes"], ["a", DEFINITION, "c"])
    assert fields(layout(*rows, Thing="name", Term="definition", Notes="## Notes")) == {
        "Thing": "name", "Term": "definition", "Notes": "## Notes",
    }  # fmt: skip
    assert fields(layout(*rows, **{"1": "name", "term": "ignore", "3": "definition"})) == {
        "Thing": "name", "Notes": "definition",
    }  # fmt: skip


def test_columns_with_unknown_names_are_read_by_their_texts() -> None:
    found = layout(["Form 1040", DEFINITION], *([f"Form {n}", DEFINITION] for n in range(5)))
    assert (found.first, [column.field for column in found.columns]) == (0, ["name", "definition"])
    assert fields(layout(["Term", "Bar"], *([f"name {n}", DEFINITION] for n in range(5)))) == {
        "Term": "name", "Bar": "definition",
    }  # fmt: skip


@pytest.mark.parametrize("columns", [{"a": "nonsense"}, {"a": "##"}])
def test_a_field_that_does_not_exist_is_named(columns: dict[str, str]) -> None:
    assert "there is no field" in wrong_mapping(columns)


def test_names_of_columns_are_counted() -> None:
    assert known_names(["Term", "Definition", "a", ""]) == 2

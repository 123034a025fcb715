"""Categories of imported terms."""

from __future__ import annotations

from search_app.glossary.formats.concepts import Concept, Group
from search_app.glossary.model import Category
from tests.glossary.formats.concept_import import english, imported


def test_groups_become_categories_in_the_order_of_the_file() -> None:
    groups = (
        Group("g1", english("Sea & <b>salt</b>"), english("Salt water.")),
        Group("g2", english("Rivers")),
        Group("g3"),
    )
    result = imported(
        Concept("1", names=english("Eel"), categories=["g2", "g1", "g2", "gone"]),
        Concept("2", names=english("Cod")),
        groups=groups,
    )
    assert [term.categories for term in result.terms] == [("rivers", "sea-salt"), ("fish-words",)]
    assert result.site_hints.categories == (
        Category("sea-salt", "Sea & salt", "Salt water."), Category("rivers", "Rivers"),
        Category("fish-words", "Fish words"),
    )  # fmt: skip
    assert any("terms in no group" in line for line in result.report.guessed)


def test_without_groups_the_file_is_the_category() -> None:
    result = imported(Concept("1", names=english("Eel")))
    assert result.terms[0].categories == ("fish-words",)
    assert "The file has no groups: all terms are in the category 'Fish words'." in result.report.guessed


def test_a_group_whose_name_makes_no_slug_is_known_by_its_key() -> None:
    group = Group("http://example.org/g-7", english("\u0632\u0643\u0627\u0629"))
    result = imported(Concept("1", names=english("Eel"), categories=[group.key]), groups=(group,))
    assert result.terms[0].categories == ("http-example-org-g-7",)

"""The site file: accent, contrast, categories, synonyms."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.glossary.site import contrast_on_white, read_site
from tests.conftest import SITE


def read(tmp_path: Path, text: str) -> tuple[str, list[str]]:
    """Return the accent and the faults of a glossary.toml."""
    file = tmp_path / "glossary.toml"
    file.write_text(text, encoding="utf-8")
    site, faults = read_site(file, "glossary.toml")
    return site.accent, [str(fault) for fault in faults]


@pytest.mark.parametrize(("colour", "contrast"), [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54), ("#ff0000", 4.0)])
def test_contrast_follows_wcag(colour: str, contrast: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(contrast, abs=0.01)


def test_a_site_may_have_an_accent_of_its_own(tmp_path: Path) -> None:
    assert read(tmp_path, SITE + '[colours]\naccent = "#7a1f3d"\n') == ("#7a1f3d", [])
    assert read(tmp_path, SITE) == ("", [])


def test_a_colour_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    accent, faults = read(tmp_path, SITE + '[colours]\naccent = "#ffcc00"\n')
    assert accent == ""
    assert faults == [
        "glossary.toml:21: the colour '#ffcc00' is too pale to read on white (1.5 to 1); choose a darker one, "
        "5.2 to 1 or more."
    ]
    _, faults = read(tmp_path, SITE.replace('name = "Law"', 'name = "Law"\ncolour = "teal"'))
    assert faults == ["glossary.toml:20: the colour 'teal' must be written like #1a5fb4."]
    _, faults = read(tmp_path, SITE + '[colours]\npaper = "#ffffff"\n')
    assert faults == ["glossary.toml:21: [colours] has no key 'paper'; the keys are accent."]


def test_synonyms_are_read_and_checked(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text(SITE + '[synonyms]\nattorney = ["lawyer"]\n"money back" = ["refund"]\n', encoding="utf-8")
    site, faults = read_site(file, "glossary.toml")
    assert faults == []
    assert [(each.said, each.meant) for each in site.synonyms] == [
        ("attorney", ("lawyer",)),
        ("money back", ("refund",)),
    ]
    wrong = (
        '[synonyms]\nboss = "employer"\n"one two three four" = ["five"]\nER = ["er"]\nPTO = ["leave"]\npto = ["rest"]\n'
    )
    _, faults = read(tmp_path, SITE + wrong)
    assert faults == [
        "glossary.toml:21: in [synonyms], 'boss' must be a list of words in quotes, such as [\"employer\"].",
        "glossary.toml:22: in [synonyms], 'one two three four' must be one to 3 words that are not listed already.",
        "glossary.toml:23: in [synonyms], 'ER' must mean other words than itself.",
        "glossary.toml:25: in [synonyms], 'pto' must be one to 3 words that are not listed already.",
    ]


def test_the_first_language_is_the_default(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    for text, language, languages in (
        (SITE, "en", (("en", "English"),)),
        (SITE + '[languages]\nen = "English"\nes = "Español"\n', "en", (("en", "English"), ("es", "Español"))),
        (SITE + '[languages]\nes = "Español"\n', "es", (("es", "Español"),)),
    ):
        file.write_text(text, encoding="utf-8")
        site, faults = read_site(file, "glossary.toml")
        assert (site.language, site.languages, faults) == (language, languages, [])


def test_a_language_needs_rules_and_a_name(tmp_path: Path) -> None:
    _, faults = read(tmp_path, SITE + '[languages]\nen = "English"\nxx = "Xish"\nes = ""\n')
    assert len(faults) == 2
    assert faults[0].startswith("glossary.toml:22: There are no rules of a language 'xx'; the languages are en")
    assert faults[1] == 'glossary.toml:23: es must be the name of the language, such as es = "English".'


def test_a_category_has_its_slug_as_its_address(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text(SITE, encoding="utf-8")
    assert [category.address for category in read_site(file, "glossary.toml")[0].categories] == ["money", "work", "law"]

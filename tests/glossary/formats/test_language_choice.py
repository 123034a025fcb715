"""Preference, region, English, untagged, the commonest language."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.concepts import Concept, Text
from search_app.glossary.formats.language_choice import LanguageChoice


def choice(wanted: str, *languages: str) -> LanguageChoice:
    return LanguageChoice(wanted, [Concept(str(at), names=[Text("x", each)]) for at, each in enumerate(languages)])


@pytest.mark.parametrize(
    ("wanted", "offered", "chosen"),
    [
        ("de-AT", ["en", "de", "de-at"], "de-at"),
        ("de-AT", ["en", "de"], "de"),
        ("de", ["en", "de_CH"], "de_CH"),
        ("de", ["fr", "en-GB", ""], "en-GB"),
        ("de", ["fr", ""], ""),
        ("de", ["fr", "it"], "it"),
        ("", ["fr", "en"], "en"),
    ],
)
def test_the_best_language_that_is_offered_is_chosen(wanted: str, offered: list[str], chosen: str) -> None:
    found = choice(wanted, "it", "it", "en", "en", "en").name([Text("x", each) for each in offered])
    assert found is not None
    assert found.language == chosen


def test_the_commonest_language_is_guessed_where_few_names_are_english() -> None:
    german = choice("", "de", "de", "de", "en")
    assert (german.wanted, german.guessed) == ("de", True)
    assert not choice("", "de", "en").guessed
    assert not choice("", "", "").guessed


def test_texts_follow_the_language_of_the_name() -> None:
    texts = [Text("a", "en"), Text("b", ""), Text("c", "de-CH"), Text("d", "de")]
    german = choice("de")
    assert german.sort(texts, "de")[0] == ["d"]
    assert german.sort(texts, "de-AT")[0] == ["d"]
    assert german.sort(texts, "fr")[0] == ["b"]
    assert german.sort(texts[:1], "fr") == ([], texts[:1])
    assert german.sort(texts[:1], "")[0] == ["a"]

"""Languages by code."""

from __future__ import annotations

import pickle

import pytest

from search_app.errors import SettingError
from search_app.language.english import ENGLISH
from search_app.language.languages import DEFAULT, LANGUAGES, language_of
from tests.conftest import ROOT
from tests.source_code import Package


def test_a_code_is_that_of_its_language() -> None:
    assert language_of("en") is ENGLISH is language_of(DEFAULT)
    assert all(language_of(code).code == code for code in LANGUAGES)


def test_an_unknown_code_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(SettingError, match=r"no rules of a language 'tlh'; the languages are en\b"):
        language_of("tlh")


def test_a_language_travels_to_another_process_as_its_code() -> None:
    assert pickle.loads(pickle.dumps(ENGLISH)) is ENGLISH


def test_no_module_but_the_table_names_a_language() -> None:
    imports = Package(ROOT / "search_app").imports
    languages = {"search_app.language.english", "search_app.language.spanish"}
    assert {item.importer for item in imports if item.target in languages} == {"search_app.language.languages"}

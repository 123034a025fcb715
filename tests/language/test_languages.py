"""Languages by code."""

from __future__ import annotations

import pickle

import pytest

from search_app.errors import SettingError
from search_app.language.english import ENGLISH
from search_app.language.languages import LANGUAGES, language_of
from search_app.language.spanish import SPANISH


def test_a_language_is_found_by_its_code() -> None:
    assert (language_of("en"), language_of("es")) == (ENGLISH, SPANISH)


def test_an_unknown_code_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(SettingError, match=f"'xx'; the languages are {', '.join(LANGUAGES)}"):
        language_of("xx")


def test_a_process_that_is_sent_a_language_has_its_own() -> None:
    assert pickle.loads(pickle.dumps(SPANISH)) is SPANISH

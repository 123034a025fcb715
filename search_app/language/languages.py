"""The languages that glossaries may be written in, by their codes."""

from __future__ import annotations

import copyreg
from collections.abc import Callable

from search_app.errors import SettingError
from search_app.language.english import ENGLISH
from search_app.language.language import Language
from search_app.language.spanish import SPANISH

DEFAULT = ENGLISH.code  # of a glossary that names no language

LANGUAGES = {language.code: language for language in (ENGLISH, SPANISH)}


def language_of(code: str) -> Language:
    """Return the language with this code.

    Raises:
        SettingError: there are no rules of such a language.
    """
    if code not in LANGUAGES:
        raise SettingError(f"There are no rules of a language {code!r}; the languages are {', '.join(LANGUAGES)}.")
    return LANGUAGES[code]


def _reduced(language: Language) -> tuple[Callable[[str], Language], tuple[str]]:
    return language_of, (language.code,)


copyreg.pickle(Language, _reduced)  # worker processes have rules of their own: functions made from tables do not travel

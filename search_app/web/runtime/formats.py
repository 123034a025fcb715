"""Dates, numbers and lists in the form that readers of the current language see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from search_app.web.runtime.translation import current_language, gettext, ngettext

LOCALES = {"es": "es_US"}  # languages whose numbers differ between countries: 20,000 and 4.5 in the United States
REMEMBERED = 4_096  # formatted dates and numbers: a page has the same ones again and again


def long_date(iso: str) -> str:
    """Return an ISO date in long form: November 23, 2026."""
    return _long_date(iso, current_language())


def number(value: int) -> str:
    """Return a whole number with separators: 1,234."""
    return _decimal(value, "#,##0", current_language())


def one_decimal(value: float) -> str:
    """Return a number with one decimal: 4.5."""
    return _decimal(value, "#,##0.0", current_language())


def count_of(terms: int) -> str:
    """Return a number of terms in words."""
    return ngettext("%(count)s term", "%(count)s terms", terms, count=number(terms)) if terms else gettext("No terms")


def joined(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: `A, B and C`."""
    *others, last = names
    return gettext("%(names)s and %(last)s", names=", ".join(others), last=last) if others else last


def either(names: Sequence[str]) -> str:
    """Return names as a choice in a sentence: `A, B or C`."""
    *others, last = names
    return gettext("%(names)s or %(last)s", names=", ".join(others), last=last) if others else last


def language_name(code: str) -> str:
    """Return what a language is called in the current one: `Spanish`."""
    return Locale.parse(code, sep="-").get_language_name(current_language()) or code


@lru_cache(maxsize=REMEMBERED)
def _long_date(iso: str, language: str) -> str:
    return format_date(date.fromisoformat(iso), "long", locale=LOCALES.get(language, language))


@lru_cache(maxsize=REMEMBERED)
def _decimal(value: float, pattern: str, language: str) -> str:
    return format_decimal(value, pattern, locale=LOCALES.get(language, language))

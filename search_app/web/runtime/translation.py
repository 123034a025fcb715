"""The language of a page, and the catalogs of the interface: English is in the code, the others in `translations/`.

Catalogs are committed as `.po` files and compiled in memory when a page first needs them: a checkout and an installed
wheel work alike, and no compiled file can be older than its source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import cast

import flask_babel
from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from search_app.config import PACKAGE
from search_app.errors import GlossaryError
from search_app.messages import Phrase
from search_app.web.runtime.current import current_application, current_request, current_values

FOLDER = PACKAGE / "translations"
ENGLISH = "en"
EXTENSION = "glossary.catalogs"
LANGUAGE = "glossary.language"  # the key of the language in the environment of a request
EXAMPLES = tuple(chain(range(200), (1_000, 1_000_000)))  # every plural form of every language has one among them


def current_language() -> str:
    """Return the code of the language of this request's texts.

    It follows from the address alone, never from `Accept-Language`: a URL has one content.
    """
    if not has_request_context():
        return str(g.get("language", ENGLISH)) if g else ENGLISH
    values = current_values()
    if (language := values.get("language")) is None:
        language = values["language"] = current_request().environ.get(LANGUAGE, ENGLISH)
    return cast(str, language)


def gettext(text: str, **values: object) -> str:
    """Return the translation of an English text, with its placeholders such as `%(name)s` filled."""
    if current_language() == ENGLISH:  # without the lookups of Flask-Babel, which cost more than the text
        return text % values if values else text
    return str(flask_babel.gettext(text, **values))


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """Return the translation for a number; `values` contains the number as readers see it."""
    if current_language() == ENGLISH:
        return (singular if number == 1 else plural) % values
    return str(flask_babel.ngettext(singular, plural, number, **values))


def translated(error: GlossaryError) -> str:
    """Return the sentence of an error in the current language."""
    return _translated(Phrase(error.sentence, error.values)) if error.sentence else ""


def _translated(phrase: Phrase) -> str:
    values = {name: _translated(each) if isinstance(each, Phrase) else each for name, each in phrase.values.items()}
    return gettext(phrase.text, **values)


@dataclass(frozen=True, slots=True)
class Compiled:
    """The texts of one language; `script_texts` are those of scripts as JSON, empty for English."""

    translations: NullTranslations
    script_texts: Markup


class Catalogs(flask_babel.Domain):  # type: ignore[misc]
    """The catalogs in `folder`, `<language>/LC_MESSAGES/messages.po`, as the domain of Flask-Babel."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._compiled = {ENGLISH: Compiled(NullTranslations(), Markup())}

    def current(self) -> Compiled:
        """Return the catalog of the current language."""
        return self.of(current_language())

    def of(self, language: str) -> Compiled:
        """Return the catalog of a language."""
        if language not in self._compiled:
            self._compiled[language] = compile_catalog(self._folder / language / "LC_MESSAGES/messages.po", language)
        return self._compiled[language]

    def translator(self, language: str) -> Callable[[str], str]:
        """Return what translates the texts without placeholders into a language."""
        return self.of(language).translations.gettext

    def get_translations(self) -> NullTranslations:
        """Return the texts that the functions of Flask-Babel look up."""
        return self.current().translations

    def plain_gettext(self, text: str) -> str:
        """Return the translation with its placeholders, which a template fills itself."""
        return self.current().translations.gettext(text)

    def plain_ngettext(self, singular: str, plural: str, num: int) -> str:
        return self.current().translations.ngettext(singular, plural, num)


def catalogs_of(app: Flask) -> Catalogs:
    """Return the catalogs of an application."""
    return cast(Catalogs, app.extensions[EXTENSION])


def translator(language: str) -> Callable[[str], str]:
    """Return what translates texts without placeholders into a language, for an application's request."""
    return catalogs_of(current_application()).translator(language)


def init_app(app: Flask) -> None:
    catalogs = app.extensions[EXTENSION] = Catalogs(FOLDER)
    babel = flask_babel.Babel(app, locale_selector=current_language, configure_jinja=False)
    babel.domain_instance = catalogs
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        catalogs.plain_gettext,
        catalogs.plain_ngettext,
        newstyle=True,  # placeholders are named, and their values escaped
    )
    app.jinja_env.others = {}  # type: ignore[attr-defined]
    app.jinja_env.translate = catalogs.plain_gettext  # type: ignore[attr-defined]
    app.jinja_env.globals["script_texts"] = lambda: catalogs.current().script_texts
    app.jinja_env.globals["current_language"] = current_language


def compile_catalog(file: Path, language: str) -> Compiled:
    """Return the catalog in `file`; texts stay English that are not translated, or fuzzy, and all without a file."""
    if not file.is_file():
        return Compiled(NullTranslations(), Markup())
    with file.open("rb") as opened:
        catalog = read_po(opened, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    translations = Translations(compiled)
    return Compiled(translations, htmlsafe_json_dumps(_script_texts(catalog, translations)))


def _script_texts(catalog: Catalog, translations: Translations) -> dict[str, str | dict[str, str]]:
    """Return the translations of texts that scripts show, those with a number by plural category, such as `one`."""
    found: dict[str, str | dict[str, str]] = {}
    for each in catalog:
        if not each.string or each.fuzzy or not any(file.endswith(".js") for file, _ in each.locations):
            continue
        if isinstance(each.id, str):
            found[each.id] = str(each.string)
        else:
            found[each.id[0]] = _by_category(catalog.locale or Locale(ENGLISH), each.id, translations)
    return found


def _by_category(locale: Locale, text: Sequence[str], translations: Translations) -> dict[str, str]:
    """Return the plural forms of a text by the categories of CLDR, which `Intl.PluralRules` of a browser returns."""
    singular, plural = text
    forms: dict[str, str] = {}
    for number in EXAMPLES:
        forms.setdefault(locale.plural_form(number), translations.ngettext(singular, plural, number))
    return forms

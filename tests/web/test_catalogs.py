"""Each committed catalog is complete: every text of the template, with its placeholders and its curly quotes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from flask import Flask, g

from search_app.web.runtime.formats import long_date, number, one_decimal
from search_app.web.runtime.translation import FOLDER, compile_catalog

CATALOGS = sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
TAG = re.compile(r"<[^>]*>")


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=language_of(file))


def language_of(file: Path) -> str | None:
    return None if file.suffix == ".pot" else file.parent.parent.name


def forms(texts: str | tuple[str, ...] | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)


def faults(text: Message, plural_forms: int) -> list[str]:
    """Return what is wrong with a translation."""
    english, translated = forms(text.id), forms(text.string)
    found = ["fuzzy"] if text.fuzzy else []
    if len(translated) != (1 if isinstance(text.id, str) else plural_forms) or not all(map(str.strip, translated)):
        return [*found, "not translated"]
    expected = english[-1]
    for form in translated:
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(expected)):
            found.append(f"other placeholders: {form}")
        if set(TAG.findall(form)) != set(TAG.findall(expected)):
            found.append(f"other HTML: {form}")
        if set("\"'") & set(TAG.sub("", form)):
            found.append(f"straight quotes: {form}")
        if (form[:1].isspace(), form[-1:].isspace()) != (expected[:1].isspace(), expected[-1:].isspace()):
            found.append(f"other spaces at an end: {form}")
    return found


def test_there_is_a_spanish_catalog() -> None:
    assert "es" in map(language_of, CATALOGS)


@pytest.mark.parametrize("file", CATALOGS, ids=language_of)
def test_a_catalog_has_the_texts_of_the_template(file: Path) -> None:
    catalog, template = read(file), read(FOLDER / "messages.pot")
    assert [text.id for text in catalog] == [text.id for text in template], "run `make strings`"
    assert list(catalog.obsolete) == []


@pytest.mark.parametrize("file", CATALOGS, ids=language_of)
def test_every_text_of_a_catalog_is_translated(file: Path) -> None:
    catalog = read(file)
    assert {str(text.id): found for text in catalog if text.id and (found := faults(text, catalog.num_plurals))} == {}


def test_plural_forms_follow_the_number() -> None:
    spanish = compile_catalog(FOLDER / "es/LC_MESSAGES/messages.po", "es")
    texts = [spanish.translations.ngettext("%(count)s term", "%(count)s terms", number) for number in (0, 1, 2, 10**6)]
    assert texts == ["%(count)s términos", "%(count)s término", "%(count)s términos", "%(count)s de términos"]
    assert '"many": "{count} de palabras explicadas"' in spanish.script_texts


def test_spanish_numbers_are_those_of_the_united_states() -> None:
    with Flask(__name__).app_context():
        g.language = "es"
        assert (number(20_000), number(1_234), one_decimal(4.5)) == ("20,000", "1,234", "4.5")
        assert long_date("2026-11-28") == "28 de noviembre de 2026"


@pytest.mark.parametrize(
    ("english", "translation", "fault"),
    [
        ("Copied", "", "not translated"),
        (("%(count)s term", "%(count)s terms"), ("%(count)s término", ""), "not translated"),
        (("%(count)s term", "%(count)s terms"), ("un término", "%(count)s términos"), "other placeholders: un término"),
        ("also {name}", "también {nombre}", "other placeholders: también {nombre}"),
        ('<a href="%(url)s">Search</a>', "<a href='%(url)s'>Buscar</a>", "other HTML: <a href='%(url)s'>Buscar</a>"),
        ("“garnish”", '"embargo"', 'straight quotes: "embargo"'),
        ("Copied", " Copiado", "other spaces at an end:  Copiado"),
    ],
)
def test_the_check_finds_faults(english: str | tuple[str, str], translation: str | tuple[str, str], fault: str) -> None:
    assert faults(Message(english, translation), plural_forms=2) == [fault]

"""Read `glossary.toml`: the site, its publisher, its categories and synonyms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from search_app.errors import SettingError
from search_app.glossary.formats.toml import read_toml
from search_app.glossary.headings import HEADINGS, heading_fault
from search_app.glossary.model import Category, Fault, Organisation, Site, Synonym
from search_app.glossary.naming import SLUG, name_key
from search_app.language.languages import language_of

_TOP = {
    "title", "tagline", "headline", "contact", "organisation", "colours", "categories", "embed", "settings", "synonyms",
    "terms", "sources", "languages",
}  # fmt: skip
_LINKS = ("url", "donate", "volunteer", "about")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_LINK = re.compile(r"(https?://\S+|mailto:\S+|/\S*)")

# On white; at least 4.5 remain on the tinted backgrounds of the theme (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 5.2
LONGEST_SYNONYM = 3  # words
DEFAULT_LANGUAGES = Site().languages


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of `colour` (#rrggbb) on white, from 1 to 21, as WCAG 2.2 defines it."""
    levels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in levels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _without_rules(code: str) -> str:
    """Return why there can be no texts in a language, an empty string if there can."""
    try:
        language_of(code)
    except SettingError as error:
        return str(error)
    return ""


def read_site(file: Path, shown: str) -> tuple[Site, list[Fault]]:
    """Return the site that `file` describes, and its faults; `shown` is the file's name in faults."""
    if not file.is_file():
        return Site(), [Fault(shown, 1, "is missing; it names the site, the organisation and the categories.")]
    read = read_toml(file, shown)
    if isinstance(read, Fault):
        return Site(), [read]
    reader = SiteReader(read.text, shown)
    return reader.site(read.table), reader.faults


class SiteReader:
    """Convert the parsed table; a wrong value becomes a fault and counts as empty."""

    def __init__(self, text: str, shown: str) -> None:
        self.lines = text.splitlines()
        self.shown = shown
        self.faults: list[Fault] = []

    def site(self, table: Mapping[str, Any]) -> Site:
        self.check_keys("the file", table, _TOP)
        languages = self._languages(self.table(table, "languages"))
        return Site(
            title=self.text(table, "title") or "Glossary",
            tagline=self.text(table, "tagline"),
            headline=self.text(table, "headline"),
            contact=self.link(table, "contact"),
            organisation=self._organisation(self.table(table, "organisation")),
            categories=self._categories(table.get("categories", [])),
            embed_origins=self._origins(self.table(table, "embed")),
            accent=self._accent(self.table(table, "colours")),
            synonyms=self.synonyms(self.table(table, "synonyms")),
            required=self._required(self.table(table, "terms")),
            source_hosts=self._hosts(self.table(table, "sources")),
            language=languages[0][0],
            languages=languages,
        )

    def _languages(self, table: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """Return the codes and names of the languages that have rules, the default one first."""
        found = []
        for code, name in table.items():
            if wrong := _without_rules(code):
                self.fault(f"{code} =", wrong)
            elif not isinstance(name, str) or not name.strip():
                self.fault(f"{code} =", f'{code} must be the name of the language, such as {code} = "English".')
            else:
                found.append((code, name.strip()))
        return tuple(found) or DEFAULT_LANGUAGES

    def _organisation(self, table: Mapping[str, Any]) -> Organisation:
        self.check_keys("[organisation]", table, {item.name for item in fields(Organisation)})
        links = {name: self.link(table, name) for name in _LINKS}
        return Organisation(name=self.text(table, "name"), blurb=self.text(table, "blurb"), **links)

    def _categories(self, tables: object) -> tuple[Category, ...]:
        if not isinstance(tables, list) or not tables or not all(isinstance(item, dict) for item in tables):
            self.fault("categories", "there are no categories; add at least one [[categories]] with slug and name.")
            return ()
        found: dict[str, Category] = {}
        for item in tables:
            self.check_keys("[[categories]]", item, {"slug", "name", "description", "colour"})
            slug, name = self.text(item, "slug"), self.text(item, "name")
            if not SLUG.fullmatch(slug) or not name or slug in found:
                self.fault(
                    slug or "[[categories]]",
                    f"the category {slug!r} needs a name and a slug of its own in small letters, digits and hyphens.",
                )
                continue
            found[slug] = Category(slug, name, self.text(item, "description"), self._colour(item, "colour"))
        return tuple(found.values())

    def synonyms(self, table: Mapping[str, Any]) -> tuple[Synonym, ...]:
        found: dict[str, Synonym] = {}
        for said, meant in table.items():
            key = name_key(said)
            wrong = ""
            if not key or len(key.split()) > LONGEST_SYNONYM or key in found:
                wrong = f"must be one to {LONGEST_SYNONYM} words that are not listed already"
            elif not isinstance(meant, list) or not meant or not all(isinstance(each, str) for each in meant):
                wrong = 'must be a list of words in quotes, such as ["employer"]'
            elif any(name_key(each) in ("", key) for each in meant):
                wrong = "must mean other words than itself"
            else:
                found[key] = Synonym(said, tuple(meant))
            if wrong:
                written = f'"{said}" =' if f'"{said}" =' in "\n".join(self.lines) else f"{said} ="
                self.fault(written, f"in [synonyms], {said!r} {wrong}.")
        return tuple(found.values())

    def _accent(self, table: Mapping[str, Any]) -> str:
        self.check_keys("[colours]", table, {"accent"})
        return self._colour(table, "accent")

    def _colour(self, table: Mapping[str, Any], key: str) -> str:
        colour = self.text(table, key)
        if colour and not _COLOUR.fullmatch(colour):
            self.fault(colour, f"the colour {colour!r} must be written like #1a5fb4.")
            return ""
        if colour and (contrast := contrast_on_white(colour)) < LEAST_CONTRAST:
            self.fault(
                colour,
                f"the colour {colour!r} is too pale to read on white ({contrast:.1f} to 1); "
                f"choose a darker one, {LEAST_CONTRAST} to 1 or more.",
            )
            return ""
        return colour

    def _origins(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        self.check_keys("[embed]", table, {"origins"})
        origins = table.get("origins", [])
        good = re.compile(r"\*|https?://[A-Za-z0-9.-]+(:\d+)?")
        if not isinstance(origins, list) or not all(isinstance(item, str) and good.fullmatch(item) for item in origins):
            wanted = 'a list of origins such as "https://news.example.org", or ["*"] for all'
            self.fault("origins", f"origins must be {wanted}.")
            return ()
        return tuple(origins)

    def _required(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        self.check_keys("[terms]", table, {"required"})
        headings = table.get("required", [])
        if not isinstance(headings, list) or not all(isinstance(each, str) and each.strip() for each in headings):
            self.fault("required", 'required must be a list of headings such as "Example" or "What you can do".')
            return ()
        for heading in headings:
            if heading not in HEADINGS and (wrong := heading_fault(heading)):
                self.fault(heading, f"in required, {wrong}")
        return tuple(dict.fromkeys(headings))

    def _hosts(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        self.check_keys("[sources]", table, {"hosts"})
        hosts = table.get("hosts", [])
        if not isinstance(hosts, list) or not all(isinstance(each, str) and _HOST.fullmatch(each) for each in hosts):
            self.fault("hosts", 'hosts must be a list of names of sites such as "www.example.org".')
            return ()
        return tuple(hosts)

    def table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = table.get(key, {})
        if isinstance(value, dict):
            return value
        self.fault(key, f"{key} must be a table, written as [{key}].")
        return {}

    def text(self, table: Mapping[str, Any], key: str) -> str:
        return self._value(table, key, lambda text: True, "text in quotes")

    def link(self, table: Mapping[str, Any], key: str) -> str:
        wanted = "a link that begins with https://, mailto: or /"
        return self._value(table, key, lambda text: not text or bool(_LINK.fullmatch(text)), wanted)

    def _value(self, table: Mapping[str, Any], key: str, fits: Callable[[str], bool], wanted: str) -> str:
        value = table.get(key, "")
        if isinstance(value, str) and fits(value):
            return value.strip()
        self.fault(key, f"{key} must be {wanted}, not {value!r}.")
        return ""

    def check_keys(self, where: str, table: Mapping[str, Any], known: set[str]) -> None:
        for key in sorted(set(table) - known):
            self.fault(key, f"{where} has no key {key!r}; the keys are {', '.join(sorted(known))}.")

    def fault(self, needle: str, message: str) -> None:
        """Record a fault at the first line that contains `needle`: tomllib reports no lines of values."""
        line = next((number for number, text in enumerate(self.lines, 1) if needle in text), 1)
        self.faults.append(Fault(self.shown, line, message))

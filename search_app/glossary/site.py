"""Read `glossary.toml`: the site, its publisher, its categories and synonyms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from search_app.glossary.formats.toml import read_toml
from search_app.glossary.headings import HEADINGS, heading_fault
from search_app.glossary.model import Category, Fault, Organisation, Site, Synonym
from search_app.glossary.naming import SLUG, name_key

_TOP = {
    "title", "tagline", "headline", "contact", "organisation", "colours", "categories", "embed", "settings", "synonyms",
    "terms", "sources",
}  # fmt: skip
_LINKS = ("url", "donate", "volunteer", "about")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_LINK = re.compile(r"(https?://\S+|mailto:\S+|/\S*)")

# On white; at least 4.5 remain on the tinted backgrounds of the theme (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 5.2
LONGEST_SYNONYM = 3  # words


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of `colour` (#rrggbb) on white, from 1 to 21, as WCAG 2.2 defines it."""
    levels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in levels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def read_site(file: Path, shown: str) -> tuple[Site, list[Fault]]:
    """Return the site that `file` describes, and its faults; `shown` is the file's name in faults."""
    if not file.is_file():
        return Site(), [Fault(shown, 1, "is missing; it names the site, the organisation and the categories.")]
    read = read_toml(file, shown)
    if isinstance(read, Fault):
        return Site(), [read]
    reader = _Reader(read.text, shown)
    return reader.site(read.table), reader.faults


class _Reader:
    """Convert the parsed table; a wrong value becomes a fault and counts as empty."""

    def __init__(self, text: str, shown: str) -> None:
        self.lines = text.splitlines()
        self.shown = shown
        self.faults: list[Fault] = []

    def site(self, table: Mapping[str, Any]) -> Site:
        self._known("the file", table, _TOP)
        return Site(
            title=self._text(table, "title") or "Glossary",
            tagline=self._text(table, "tagline"),
            headline=self._text(table, "headline"),
            contact=self._link(table, "contact"),
            organisation=self._organisation(self._table(table, "organisation")),
            categories=self._categories(table.get("categories", [])),
            embed_origins=self._origins(self._table(table, "embed")),
            accent=self._accent(self._table(table, "colours")),
            synonyms=self._synonyms(self._table(table, "synonyms")),
            required=self._required(self._table(table, "terms")),
            source_hosts=self._hosts(self._table(table, "sources")),
        )

    def _organisation(self, table: Mapping[str, Any]) -> Organisation:
        self._known("[organisation]", table, {item.name for item in fields(Organisation)})
        links = {name: self._link(table, name) for name in _LINKS}
        return Organisation(name=self._text(table, "name"), blurb=self._text(table, "blurb"), **links)

    def _categories(self, tables: object) -> tuple[Category, ...]:
        if not isinstance(tables, list) or not tables or not all(isinstance(item, dict) for item in tables):
            self._fault("categories", "there are no categories; add at least one [[categories]] with slug and name.")
            return ()
        found: dict[str, Category] = {}
        for item in tables:
            self._known("[[categories]]", item, {"slug", "name", "description", "colour"})
            slug, name = self._text(item, "slug"), self._text(item, "name")
            if not SLUG.fullmatch(slug) or not name or slug in found:
                self._fault(
                    slug or "[[categories]]",
                    f"the category {slug!r} needs a name and a slug of its own in small letters, digits and hyphens.",
                )
                continue
            found[slug] = Category(slug, name, self._text(item, "description"), self._colour(item, "colour"))
        return tuple(found.values())

    def _synonyms(self, table: Mapping[str, Any]) -> tuple[Synonym, ...]:
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
                self._fault(written, f"in [synonyms], {said!r} {wrong}.")
        return tuple(found.values())

    def _accent(self, table: Mapping[str, Any]) -> str:
        self._known("[colours]", table, {"accent"})
        return self._colour(table, "accent")

    def _colour(self, table: Mapping[str, Any], key: str) -> str:
        colour = self._text(table, key)
        if colour and not _COLOUR.fullmatch(colour):
            self._fault(colour, f"the colour {colour!r} must be written like #1a5fb4.")
            return ""
        if colour and (contrast := contrast_on_white(colour)) < LEAST_CONTRAST:
            self._fault(
                colour,
                f"the colour {colour!r} is too pale to read on white ({contrast:.1f} to 1); "
                f"choose a darker one, {LEAST_CONTRAST} to 1 or more.",
            )
            return ""
        return colour

    def _origins(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        self._known("[embed]", table, {"origins"})
        origins = table.get("origins", [])
        good = re.compile(r"\*|https?://[A-Za-z0-9.-]+(:\d+)?")
        if not isinstance(origins, list) or not all(isinstance(item, str) and good.fullmatch(item) for item in origins):
            wanted = 'a list of origins such as "https://news.example.org", or ["*"] for all'
            self._fault("origins", f"origins must be {wanted}.")
            return ()
        return tuple(origins)

    def _required(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        self._known("[terms]", table, {"required"})
        headings = table.get("required", [])
        if not isinstance(headings, list) or not all(isinstance(each, str) and each.strip() for each in headings):
            self._fault("required", 'required must be a list of headings such as "Example" or "What you can do".')
            return ()
        for heading in headings:
            if heading not in HEADINGS and (wrong := heading_fault(heading)):
                self._fault(heading, f"in required, {wrong}")
        return tuple(dict.fromkeys(headings))

    def _hosts(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        self._known("[sources]", table, {"hosts"})
        hosts = table.get("hosts", [])
        if not isinstance(hosts, list) or not all(isinstance(each, str) and _HOST.fullmatch(each) for each in hosts):
            self._fault("hosts", 'hosts must be a list of names of sites such as "www.example.org".')
            return ()
        return tuple(hosts)

    def _table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = table.get(key, {})
        if isinstance(value, dict):
            return value
        self._fault(key, f"{key} must be a table, written as [{key}].")
        return {}

    def _text(self, table: Mapping[str, Any], key: str) -> str:
        return self._value(table, key, lambda text: True, "text in quotes")

    def _link(self, table: Mapping[str, Any], key: str) -> str:
        wanted = "a link that begins with https://, mailto: or /"
        return self._value(table, key, lambda text: not text or bool(_LINK.fullmatch(text)), wanted)

    def _value(self, table: Mapping[str, Any], key: str, fits: Callable[[str], bool], wanted: str) -> str:
        value = table.get(key, "")
        if isinstance(value, str) and fits(value):
            return value.strip()
        self._fault(key, f"{key} must be {wanted}, not {value!r}.")
        return ""

    def _known(self, where: str, table: Mapping[str, Any], known: set[str]) -> None:
        for key in sorted(set(table) - known):
            self._fault(key, f"{where} has no key {key!r}; the keys are {', '.join(sorted(known))}.")

    def _fault(self, needle: str, message: str) -> None:
        """Record a fault at the first line that contains `needle`: tomllib reports no lines of values."""
        line = next((number for number, text in enumerate(self.lines, 1) if needle in text), 1)
        self.faults.append(Fault(self.shown, line, message))

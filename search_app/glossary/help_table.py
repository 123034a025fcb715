"""Read `agencies.toml`, who helps with what, and `state_offices.toml`, where each state has an office of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from search_app.glossary.citations import is_official
from search_app.glossary.formats.toml import read_toml
from search_app.glossary.model import AGENCIES_FILE, Agency, Fault, StateOffice, StateTable
from search_app.glossary.naming import SLUG

KINDS = ("labor", "insurance", "attorney-general")  # tables of state offices
MAX_DOES = 200  # characters of what an agency does
STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip

_KEYS = ("name", "does", "phone", "url", "hours", "categories", "states")
_TRANSLATED_KEYS = ("name", "does", "phone", "url", "hours")
_PHONE = re.compile(r"(?:1-)?\d{3}-\d{3}-\d{4}|\d{3}|\d{6}")  # short numbers such as 211
_URL = re.compile(r"https://[A-Za-z0-9.-]+\.[a-z]{2,}(?:/[^\s<>\"'\\]*)?")


def read_agencies(
    file: Path, shown: str, categories: Collection[str], kinds: Collection[str] = KINDS
) -> tuple[tuple[Agency, ...], list[Fault]]:
    """Return the agencies in `file`, and its faults; without the file there are none.

    Args:
        file: the table, one [id] an agency.
        shown: the file's name in faults.
        categories: slugs of the categories that exist.
        kinds: the tables of state offices that exist.
    """
    reader = _Reader.of(file, shown)
    return tuple(reader.agencies(categories, kinds)), reader.faults


def read_translated_agencies(
    file: Path, shown: str, agencies: Sequence[Agency]
) -> tuple[tuple[Agency, ...], list[Fault]]:
    """Return `agencies` in another language, and the faults of `file`; what the file does not have stays.

    Args:
        file: the table, one [id] an agency, with the keys that differ in that language.
        shown: the file's name in faults.
        agencies: the agencies in the default language.
    """
    reader = _Reader.of(file, shown)
    return tuple(reader.translated(agencies)), reader.faults


def read_state_offices(file: Path, shown: str, hosts: Collection[str]) -> tuple[tuple[StateTable, ...], list[Fault]]:
    """Return the tables in `file`, and its faults; without the file there are none.

    Args:
        file: tables named as KINDS, of lines such as `AL = ["Department of Labor", "https://labor.alabama.gov/"]`.
        shown: the file's name in faults.
        hosts: sites that an office may have besides official ones.
    """
    reader = _Reader.of(file, shown)
    return tuple(reader.state_tables(hosts)), reader.faults


@dataclass
class _Reader:
    """Convert the parsed table; a wrong value becomes a fault."""

    shown: str
    table: Mapping[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, file: Path, shown: str) -> _Reader:
        if not file.is_file():
            return cls(shown)
        read = read_toml(file, shown)
        if isinstance(read, Fault):
            return cls(shown, faults=[read])
        return cls(shown, read.table, read.text.splitlines())

    def agencies(self, categories: Collection[str], kinds: Collection[str]) -> Iterator[Agency]:
        for key, values in self.table.items():
            if not SLUG.fullmatch(key) or not isinstance(values, dict):
                self._fault(key, "", f"{key!r} must be a table, [id] in small letters, digits and hyphens.")
                continue
            for unknown in sorted(set(values) - set(_KEYS)):
                self._fault(key, unknown, f"[{key}] has no key {unknown!r}; the keys are {', '.join(_KEYS)}.")
            texts = {name: self._text(key, values, name) for name in _KEYS if name != "categories"}
            self._check(key, texts, kinds)
            yield Agency(id=key, categories=self._subjects(key, values, categories), **texts)

    def translated(self, agencies: Sequence[Agency]) -> Iterator[Agency]:
        ids = [agency.id for agency in agencies]
        for key, values in self.table.items():
            if not isinstance(values, dict):
                self._fault(key, "", f"{key!r} must be a table, written as [id].")
            elif key not in ids:
                self._fault(key, "", f"[{key}] is no agency of {AGENCIES_FILE}; add it there, or remove it here.")
        for agency in agencies:
            found = self.table.get(agency.id, {})
            values = found if isinstance(found, dict) else {}
            for unknown in sorted(set(values) - set(_TRANSLATED_KEYS)):
                known = ", ".join(_TRANSLATED_KEYS)
                self._fault(agency.id, unknown, f"[{agency.id}] has no key {unknown!r} here; the keys are {known}.")
            texts: dict[str, Any] = {name: self._text(agency.id, values, name) for name in _TRANSLATED_KEYS}
            given = replace(agency, **{name: text for name, text in texts.items() if text})
            self._check(agency.id, {name: getattr(given, name) for name in (*_TRANSLATED_KEYS, "states")}, KINDS)
            yield given

    def _text(self, key: str, values: Mapping[str, Any], name: str) -> str:
        value = values.get(name, "")
        if isinstance(value, str):
            return " ".join(value.split())
        self._fault(key, name, f"in [{key}], {name!r} must be text in quotes, not {value!r}.")
        return ""

    def _check(self, key: str, texts: Mapping[str, str], kinds: Collection[str]) -> None:
        for name in ("name", "does"):
            if not texts[name]:
                self._fault(key, "", f"[{key}] has no {name!r}; write it, in one sentence at most.")
        if len(texts["does"]) > MAX_DOES:
            count = f"has {len(texts['does'])} characters, the limit is {MAX_DOES}; shorten it."
            self._fault(key, "does", f"in [{key}], 'does' {count}")
        if texts["phone"] and not _PHONE.fullmatch(texts["phone"]):
            self._fault(key, "phone", f"in [{key}], 'phone' must be a number such as 1-866-487-9243 or 211.")
        if texts["url"] and not _URL.fullmatch(texts["url"]):
            self._fault(key, "url", f"in [{key}], 'url' must be an address that begins with https://.")
        if texts["states"] and texts["states"] not in kinds:
            self._fault(key, "states", f"in [{key}], 'states' must be one of {', '.join(kinds)}.")
        if not (texts["phone"] or texts["url"] or texts["states"]):
            self._fault(key, "", f"[{key}] cannot be reached; add 'phone', 'url' or 'states'.")

    def _subjects(self, key: str, values: Mapping[str, Any], known: Collection[str]) -> tuple[str, ...]:
        subjects = values.get("categories", [])
        if isinstance(subjects, list) and all(isinstance(each, str) and each in known for each in subjects):
            return tuple(dict.fromkeys(subjects))
        self._fault(key, "categories", f"in [{key}], 'categories' must be a list of {', '.join(known)}.")
        return ()

    def state_tables(self, hosts: Collection[str]) -> Iterator[StateTable]:
        for kind, table in self.table.items():
            if kind not in KINDS or not isinstance(table, dict):
                self._fault(kind, "", f"there is no table {kind!r}; the tables are [{'], ['.join(KINDS)}].")
                continue
            for code in sorted(set(table) ^ set(STATES)):
                what = "there is no state" if code in table else "there is no office for"
                self._fault(kind, code, f"in [{kind}], {what} {code!r}; each state and DC has one line.")
            found = [self._office(kind, code, table[code], hosts) for code in STATES if code in table]
            yield StateTable(kind, tuple(filter(None, found)))

    def _office(self, kind: str, code: str, value: object, hosts: Collection[str]) -> StateOffice | None:
        if not isinstance(value, list) or len(value) != 2 or not all(isinstance(each, str) and each for each in value):
            self._fault(
                kind, code, f'in [{kind}], {code} must be a list such as ["Department of Labor", "https://..."].'
            )
            return None
        name, url = value
        if not _URL.fullmatch(url) or not is_official(url, hosts):
            remedy = "use an address of a government, or add its host to [sources] hosts in glossary.toml."
            self._fault(kind, code, f"in [{kind}], {url!r} is not on an official site; {remedy}")
            return None
        return StateOffice(STATES[code], name, url)

    def _fault(self, table: str, needle: str, message: str) -> None:
        """Record a fault at the first line below [table] that begins with `needle`, or at that of the table."""
        start = next((number for number, line in enumerate(self.lines) if line.strip() == f"[{table}]"), 0)
        for number, line in enumerate(self.lines[start:], start + 1):
            if needle and line.lstrip().startswith(needle):
                self.faults.append(Fault(self.shown, number, message))
                return
            if number > start + 1 and line.startswith("["):
                break
        self.faults.append(Fault(self.shown, start + 1, message))

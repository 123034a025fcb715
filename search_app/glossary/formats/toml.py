"""Read a TOML file: its text, for the lines of faults, and its values."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from search_app.glossary.model import Fault
from search_app.language.characters import clean_text

_PLACE = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_END = re.compile(r"\s*\(at .*\)$")


class TomlFile(NamedTuple):
    """A TOML file: its text and its table."""

    text: str
    table: dict[str, Any]


def read_toml(file: Path, shown: str) -> TomlFile | Fault:
    """Return the content of `file`, or the fault that prevents reading it; `shown` is the file's name in the fault."""
    try:
        text = clean_text(file.read_text(encoding="utf-8-sig"))
        return TomlFile(text, tomllib.loads(text))
    except UnicodeDecodeError:
        return Fault(shown, 1, "is not UTF-8 text; save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        return Fault(shown, int(place[1]) if place else 1, f"is not valid TOML: {_END.sub('', str(error))}.")

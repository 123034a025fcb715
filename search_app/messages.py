"""Mark texts for translation in code that has no request: what shows a text looks up its translation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Phrase(NamedTuple):
    """A part of a sentence that is translated by itself; as text it is English."""

    text: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.text % self.values if self.values else self.text


def message(text: str) -> str:
    """Return `text` as it is; `make strings` collects the arguments of this function."""
    return text

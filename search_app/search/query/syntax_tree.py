"""The query tree of operator queries. Whoosh's parser is translated into it; back ends translate it further."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct


class Field(StrEnum):
    """A searchable field of an entry."""

    ENTRY = "entry"  # the whole text
    NAME = "name"  # names and aliases
    CATEGORY = "category"
    ASKED = "asked"
    DEFINITION = "definition"
    EXAMPLE = "example"
    MISUSE = "misuse"
    BENEFITS = "benefits"
    CONCLUSION = "conclusion"
    ACTIONS = "actions"


# The fields that are a section of an entry, each with the kind of its parts.
SECTIONS = MappingProxyType(
    {
        Field.ASKED: "asked_as",
        Field.DEFINITION: "definition",
        Field.EXAMPLE: "example",
        Field.MISUSE: "misuse",
        Field.BENEFITS: "benefits",
        Field.CONCLUSION: "conclusion",
        Field.ACTIONS: "actions",
    }
)


class Term(Struct, frozen=True):
    """Entries that contain a stem; in the field CATEGORY, those in the category with this slug."""

    field: Field
    text: str


class Phrase(Struct, frozen=True):
    """Entries in which these stems follow one another."""

    field: Field
    stems: tuple[str, ...]


class Prefix(Struct, frozen=True):
    """Entries that contain a word beginning with a folded `text`, whatever its stem; scored as these words are."""

    field: Field
    text: str


class And(Struct, frozen=True):
    """Entries that every part finds; a Not among the parts excludes."""

    parts: tuple[Query, ...]


class Or(Struct, frozen=True):
    """Entries that any part finds."""

    parts: tuple[Query, ...]


class Not(Struct, frozen=True):
    """Entries that `part` does not find."""

    part: Query


class Everything(Struct, frozen=True):
    """All entries."""


Leaf = Term | Phrase | Prefix
Query = Leaf | And | Or | Not | Everything


def wanted_leaves(query: Query) -> Iterator[Leaf]:
    """Yield the leaves of a query, without those that it excludes."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from wanted_leaves(part)
    elif isinstance(query, Leaf):
        yield query


def joined(kind: type[And] | type[Or], parts: list[Query]) -> Query:
    """Return distinct parts joined by `kind`; one part stays as it is."""
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else kind(distinct)

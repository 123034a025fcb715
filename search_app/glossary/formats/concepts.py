"""Concepts of a foreign file, as its format states them: texts in all languages, not yet Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from search_app.glossary.model import Source


class Text(NamedTuple):
    """A text and its language tag (BCP 47), empty if the file does not tell."""

    value: str
    language: str = ""


class Cited(NamedTuple):
    """A source, and the language of the part that cites it, empty for the whole concept."""

    source: Source
    language: str = ""


@dataclass(slots=True)
class Concept:
    """A concept; `key` is what relations name it by: a URI or an id. Lists are in the order of the file.

    `identifier` is one that the file gives for people, and may be made a slug. `categories` are keys of groups,
    `related`, `broader` and `successor` keys of concepts.
    """

    key: str
    identifier: str = ""
    names: list[Text] = field(default_factory=list)
    aliases: list[Text] = field(default_factory=list)
    hidden: list[Text] = field(default_factory=list)
    definitions: list[Text] = field(default_factory=list)
    examples: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    sources: list[Cited] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    broader: list[str] = field(default_factory=list)
    deprecated: bool = False
    successor: str = ""
    modified: str = ""


@dataclass(slots=True)
class Group:
    """What becomes a category: a collection, a scheme, a subject field."""

    key: str
    names: list[Text] = field(default_factory=list)
    descriptions: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class ConceptFile:
    """The concepts and groups of a file, by key, in its order; `titles` are those of the whole glossary."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    titles: list[Text] = field(default_factory=list)
    language: str = ""  # of texts without a tag

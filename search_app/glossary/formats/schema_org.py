"""Read a DefinedTermSet of schema.org in JSON-LD, as plain JSON: its context is known and is not fetched.

https://schema.org/DefinedTerm, /DefinedTermSet, /CategoryCode, /CategoryCodeSet
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from search_app.glossary.formats.concept_terms import import_concepts
from search_app.glossary.formats.concepts import Cited, Concept, ConceptFile, Group, Text
from search_app.glossary.formats.exchange import ImportResult, ReadOptions
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.model import Source

TERMS = frozenset(("DefinedTerm", "CategoryCode"))
SETS = frozenset(("DefinedTermSet", "CategoryCodeSet"))
CONTAINS = ("hasDefinedTerm", "hasCategoryCode")
CONTAINED_IN = ("inDefinedTermSet", "inCodeSet")
SOURCES = ("citation", "isBasedOn")

_READ = frozenset((
    "@context", "@id", "@type", "id", "type", "url", "name", "alternateName", "description",
    "disambiguatingDescription", "termCode", "codeValue", "inLanguage", "dateModified",
    *CONTAINS, *CONTAINED_IN, *SOURCES,
))  # fmt: skip
_PREFIX = re.compile(r"https?://schema\.org/|schema:|sdo:")

Node = dict[str, Any]


def read_defined_terms(data: bytes, shown: str, options: ReadOptions) -> ImportResult | None:
    """Return the terms of a document that has defined terms of schema.org, None of any other document."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None
    reader = _Reader()
    for node in _nodes(document):
        reader.add(node)
    if not reader.file.concepts:
        return None
    reader.finish()
    return import_concepts(reader.file, options, reader.report, shown)


class _Reader:
    def __init__(self) -> None:
        self.file = ConceptFile()
        self.report = ReportBuilder()

    def add(self, node: Node) -> None:
        """Add the node if it is a term or a set of terms; a node that only names another one adds nothing."""
        kinds = _types(node)
        if kinds & SETS:
            self._add_set(node)
        elif kinds & TERMS and _texts(node, "name", ""):
            self._add_term(node)

    def finish(self) -> None:
        """Make the only set the glossary itself; several are its categories."""
        used = {key for concept in self.file.concepts.values() for key in concept.categories}
        self.file.groups = {key: group for key, group in self.file.groups.items() if key in used}
        if len(self.file.groups) == 1:
            (group,) = self.file.groups.values()
            self.file.titles, self.file.groups = group.names, {}

    def _add_set(self, node: Node) -> None:
        key = _key(node)
        group = self.file.groups.setdefault(key, Group(key))
        group.names += _texts(node, "name", _language(node))
        group.descriptions += _texts(node, "description", _language(node))
        self.file.language = self.file.language or _language(node)
        for property_name in CONTAINS:
            for item in _values(node, property_name):
                if isinstance(item, dict) and _texts(item, "name", ""):
                    self._add_term(item, _language(node)).categories.append(key)

    def _add_term(self, node: Node, language: str = "") -> Concept:
        key = _key(node)
        if key in self.file.concepts:  # a term inside of its set is met twice
            return self.file.concepts[key]
        language = _language(node) or language
        concept = self.file.concepts[key] = Concept(
            key=key,
            identifier=next((text.value for each in ("termCode", "codeValue") for text in _texts(node, each, "")), ""),
            names=_texts(node, "name", language),
            aliases=_texts(node, "alternateName", language),
            definitions=_texts(node, "description", language),
            notes=_texts(node, "disambiguatingDescription", language),
            sources=[Cited(source) for each in SOURCES for value in _values(node, each) if (source := _source(value))],
            categories=[key for each in CONTAINED_IN for value in _values(node, each) if (key := _reference(value))],
            modified=next((text.value for text in _texts(node, "dateModified", "")), ""),
        )
        for name in node:
            if name not in _READ:
                self.report.leave(f"values of the property {name[:60]}")
        return concept


def _nodes(document: Any) -> Iterator[Node]:
    """Yield all objects of a document in its order, with the names of schema.org without their prefix."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield (node := {_PREFIX.sub("", key): each for key, each in value.items()})
            waiting.extend(reversed(node.values()))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _types(node: Node) -> set[str]:
    return {_PREFIX.sub("", each) for key in ("@type", "type") for each in _values(node, key) if isinstance(each, str)}


def _key(node: Node) -> str:
    """Return the identifier of a node; one without any is known by its content."""
    found = next((node[key] for key in ("@id", "id", "url") if isinstance(node.get(key), str)), "")
    return found or json.dumps([node.get("name"), node.get("description")], sort_keys=True)


def _reference(value: Any) -> str:
    if isinstance(value, str):
        return value
    return _key({_PREFIX.sub("", key): each for key, each in value.items()}) if isinstance(value, dict) else ""


def _values(node: Node, key: str) -> Iterable[Any]:
    value = node.get(key)
    if value is None:
        return ()
    return value if isinstance(value, list) else [value]


def _language(node: Node) -> str:
    return next((each for each in _values(node, "inLanguage") if isinstance(each, str)), "")


def _texts(node: Node, key: str, language: str) -> list[Text]:
    found = []
    for value in _values(node, key):
        text = value.get("@value") if isinstance(value, dict) else value
        own = value.get("@language") if isinstance(value, dict) else None
        if isinstance(text, str) and text.strip():
            found.append(Text(text, own if isinstance(own, str) else language))
        elif isinstance(text, int) and not isinstance(text, bool):
            found.append(Text(str(text), language))
    return found


def _source(value: Any) -> Source | None:
    if isinstance(value, str):
        return Source(value)
    if isinstance(value, dict):
        node = {_PREFIX.sub("", key): each for key, each in value.items()}
        name = next((text.value for text in _texts(node, "name", "")), "")
        address = next((each for key in ("url", "@id") if isinstance(each := node.get(key), str)), "")
        return Source(name, address) if name or address else None
    return None

"""Read and write RDF graphs in Turtle, JSON-LD and RDF/XML, without a network and without trust in the file."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.sax import SAXParseException

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from search_app.glossary.formats.safe_xml import UnsafeXml, check_depth, without_doctype
from search_app.glossary.formats.turtle_statements import deepest_bracket, statement_at
from search_app.glossary.model import Fault

TURTLE, JSON_LD, RDF_XML = "turtle", "json-ld", "xml"

_NAMESPACES = re.compile(r"(?:   xmlns:[^\n]*\n)+")

DEEPEST = 100  # levels of brackets in Turtle, of objects and lists in JSON
MOST_FAULTS = 10  # broken statements, after which a file is refused
BASE = "https://import.invalid/"  # of relative addresses

# rdflib logs each value that its datatype does not allow, with a traceback; the value is read as text all the same.
logging.getLogger("rdflib").setLevel(logging.CRITICAL)


class NotRdf(Exception):
    """The text says what is wrong with the file, without a period; `line` counts from 1."""

    def __init__(self, reason: str, line: int = 1) -> None:
        self.line = line
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class ParsedGraph:
    """A graph, and the faults of statements that were left out; without a graph, the fault that prevents reading it."""

    graph: Graph | None
    faults: tuple[Fault, ...] = ()


def read_graph(data: bytes, syntax: str, shown: str) -> ParsedGraph:
    """Return the graph in `data`; broken statements of Turtle are left out, up to MOST_FAULTS of them."""
    try:
        text = _PREPARE[syntax](data)
    except (NotRdf, UnsafeXml) as error:
        return ParsedGraph(None, (Fault(shown, error.line, f"{error}."),))
    faults: list[Fault] = []
    while True:
        graph = Graph()
        try:
            graph.parse(data=text, format=syntax, publicID=BASE)
        except RecursionError:
            return ParsedGraph(None, (Fault(shown, 1, "is nested too deep; it is not read."),))
        except SAXParseException as error:
            return ParsedGraph(
                None, (Fault(shown, error.getLineNumber() or 1, f"is not valid XML: {error.getMessage()}."),)
            )
        except BadSyntax as error:
            text, fault = _without_statement(text, error, shown)
            faults.append(fault)
            if len(faults) > MOST_FAULTS:
                return ParsedGraph(None, (*faults[:-1], Fault(shown, 1, "has more errors; it is not read.")))
        except Exception as error:  # rdflib's parsers raise whatever a broken file leads them into
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            return ParsedGraph(None, (Fault(shown, 1, f"is not valid {_NAMES[syntax]}: {reason}."),))
        else:
            return ParsedGraph(graph, tuple(faults))


def _without_statement(text: str, error: BadSyntax, shown: str) -> tuple[str, Fault]:
    """Return Turtle without the statement that has the error, its lines left empty, and the fault."""
    position = len(error._str[: error._i].decode("utf-8", "ignore"))
    start, end = statement_at(text, min(position, len(text) - 1))
    dropped = text[start:end]
    first = text.count("\n", 0, start + len(dropped) - len(dropped.lstrip())) + 1
    line = text.count("\n", 0, position) + 1
    reason = f"is not valid Turtle here ({error._why}); the statement that begins on line {first} is left out."
    return text[:start] + "\n" * dropped.count("\n") + text[end:], Fault(shown, line, reason)


def write_graph(graph: Graph, out: BinaryIO, syntax: str) -> None:
    """Write `graph` as UTF-8; the same statements are the same bytes, in every process."""
    if syntax == JSON_LD:
        context = {prefix: str(namespace) for prefix, namespace in graph.namespaces() if prefix}
        document = json.loads(graph.serialize(format=syntax, context=context, sort_keys=True, ensure_ascii=False))
        document.get("@graph", []).sort(key=lambda node: node.get("@id", ""))
        text = json.dumps(document, ensure_ascii=False, indent=1)
    else:
        text = graph.serialize(format=syntax)
        text = _NAMESPACES.sub(_sorted_namespaces, text, count=1) if syntax == RDF_XML else text
    out.write(text.encode("utf-8"))


def _turtle(data: bytes) -> str:
    text = _decoded(data)
    depth, position = deepest_bracket(text)
    if depth > DEEPEST:
        line = text.count("\n", 0, position) + 1
        raise NotRdf(f"has brackets more than {DEEPEST} levels deep; it is not read", line)
    return text


def _json_ld(data: bytes) -> str:
    """Return the document, known to name no context that would have to be fetched."""
    document = read_json(data)
    for address in remote_contexts(document):
        raise NotRdf(
            f"names the context {address[:100]!r}, which is not in the file; nothing is fetched. "
            "Put the context into the file, or convert it to Turtle"
        )
    return json.dumps(document)


def read_json(data: bytes) -> Any:
    """Return the value of a JSON document.

    Raises:
        NotRdf: it is no JSON, or nested too deep.
    """
    try:
        document = json.loads(_decoded(data))
    except json.JSONDecodeError as error:
        raise NotRdf(f"is not valid JSON: {error.msg}", error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise NotRdf("is not readable JSON: it is nested too deep, or a number is too long") from error
    level = [document]
    for _ in range(DEEPEST):
        level = [each for value in level for each in _children(value)]
        if not level:
            return document
    raise NotRdf(f"is nested more than {DEEPEST} levels deep; it is not read")


def remote_contexts(document: Any) -> Iterator[str]:
    """Yield the addresses of contexts outside of a JSON-LD document."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            contexts = value.get("@context")
            yield from (
                each for each in (contexts if isinstance(contexts, list) else [contexts]) if isinstance(each, str)
            )
            if isinstance(imported := value.get("@import"), str):
                yield imported
        waiting.extend(_children(value))


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _decoded(data: bytes) -> str:
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotRdf("is not UTF-8 text; save it as UTF-8", data.count(b"\n", 0, error.start) + 1) from error


def _rdf_xml(data: bytes) -> str:
    document = without_doctype(data)
    check_depth(document)
    return document.decode()


_PREPARE = {TURTLE: _turtle, JSON_LD: _json_ld, RDF_XML: _rdf_xml}
_NAMES = {TURTLE: "Turtle", JSON_LD: "JSON-LD", RDF_XML: "RDF/XML"}


class OrderedGraph(Graph):
    """A graph that serializers see in one order: that of the store depends on hashes, which differ by process."""

    def triples(self, triple: Any) -> Any:
        return iter(sorted(super().triples(triple), key=_key))


def _key(triple: tuple[Any, Any, Any]) -> tuple[str, str, str, str]:
    subject, predicate, value = triple
    return str(subject), str(predicate), str(value), str(getattr(value, "language", ""))


def _sorted_namespaces(declarations: re.Match[str]) -> str:
    """Return the declarations of namespaces in order: rdflib writes them in that of a set."""
    return "".join(sorted(declarations[0].splitlines(keepends=True)))

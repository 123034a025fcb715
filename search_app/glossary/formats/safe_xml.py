"""Prepare XML of unknown origin for a parser: as UTF-8, without a DOCTYPE, harmless entities replaced.

A parser that meets no DOCTYPE can neither fetch a DTD nor expand entities in entities. Many RDF files declare entities
for namespaces, and TBX files name a DTD; those stay readable.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from xml.parsers import expat

DEEPEST = 100  # levels of elements
MOST_ENTITIES = 500
LONGEST_ENTITY = 1_000  # characters
MOST_EXPANDED = 32 * 1024 * 1024  # characters of all replaced entities

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_STARTS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))  # UTF-16 without a mark
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""")
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_MISC = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_DOCTYPE = re.compile(r"""<!DOCTYPE\s+[^\s>\[]+(?:\s+(?:[A-Z]+|"[^"]*"|'[^']*'))*+\s*""")
_END = re.compile(r"\s*>")
_ENTITY = re.compile(r"""<!ENTITY\s+([^\s%"'<>&;]+)\s+(?:"([^"]*)"|'([^']*)')\s*>""")
_EXTERNAL = re.compile(r"""<!ENTITY\s+[^\s%"'<>&;]+\s+(?:SYSTEM|PUBLIC)(?:\s+(?:[A-Za-z]+|"[^"]*"|'[^']*'))*+\s*>""")
_OTHER = re.compile(r"""<!(?:ELEMENT|ATTLIST|NOTATION)(?:[^"'<>]++|"[^"]*"|'[^']*')*+>""")
_CHARACTERS = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos);")
_REFERENCE = re.compile(r"&([^\s&;#<>]{1,100});")


class UnsafeXml(Exception):
    """The text says what is wrong with the file, without a period; `line` counts from 1."""

    def __init__(self, reason: str, line: int = 1) -> None:
        self.line = line
        super().__init__(reason)


def without_doctype(data: bytes) -> bytes:
    """Return an XML document as UTF-8 without its DOCTYPE; line numbers stay.

    Raises:
        UnsafeXml: it cannot be decoded, or declares entities that are no plain texts.
    """
    text = _decode(data)
    if declaration := _DECLARATION.match(text):
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    start = _MISC.match(text).end()  # type: ignore[union-attr]  # it matches the empty text too
    if text.startswith("<!DOCTYPE", start):
        end, entities = _doctype(text, start)
        text = text[:start] + "\n" * text.count("\n", start, end) + _replaced(text[end:], entities)
    return text.encode("utf-8", "replace")


def check_depth(document: bytes) -> None:
    """Raise UnsafeXml if elements are nested more than DEEPEST levels; other errors are left to the parser."""
    depth = 0

    def enter(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            reason = f"has elements more than {DEEPEST} levels deep; it is not read"
            raise UnsafeXml(reason, parser.CurrentLineNumber)

    def leave(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = enter, leave
    with suppress(expat.ExpatError):
        parser.Parse(document, True)


def _decode(data: bytes) -> str:
    declared = _ENCODING.match(data.lstrip()[:300])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    for start, name in (*_BOMS, *_STARTS):
        if data.startswith(start):
            encoding = name
            break
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise UnsafeXml(f"has the encoding {encoding!r}, which is unknown; save it as UTF-8") from error
    except ValueError as error:
        raise UnsafeXml(f"is not text in the encoding {encoding}; save it as UTF-8") from error


def _doctype(text: str, start: int) -> tuple[int, dict[str, str]]:
    """Return where the DOCTYPE ends, and the entities that it declares."""
    head = _DOCTYPE.match(text, start)
    if not head:
        raise UnsafeXml("has a DOCTYPE that cannot be read; delete it")
    at = head.end()
    entities: dict[str, str] = {}
    if text.startswith("[", at):
        at, entities = _declarations(text, at + 1)
    if not (end := _END.match(text, at)):
        raise UnsafeXml("has a DOCTYPE that cannot be read; delete it")
    return end.end(), entities


def _declarations(text: str, at: int) -> tuple[int, dict[str, str]]:
    """Return where the internal subset of a DOCTYPE ends, and its entities."""
    entities: dict[str, str] = {}
    while True:
        at = _MISC.match(text, at).end()  # type: ignore[union-attr]
        if text.startswith("]", at):
            return at + 1, entities
        if entity := _ENTITY.match(text, at):
            entities.setdefault(entity[1], _harmless(entity[1], entity[2] or entity[3] or ""))
            if len(entities) > MOST_ENTITIES:
                raise UnsafeXml(f"declares more than {MOST_ENTITIES} entities; it is not read")
        skipped = entity or _EXTERNAL.match(text, at) or _OTHER.match(text, at)
        if not skipped:
            raise UnsafeXml("has a DOCTYPE with parameter entities or one that cannot be read; delete it")
        at = skipped.end()


def _harmless(name: str, value: str) -> str:
    rest = _CHARACTERS.sub("", value)
    if "&" in rest or "%" in rest.replace("%20", "") or "<" in rest or len(value) > LONGEST_ENTITY:
        raise UnsafeXml(
            f"declares the entity {name[:40]!r} by other entities, by markup or by a long text; it is not read"
        )
    return value.replace('"', "&quot;").replace("'", "&apos;")


def _replaced(text: str, entities: dict[str, str]) -> str:
    used = sum(len(entities.get(reference[1], "")) for reference in _REFERENCE.finditer(text)) if entities else 0
    if used > MOST_EXPANDED:
        raise UnsafeXml("refers to its entities too often; it is not read")
    return _REFERENCE.sub(lambda found: entities.get(found[1], found[0]), text) if used else text

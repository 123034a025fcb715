"""The exchange formats, found by name, by the suffix of a file and by media type."""

from __future__ import annotations

import re

from search_app.glossary.formats.csv import CSV
from search_app.glossary.formats.definition_lists import HTML
from search_app.glossary.formats.exchange import Format
from search_app.glossary.formats.foreign_folder import MARKDOWN
from search_app.glossary.formats.json_terms import JSON
from search_app.glossary.formats.jsonl_terms import JSON_LINES
from search_app.glossary.formats.skos import JSON_LD, RDF_XML, TURTLE
from search_app.glossary.formats.tbx import TBX
from search_app.glossary.formats.xlsx import XLSX

FORMATS: tuple[Format, ...] = (
    CSV,
    XLSX,
    JSON_LINES,
    JSON,
    HTML,
    MARKDOWN,
    TURTLE,
    JSON_LD,
    RDF_XML,
    TBX,
)

# What the first bytes of a file contain, the first that fits decides.
_CONTENTS = (
    (re.compile(r"\A(?:<.*)?<(?:\w+:)?RDF[\s>]", re.DOTALL), RDF_XML),
    (re.compile(r"\A(?:<.*)?<(?:martif|tbx|TBX)[\s>]", re.DOTALL), TBX),
    (re.compile(r'\A[\[{].*"@(?:context|graph|id|type)"\s*:', re.DOTALL), JSON_LD),
    (re.compile(r"^\s*(?:@prefix|@base|PREFIX)\s", re.MULTILINE), TURTLE),
)


def by_name(name: str) -> Format | None:
    """Return the format that a command line names."""
    return next((each for each in FORMATS if each.name == name), None)


def by_suffix(file_name: str) -> Format | None:
    """Return the format of a file by its name; the longest suffix decides, upper and lower case are the same."""
    lower = file_name.lower()
    found = [(len(suffix), each) for each in FORMATS for suffix in each.suffixes if lower.endswith(suffix)]
    return max(found, key=lambda pair: pair[0], default=(0, None))[1]


def by_content(start: bytes) -> Format | None:
    """Return the format of a file whose name does not tell, such as `terms.xml`, by its first few thousand bytes."""
    start = start[:4096]
    text = start.decode("utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "ignore").lstrip(
        "\ufeff \t\r\n"
    )
    return next((each for pattern, each in _CONTENTS if pattern.search(text)), None)


def by_media_type(media_type: str) -> Format | None:
    """Return the format of a media type; parameters such as `charset` are ignored."""
    essence = media_type.partition(";")[0].strip().lower()
    return next((each for each in FORMATS if essence in each.media_types), None)

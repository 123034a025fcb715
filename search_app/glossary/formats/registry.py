"""The exchange formats, found by name, by the suffix of a file and by media type."""

from __future__ import annotations

from search_app.glossary.formats.exchange import Format
from search_app.glossary.formats.skos import JSON_LD, RDF_XML, TURTLE
from search_app.glossary.formats.tbx import TBX

FORMATS: tuple[Format, ...] = (TURTLE, JSON_LD, RDF_XML, TBX)


def by_name(name: str) -> Format | None:
    """Return the format that a command line names."""
    return next((each for each in FORMATS if each.name == name), None)


def by_suffix(file_name: str) -> Format | None:
    """Return the format of a file by its name; the longest suffix decides, upper and lower case are the same."""
    lower = file_name.lower()
    found = [(len(suffix), each) for each in FORMATS for suffix in each.suffixes if lower.endswith(suffix)]
    return max(found, key=lambda pair: pair[0], default=(0, None))[1]


def by_media_type(media_type: str) -> Format | None:
    """Return the format of a media type; parameters such as `charset` are ignored."""
    essence = media_type.partition(";")[0].strip().lower()
    return next((each for each in FORMATS if essence in each.media_types), None)

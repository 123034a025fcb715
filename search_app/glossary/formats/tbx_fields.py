"""How fields of a term that TBX has no data category for are written: as notes that begin with a label in brackets."""

from __future__ import annotations

import re

MARK = "commerceguard-glossary 1"  # begins the description of the encoding
ENCODING = f"{MARK}: texts are Markdown. A note that begins with a label in brackets is a field of the term."

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Sections of a term, in the language of its names: label, field.
SECTIONS = {"misuse": "misuse", "what you can do": "actions", "benefits": "benefits", "conclusion": "conclusion"}

# Lists with a note for each item: label, field.
ITEMS = {
    "asked as": "asked_as",
    "category": "categories",
    "related": "related",
    "broader": "broader",
    "help": "help",
    "not linked": "not_linked",
}

PREFERRED = "preferredTerm-admn-sts"
ADMITTED = "admittedTerm-admn-sts"
DEPRECATED = "deprecatedTerm-admn-sts"
SUPERSEDED = "supersededTerm-admn-sts"

_LABELLED = re.compile(r"\[([a-z ]+)\] ?(.*)", re.DOTALL)
_NO_NAME = re.compile(r"[^A-Za-z0-9.-]|_")
_ENCODED = re.compile(r"_([0-9A-F]+)_")


def note(label: str, text: str) -> str:
    """Return the text of a note."""
    return f"[{label}] {text}"


def read_note(text: str) -> tuple[str, str]:
    """Return the label and the text of a note; the label of any other note is empty."""
    found = _LABELLED.fullmatch(text)
    return (found[1], found[2]) if found else ("", text)


def entry_id(slug: str) -> str:
    """Return a slug as an XML name: `term-` and the slug, other characters than letters and digits by their number."""
    return "term-" + _NO_NAME.sub(lambda found: f"_{ord(found[0]):X}_", slug)


def slug_of_id(identifier: str) -> str:
    """Return the slug of an identifier that `entry_id` made."""
    return _ENCODED.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), identifier.removeprefix("term-"))

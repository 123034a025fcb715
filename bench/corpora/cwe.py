"""CWE: weaknesses of software, which its editors relate to each other."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from bench.corpora.collection import Collection, make_row
from search_app.glossary.formats.jsonl import Row

_NAMESPACE = {"": "http://cwe.mitre.org/cwe-7"}
_DEVELOPMENT = "699"  # the view that sorts weaknesses into subjects


def _text(element: ElementTree.Element, path: str) -> str:
    """Return all text below the first element of this path."""
    found = element.find(path, _NAMESPACE)
    return "" if found is None else " ".join(found.itertext())


def _subjects(root: ElementTree.Element) -> dict[str, str]:
    """Return the subject of each weakness by its number."""
    members = f"Relationships/Has_Member[@View_ID='{_DEVELOPMENT}']"
    return {
        member.attrib["CWE_ID"]: category.attrib["Name"]
        for category in root.iterfind("Categories/Category", _NAMESPACE)
        for member in category.iterfind(members, _NAMESPACE)
    }


def _row(weakness: ElementTree.Element, subject: str) -> Row:
    """Return a weakness; the name in common use, which stands in brackets, is an alias."""
    name = weakness.attrib["Name"]
    common = re.findall(r"\('([^']+)'\)", name)
    others = weakness.iterfind("Alternate_Terms/Alternate_Term/Term", _NAMESPACE)
    definition = f"{_text(weakness, 'Description')} {_text(weakness, 'Extended_Description')}"
    aliases = [*common, *(other.text or "" for other in others)]
    return make_row(f"cwe:{weakness.attrib['ID']}", name, definition, aliases, subject)


def read(file: Path) -> Collection:
    """Read the weaknesses that are not deprecated."""
    root = ElementTree.parse(file).getroot()  # noqa: S314  a file of a package that is named with its version
    subjects = _subjects(root)
    rows, related = [], {}
    for weakness in root.iterfind("Weaknesses/Weakness", _NAMESPACE):
        if weakness.attrib["Status"] != "Deprecated":
            row = _row(weakness, subjects.get(weakness.attrib["ID"], ""))
            rows.append(row)
            others = weakness.iterfind("Related_Weaknesses/Related_Weakness", _NAMESPACE)
            related[row.slug] = list(dict.fromkeys(f"cwe:{other.attrib['CWE_ID']}" for other in others))
    return Collection(rows, related)

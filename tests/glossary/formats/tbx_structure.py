"""The rules of TBX-Basic in DCA style that exports have to keep: order of elements, levels of data categories, values.

Written from the standard (ISO 30042:2019) and the description of the dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

NAMESPACE = "{urn:iso:std:iso:30042:ed-2}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_AUX = "(?:descrip |descripGrp |admin |adminGrp |transacGrp |note |ref |xref )*"
CONTENT = {
    "tbx": "tbxHeader text ",
    "tbxHeader": "fileDesc (?:encodingDesc )?(?:revisionDesc )?",
    "fileDesc": "(?:titleStmt )?(?:publicationStmt )?(?:sourceDesc )+",
    "titleStmt": "title (?:note )*",
    "sourceDesc": "(?:p )+",
    "encodingDesc": "(?:p )+",
    "text": "body (?:back )?",
    "body": "(?:conceptEntry )+",
    "conceptEntry": f"{_AUX}(?:langSec )+",
    "langSec": f"{_AUX}(?:termSec )+",
    "termSec": f"term (?:termNote |termNoteGrp )*{_AUX}",
    "transacGrp": "transac (?:transacNote |date |note |ref |xref )*",
}
LEVELS = {
    ("descrip", "subjectField"): {"conceptEntry"},
    ("descrip", "definition"): {"conceptEntry", "langSec"},
    ("descrip", "context"): {"termSec"},
    ("admin", "source"): {"conceptEntry", "langSec", "termSec"},
    ("ref", "crossReference"): {"conceptEntry", "termSec"},
    ("xref", "externalCrossReference"): {"conceptEntry", "termSec"},
    ("termNote", "administrativeStatus"): {"termSec"},
    ("termNote", "termType"): {"termSec"},
    ("transac", "transactionType"): {"transacGrp"},
}
VALUES = {
    "administrativeStatus": {f"{each}Term-admn-sts" for each in ("preferred", "admitted", "deprecated", "superseded")},
    "termType": {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
    "transactionType": {"origination", "modification"},
}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_TYPED = {name for name, _ in LEVELS}


def violations(root: Element) -> Iterator[str]:
    """Yield what an export does wrong."""
    if (root.tag, root.get("type"), root.get("style")) != (f"{NAMESPACE}tbx", "TBX-Basic", "dca") or not root.get(LANG):
        yield "the root element is not that of TBX-Basic in DCA style"
    ids = [each.get("id", "") for each in root.iter(f"{NAMESPACE}conceptEntry")]
    if len(set(ids)) < len(ids) or not all(map(_NAME.fullmatch, ids)):
        yield "identifiers are no names, or repeated"
    for element in root.iter():
        yield from _content(element)
        for child in element:
            yield from _category(child, element, set(ids))


def _content(element: Element) -> Iterator[str]:
    name = element.tag.removeprefix(NAMESPACE)
    children = "".join(f"{child.tag.removeprefix(NAMESPACE)} " for child in element)
    if not re.fullmatch(CONTENT.get(name, ""), children):
        yield f"{name} contains {children[:200]}"
    if name in CONTENT and (element.text or "").strip():
        yield f"{name} contains text"
    if name == "langSec" and not element.get(LANG):
        yield "langSec has no language"
    if name in ("term", "descrip", "note", "title", "p", "date") and not (element.text or "").strip():
        yield f"{name} is empty"
    if name == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", element.text or ""):
        yield f"{element.text} is no date"


def _category(child: Element, parent: Element, ids: set[str]) -> Iterator[str]:
    name, level, kind = child.tag.removeprefix(NAMESPACE), parent.tag.removeprefix(NAMESPACE), child.get("type", "")
    if name in _TYPED and level not in LEVELS.get((name, kind), ()):
        yield f"{name} of type {kind} is in {level}"
    if kind in VALUES and child.text not in VALUES[kind]:
        yield f"{kind} is {child.text}"
    if name == "ref" and child.get("target") not in ids:
        yield f"ref names {child.get('target')}, which is no entry"
    if name == "xref" and not re.match("https?://", child.get("target", "")):
        yield f"xref names {child.get('target')}"

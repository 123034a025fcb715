"""Read the terms of a TBX file that `tbx_writer` wrote: every field as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from search_app.glossary.formats import tbx_fields as fields
from search_app.glossary.formats.exchange import SiteHints
from search_app.glossary.formats.tbx_tree import local_name
from search_app.glossary.model import DEPRECATED, PREFERRED, Category, Change, Origin, Review, Source, Term


def is_own(root: Element) -> bool:
    """Return whether the glossary wrote the file."""
    return any(local_name(each) == "p" and (each.text or "").startswith(fields.MARK) for each in _header(root))


def own_terms(root: Element, shown: str) -> list[Term]:
    """Return the terms in the order of the file."""
    origin = Origin(shown)
    return [_term(entry, origin) for entry in root.iter() if local_name(entry) == "conceptEntry"]


def own_hints(root: Element) -> SiteHints:
    """Return the title, the language and the categories; categories are in the order in which terms have them."""
    title = next((each.text or "" for each in _header(root) if local_name(each) == "title"), "")
    categories: dict[str, Category] = {}
    for entry in root.iter():
        if local_name(entry) == "conceptEntry":
            names = [each.text or "" for each in _typed(entry, "descrip", "subjectField")]
            for slug, name in zip(_notes(entry).get("category", ()), names, strict=False):
                categories.setdefault(slug, Category(slug, name))
    return SiteHints(title, root.get(fields.XML_LANG, ""), tuple(categories.values()))


def _header(root: Element) -> Iterator[Element]:
    return (each for header in root if local_name(header) == "tbxHeader" for each in header.iter())


def _term(entry: Element, origin: Origin) -> Term:
    notes = _notes(entry)
    names = [each.text or "" for each in entry.iter() if local_name(each) == "term"]
    statuses = [each.text for each in _typed(entry, "termNote", "administrativeStatus")]

    def first(label: str) -> str:
        return notes.get(label, [""])[0]

    values: dict[str, Any] = {field: first(label) for label, field in fields.SECTIONS.items()}
    values |= {field: tuple(notes.get(label, ())) for label, field in fields.ITEMS.items()}
    status = DEPRECATED if statuses[:1] == [fields.DEPRECATED] else first("status") or PREFERRED
    return Term(
        slug=fields.slug_of_id(entry.get("id", "")),
        name=next(iter(names), ""),
        definition="".join(each.text or "" for each in _typed(entry, "descrip", "definition")),
        aliases=tuple(names[1:]),
        examples=tuple(each.text or "" for each in _typed(entry, "descrip", "context")),
        further=tuple(_split(text, "\n") for text in notes.get("section", ())),
        sources=tuple(_sources(entry)),
        updated=next((each.text or "" for each in entry.iter() if local_name(each) == "date"), ""),
        changes=tuple(Change(*_split(text, ": ")) for text in notes.get("change", ())),
        reviewed=Review(*_split(first("reviewed"), ", ")) if "reviewed" in notes else None,
        status=status,
        successor=first("successor"),
        origin=origin,
        **values,
    )


def _notes(entry: Element) -> dict[str, list[str]]:
    """Return the texts of the notes by their labels."""
    found: dict[str, list[str]] = {}
    for element in entry.iter():
        if local_name(element) == "note":
            label, text = fields.read_note(element.text or "")
            found.setdefault(label, []).append(text)
    return found


def _sources(entry: Element) -> Iterator[Source]:
    """Yield the sources; the address of one is in the reference right behind it that has its text."""
    children = list(entry)
    for child, after in zip(children, [*children[1:], None], strict=True):
        if local_name(child) == "admin" and child.get("type") == "source":
            linked = after is not None and local_name(after) == "xref" and after.text == child.text
            yield Source(child.text or "", (after.get("target") or "") if linked and after is not None else "")


def _typed(entry: Element, tag: str, kind: str) -> list[Element]:
    return [each for each in entry.iter() if local_name(each) == tag and each.get("type") == kind]


def _split(text: str, separator: str) -> tuple[str, str]:
    first, _, rest = text.partition(separator)
    return first, rest

"""Parse a TBX file into elements, in any version and style, without trust in it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, fromstring

from search_app.glossary.formats.safe_xml import UnsafeXml, check_depth, without_doctype
from search_app.glossary.model import Fault

ROOTS = ("tbx", "martif", "TBX")


def read_tree(data: bytes, shown: str) -> Element | Fault:
    """Return the root of the document in `data`, or the fault that prevents reading it."""
    try:
        document = without_doctype(data)
        check_depth(document)
        root = fromstring(document)  # noqa: S314  without a DOCTYPE there are no entities to expand
    except UnsafeXml as error:
        return Fault(shown, error.line, f"{error}.")
    except ParseError as error:
        return Fault(shown, max(1, error.position[0]), f"is not valid XML: {error.msg}.")
    if local_name(root) not in ROOTS:
        return Fault(
            shown, 1, f"begins with the element {local_name(root)[:60]!r}, not with tbx or martif; it is no TBX."
        )
    return root


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; an instruction or a comment has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: Element | None) -> str:
    """Return all text of an element, its inline elements included."""
    return "" if element is None else "".join(element.itertext()).strip()

"""XML and text responses. XML is built with ElementTree, which escapes."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from flask import Response


def add_element(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element to `parent` and return it."""
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def xml_response(root: ET.Element, content_type: str = "application/xml") -> Response:
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type=f"{content_type}; charset=utf-8")


def text_response(text: str, content_type: str = "text/plain") -> Response:
    return Response(text, content_type=f"{content_type}; charset=utf-8")

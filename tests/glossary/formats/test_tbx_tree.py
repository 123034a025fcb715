"""The elements of a TBX file."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from search_app.glossary.formats.tbx_tree import local_name, read_tree, text_of
from search_app.glossary.model import Fault


def test_names_are_without_namespaces_and_texts_with_inline_elements() -> None:
    root = read_tree(b'<tbx xmlns="urn:a"><!-- no --><term> a <hi>b</hi> c </term></tbx>', "a.tbx")
    assert isinstance(root, Element)
    assert [local_name(each) for each in root] == ["term"]
    assert text_of(root[0]) == "a b c"
    assert text_of(None) == ""


def test_errors_have_their_line() -> None:
    for data, line in ((b"<tbx>\n\n<a></tbx>", 3), (b"\n<html/>", 1), (b"<tbx>\n" * 200, 101)):
        fault = read_tree(data, "a.tbx")
        assert isinstance(fault, Fault)
        assert fault.line == line

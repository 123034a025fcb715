"""XML from strangers: decoded, without a DOCTYPE, harmless entities replaced, anything else refused."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.safe_xml import DEEPEST, UnsafeXml, check_depth, without_doctype


def clean(text: str) -> str:
    return without_doctype(text.encode()).decode()


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>", '<!DOCTYPE a SYSTEM "a.dtd">', "<!DOCTYPE a PUBLIC '-//x' \"http://x/>\" >",
        "<!DOCTYPE a [ <!-- ]> --> <!ELEMENT a (#PCDATA)> <?pi ]>?> <!ATTLIST a b CDATA '>]' > ]>",
        '<!DOCTYPE a [ <!ENTITY x SYSTEM "file:///etc/passwd"> ] >',
    ],
)  # fmt: skip
def test_a_doctype_is_dropped(doctype: str) -> None:
    assert clean(f'<?xml version="1.0"?><!-- <!DOCTYPE b> -->{doctype}<a>&x;</a>') == "<!-- <!DOCTYPE b> --><a>&x;</a>"


def test_lines_stay() -> None:
    document = '<?xml version="1.0"\n?>\n<!DOCTYPE a [\n<!ENTITY b "c">\n]>\n<a>&b;</a>'
    assert clean(document) == "\n\n\n\n\n<a>c</a>"


def test_plain_entities_are_replaced_once() -> None:
    doctype = """<!DOCTYPE a [ <!ENTITY ns "http://a#"> <!ENTITY q 'a "b" &amp; &#99;'> <!ENTITY ns "other"> ]>"""
    assert clean(doctype + '<a b="&ns;x">&q; &lt; &none;</a>') == (
        '<a b="http://a#x">a &quot;b&quot; &amp; &#99; &lt; &none;</a>'
    )


BOMB = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a0 "x">' + BOMB,
        '<!ENTITY a "<b/>">',
        '<!ENTITY a "%p;">',
        '<!ENTITY % p SYSTEM "http://example.org/"> %p;',
        '<!ENTITY a "' + "x" * 1_001 + '">',
        "".join(f'<!ENTITY a{at} "b">' for at in range(501)),
        "<!ENTITY a",
        "nonsense",
        "",
    ],
)
def test_other_entities_are_refused(subset: str) -> None:
    with pytest.raises(UnsafeXml):
        clean(f"<!DOCTYPE a [ {subset} {']' if subset else ''}><a>&a;</a>")


def test_entities_that_grow_too_much_are_refused() -> None:
    with pytest.raises(UnsafeXml, match="too often"):
        clean('<!DOCTYPE a [ <!ENTITY b "' + "x" * 1_000 + '"> ]><a>' + "&b;" * 40_000 + "</a>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_encodings_are_decoded(encoding: str) -> None:
    declared = "iso-8859-1" if encoding == "latin-1" else encoding.removesuffix("-sig")
    document = f'<?xml version="1.0" encoding="{declared}"?><a>é</a>'
    assert without_doctype(document.encode(encoding)) == "<a>é</a>".encode()


@pytest.mark.parametrize(
    ("data", "part"),
    [(b'<?xml version="1.0" encoding="klingon"?><a/>', "'klingon'"),
        (b"<a>\xff</a>", "encoding utf-8"),
        (b"\xff\xfe<", "utf-16")],
)  # fmt: skip
def test_bytes_that_are_no_text_are_refused(data: bytes, part: str) -> None:
    with pytest.raises(UnsafeXml, match=part):
        without_doctype(data)


def test_deep_elements_are_refused_with_their_line() -> None:
    check_depth(b"<a>" * DEEPEST + b"</a>" * DEEPEST)
    check_depth(b"<a>" + b"<b/>" * 1_000)
    check_depth(b"<a><no xml")
    with pytest.raises(UnsafeXml) as caught:
        check_depth(b"<a>\n" * 100_000)
    assert caught.value.line == DEEPEST + 1

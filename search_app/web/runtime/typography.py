"""Curly quotes in the text of a page, whatever its source: templates, term files, messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from flask import Flask, Response

# Their text is not prose, or is what the reader typed.
UNTOUCHED = ("script", "style", "pre", "code", "kbd", "textarea", "q", "samp")
INLINE = frozenset(("a", "abbr", "b", "cite", "em", "i", "mark", "small", "span", "strong", "sub", "sup"))

# Each is quicker for beginning with one character than both are in one pattern.
_UNTOUCHED = re.compile(rf"<({'|'.join(UNTOUCHED)})\b[^>]*>.*?</\1>", re.DOTALL)
# With a quote or a reference, and the end of the tag before it; possessive, so that no other text is read twice.
_TEXT = re.compile(r">[^<\"'&]*+[\"'&][^<]*+")
_QUOTE = re.compile(r"[\"']|&(?:quot|apos|#34|#39|#x22|#x27);")
_TAG_NAME = re.compile(r"</?(\w*)")
_OPENS_AFTER = frozenset(" \t\n\u00a0([{—–/“‘")
_ELIDED = re.compile(r"(?:\d\ds?|n|em|til|tis|twas|cause)\b", re.IGNORECASE)  # an apostrophe stands before these


def init_app(app: Flask) -> None:
    app.after_request(_curl_page)


def curl(html: str) -> str:
    """Return `html` with curly quotes in its text; tags, code and what readers typed stay as they are.

    Text stands behind a tag, and every tag ends at its first `>`, as in what the templates write.
    """
    done: list[str] = []
    end = 0
    for start, stop in _prose(html):
        for text in _TEXT.finditer(html, start, stop):
            at = text.start()
            done += html[end : at + 1], _curled(text[0][1:], _character_before(html, at))
            end = text.end()
    return "".join(done) + html[end:]


def _prose(html: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what may be curled, each piece from the end of a tag on."""
    start = 0
    for untouched in _UNTOUCHED.finditer(html):
        yield start, untouched.start()
        start = untouched.end() - 1
    yield start, len(html)


def _character_before(html: str, end: int) -> str:
    """Return the character in front of the tag that ends at `end`, if both are in the same block, else nothing."""
    while end > 0:
        start = html.rfind("<", 0, end)
        tag = _TAG_NAME.match(html, start)
        if tag and tag[1] in UNTOUCHED:
            return "x"  # stands for a word
        if start <= 0 or not ((tag and tag[1] in INLINE) or html.startswith("<!--", start)):
            return ""
        if html[start - 1] != ">":
            return html[start - 1]
        end = start - 1
    return ""


def curl_text(text: str) -> str:
    """Return plain text with curly quotes, for scripts to show as a page has it."""
    return unescape(_curled(escape(text, quote=False), ""))


def _curled(text: str, before: str) -> str:
    """Return `text` with curly quotes; `before` is the character in front of it, empty at the start of a block."""
    done: list[str] = []
    end = 0
    for quote in _QUOTE.finditer(text):
        done.append(text[end : quote.start()])
        last = next((part[-1] for part in reversed(done) if part), before)
        end = quote.end()
        opens = not last or last in _OPENS_AFTER
        if quote[0] in ('"', "&quot;", "&#34;", "&#x22;"):
            done.append("“" if opens else "”")
        else:
            done.append("‘" if opens and not _ELIDED.match(text, end) else "’")
    return "".join(done) + text[end:]


def _curl_page(response: Response) -> Response:
    if response.mimetype == "text/html" and not response.direct_passthrough:
        response.set_data(curl(response.get_data(as_text=True)))
    return response

"""Curly quotes in the text of a page, whatever its source: templates, term files, messages."""

from __future__ import annotations

import re
from html import escape, unescape

from flask import Flask, Response

# Their text is not prose, or is what the reader typed.
UNTOUCHED = ("script", "style", "pre", "code", "kbd", "textarea", "q", "samp")
INLINE = ("a", "abbr", "b", "cite", "em", "i", "mark", "small", "span", "strong", "sub", "sup")

_PIECES = re.compile(rf"<!--.*?-->|<({'|'.join(UNTOUCHED)})\b[^>]*>.*?</\1>|</?(\w*)[^>]*>|[^<]+|<", re.DOTALL)
_QUOTE = re.compile(r"&quot;|&#34;|&#x22;|&#39;|&#x27;|&apos;|[\"']")
_OPENS_AFTER = frozenset(" \t\n\u00a0([{—–/“‘")
_ELIDED = re.compile(r"(?:\d\ds?|n|em|til|tis|twas|cause)\b", re.IGNORECASE)  # an apostrophe stands before these


def init_app(app: Flask) -> None:
    app.after_request(_curl_page)


def curl(html: str) -> str:
    """Return `html` with curly quotes in its text; tags, code and what readers typed stay as they are."""
    done: list[str] = []
    before = ""
    for piece in _PIECES.finditer(html):
        text = piece[0]
        if piece[1]:  # stands for a word
            before = "x"
        elif not text.startswith("<"):
            text = _curled(text, before)
            before = text[-1]
        elif piece[2] not in INLINE:
            before = ""
        done.append(text)
    return "".join(done)


def curl_text(text: str) -> str:
    """Return plain text with curly quotes, for scripts to show as a page has it."""
    return unescape(curl(escape(text, quote=False)))


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

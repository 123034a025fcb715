"""Sanitize HTML made from term files, with bleach and an allow-list."""

from __future__ import annotations

from bleach.sanitizer import Cleaner

TAGS = frozenset({"p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "h3", "h4", "a"})
PROTOCOLS = frozenset({"http", "https", "mailto"})


def _attribute_is_allowed(tag: str, name: str, value: str) -> bool:
    if tag == "a":
        return name in ("href", "title") or (name == "class" and value == "term")
    return tag == "ol" and name == "start" and value.isdigit()


def sanitize(html: str) -> str:
    """Return `html` with allowed tags, attributes and link protocols only; the text inside others is kept."""
    # A Cleaner is not thread-safe: its parser has state. Builds run in several threads.
    cleaner = Cleaner(tags=TAGS, attributes=_attribute_is_allowed, protocols=PROTOCOLS, strip=True)
    return cleaner.clean(html)

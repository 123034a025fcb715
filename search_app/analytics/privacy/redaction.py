"""Redaction of personal data: e-mail and network addresses, and numbers that belong to a person.

A search that contains one is not logged; in comments and term requests it is replaced. Any number of nine digits or
more counts as personal, grouped or not, which is wider than phone, card and social-security numbers: a mistyped card
number, whose check digit fails, must not be stored either, and no term has such a number in its name.
"""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "[removed]"

_EMAIL = r"[\w.!#$%&'*+/=?^`{|}~-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+"
_IPV4 = r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"
_IPV6 = r"(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])"
_LONG_NUMBER = r"\+?(?<!\d)\d(?:[ \t./()–-]{0,3}\d){8,}"  # phone, card, social-security, account
_LOCAL_PHONE = r"(?<![\d-])\d{3}[ .–-]\d{4}(?![\d-])"

_PERSONAL = re.compile("|".join((_EMAIL, _IPV4, _IPV6, _LONG_NUMBER, _LOCAL_PHONE)), re.IGNORECASE)


def is_personal(text: str) -> bool:
    """Return whether `text` contains what looks like an address or number of a person."""
    return bool(_PERSONAL.search(unicodedata.normalize("NFKC", text)))


def redact(text: str) -> str:
    """Return `text` with personal addresses and numbers replaced by `REPLACEMENT`."""
    normal = unicodedata.normalize("NFKC", text)
    return _PERSONAL.sub(REPLACEMENT, normal) if _PERSONAL.search(normal) else text

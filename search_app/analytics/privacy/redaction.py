"""What must not be kept although a visitor typed it: e-mail and network addresses, and numbers that belong to a person.

A search that holds one is not logged; in a comment or a wish it is blotted out. The rule for numbers is wider than
phone, card and social-security numbers, so that a mistyped card (whose check digit fails) is not kept either: nine
digits or more, grouped or not, are nobody's search for a word.
"""

from __future__ import annotations

import re
import unicodedata

BLOT = "[removed]"

_EMAIL = r"[\w.!#$%&'*+/=?^`{|}~-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+"
_IPV4 = r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"
_IPV6 = r"(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])"
_LONG_NUMBER = r"\+?(?<!\d)\d(?:[ \t./()–-]{0,3}\d){8,}"  # phone, card, social-security, account
_LOCAL_PHONE = r"(?<![\d-])\d{3}[ .–-]\d{4}(?![\d-])"

_PERSONAL = re.compile("|".join((_EMAIL, _IPV4, _IPV6, _LONG_NUMBER, _LOCAL_PHONE)), re.IGNORECASE)


def is_personal(text: str) -> bool:
    """Return whether `text` holds something that looks like an address or number of a person."""
    return bool(_PERSONAL.search(unicodedata.normalize("NFKC", text)))


def without_personal(text: str) -> str:
    """Return `text` with what looks like an address or number of a person blotted out."""
    normal = unicodedata.normalize("NFKC", text)
    return _PERSONAL.sub(BLOT, normal) if _PERSONAL.search(normal) else text

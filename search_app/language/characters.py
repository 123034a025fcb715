"""Characters that need care: invisible ones, combining marks, and scripts that write no space between words."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphen, zero-width space, (non-)joiner, direction marks, word joiner, byte order mark, variation selectors.
_INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"

# Those without any effect on letters. Joiners and variation selectors shape Persian, Indic scripts and emoji.
_LAYOUT = re.compile("[\u00ad\u200b\u2060\ufeff]")

# Thai, Lao, Myanmar, Khmer, kana, bopomofo, Chinese characters, Hangul.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3100-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)

_LAST_MARK = 0xFE2F  # of the basic plane


def _ranges(numbers: list[int]) -> str:
    """Return ascending code points as the inside of a character class."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


_MARKS = _ranges([number for number in range(0x300, _LAST_MARK + 1) if unicodedata.category(chr(number))[0] == "M"])

LETTER = r"[^\W_]"
INSIDE = f"[{_MARKS}{_INVISIBLE}]"  # belongs to the letter before it, though it is none for `re`
UNSPACED_LETTER = f"(?=[{_UNSPACED}]){LETTER}{INSIDE}*"
SPACED_LETTER = f"(?![{_UNSPACED}]){LETTER}{INSIDE}*"

SPECIAL = re.compile(f"[{_MARKS}{_INVISIBLE}{_UNSPACED}]")
INVISIBLE = re.compile(f"[{_INVISIBLE}]+")
UNSPACED = re.compile(f"[{_UNSPACED}]")


def clean_text(text: str) -> str:
    """Return `text` with accents composed and without characters that only concern line breaks."""
    return text if text.isascii() else _LAYOUT.sub("", unicodedata.normalize("NFC", text))

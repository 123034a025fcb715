"""What is not prose although words of prose are in it: addresses, file names, paths, placeholders, longer words.

`https://example.org/copay`, `deductible.pdf`, `{{ premium }}` and `non-deductible` contain names, and mention none. The
scripts in browsers apply the same rules (web/embed/static/prose.js), with the same table of prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Collection

CONTEXT = 200  # characters on each side that are looked at: a bound for texts without spaces

# Written out, because `\s`, `\w` and `\d` differ between Python and JavaScript.
_SPACE = r"[\t-\r \u0085\u00a0\u2000-\u200a\u2028\u2029\u202f\u3000]"
_WORDS = r"[^\W_]"  # a letter or digit
_LETTER = rf"(?![0-9]){_WORDS}"
_CAPITALS = rf"[A-Z]{{2,5}}(?!{_WORDS})"  # an extension or a domain: .PDF, .COM, but not the start of a sentence

_SPACES = re.compile(_SPACE)
_CUT = re.compile(r"[,;!?()<>\[\]{}|\"“”«»]")  # ends an address in a sentence
_URL = re.compile(rf"://|(?<!{_WORDS})www\.", re.IGNORECASE)
_PREFIX = re.compile(rf"(?<!{_WORDS})({_WORDS}+)[-‐‑–]$")
_PHONE_NUMBER = re.compile(r"[0-9]{3}[-‐‑–]$")  # 1-800-MEDICARE
_BRACES = (("{", "}"), ("[[", "]]"), ("<%", "%>"))
_OPENING = re.compile(r"\{|\[\[|<%")
_MARKED_BEFORE = re.compile(
    rf"[\\@]|(?<!{_WORDS})#|\$$|{_WORDS}_$"
)  # a path, a handle, a tag, a variable, an identifier
_MARKED_AFTER = re.compile(rf"\\|@{_LETTER}|^_{_WORDS}")
_EXTENSION = re.compile(rf"[A-Za-z0-9_-]*\.(?:[a-z]|[0-9][a-z]|{_CAPITALS})")
_DOTTED = re.compile(rf"(?<!{_WORDS})({_WORDS}+)\.(?:[a-z]{{2}}|{_CAPITALS})")
_DIGITS = re.compile("[0-9]+")  # of a list: `1.copay`
_ROOTED = re.compile(r"(?:\.\.?|~)?/")


def is_prose(text: str, start: int, end: int, prefixes: Collection[str]) -> bool:
    """Return whether the words `text[start:end]` are words of a sentence, and not a part of something else.

    `prefixes` are words in small letters that make another word of the next one, joined by a hyphen: `non-deductible`.
    """
    left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if left[-1:] in ("", " ") and (not right or right[0] in " ,;)") and not _OPENING.search(left):
        return True  # nothing is attached to the words: the usual case, decided many times as fast
    before, after = _SPACES.split(left)[-1], _SPACES.split(right, maxsplit=1)[0]
    if _URL.search(before) or after.startswith("://") or _is_in_braces(left, right):
        return False
    prefix = _PREFIX.search(before)
    if (prefix and prefix[1].lower() in prefixes) or _PHONE_NUMBER.search(before):
        return False
    *cut, before = _CUT.split(before)
    is_first = start == len(before) or (bool(cut) and text[start - len(before) - 1] in ")]")
    return not _is_address(before, text[start:end], _CUT.split(after, maxsplit=1)[0], is_first)


def _is_in_braces(left: str, right: str) -> bool:
    """Return whether the words are between `{{` and `}}`, or other marks of a placeholder."""
    for opening, closing in _BRACES:
        opened, closed = left.rfind(opening), right.find(closing)
        if opened > left.rfind(closing) and closed >= 0 and opening not in right[:closed]:
            return True
    return False


def _is_address(before: str, words: str, after: str, is_first: bool) -> bool:
    """Return whether `before`, `words` and `after` are together an address, a file name, a path or an identifier."""
    if _MARKED_BEFORE.search(before) or _MARKED_AFTER.search(after) or _EXTENSION.match(after):
        return True
    whole = before + words + after
    if any(not _DIGITS.fullmatch(label) for label in _DOTTED.findall(whole)):
        return True
    if _ROOTED.match(before) and not (is_first and before[0] == "/" and whole.count("/") == 1):
        return True  # the slash of `</b>/copay` or `copay(s)/deductible` is no path
    return whole.endswith("/") and whole.count("/") > 1

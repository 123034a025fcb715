"""Redaction of personal data: e-mail and network addresses, and numbers that belong to a person.

A search that contains one is not logged; in comments and term requests it is replaced. Any number of nine digits or
more counts as personal, whatever separates its digits, which is wider than phone, card and social-security numbers: a
mistyped card number, whose check digit fails, must not be stored either, and no term has such a number in its name.

Each pattern begins at a character that its match must contain and repeats a bounded number of times, and normalization
at most quadruples a text: the time is linear in the length of what was sent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from ipaddress import IPv6Address
from urllib.parse import unquote

REPLACEMENT = "[removed]"
LONGEST_EXPANSION = 4  # characters that one may become: `⑽` is `(10)`; longer ones are words, such as `㌖`
DECODINGS = 3  # times a text is decoded: `%2540` is `%40` is `@`

_OPEN, _CLOSE = r"\s?[\[({<_*~|-]{0,2}\s?", r"\s?[\])}>_*~|-]{0,2}\s?"
_DOT = rf"(?:\.(?=\w)|\s\.\s|{_OPEN}(?<![^\W_])dot(?![^\W_]){_CLOSE}|\s?[\[({{<]\s?\.\s?[\])}}>]\s?)"
_LABEL = r"[^\W_](?:[\w-]{0,30}[^\W_])?"
_AT_WORD = r"(?:(?<![^\W_])(?:at|arroba)(?![^\W_])|(?<=[\[({<])\s?a\s?(?=[\])}>]))"
# A word for the at-sign needs a domain with a dot after it; the sign itself does not, between two words.
_AT = re.compile(
    rf"(?<=[\w.+'\"%-])(?:@\s?\[?{_LABEL}(?:{_DOT}{_LABEL}){{0,8}}|\s@\s[^\W\d_][\w-]{{0,30}}(?:{_DOT}{_LABEL}){{0,8}}"
    rf"|{_OPEN}(?:@|{_AT_WORD}){_CLOSE}{_LABEL}(?:{_DOT}{_LABEL}){{1,8}})",
    re.IGNORECASE,
)
_HAS_AT_WORD = re.compile(_AT_WORD, re.IGNORECASE)
_HAS_DIGIT = re.compile(r"\d")
_LOCAL = frozenset("!#$%&'*+/=?^`{|}~-._\"")  # beside letters and digits, before the at-sign
LONGEST_LOCAL = 64

_OCTET_END = r"\s?(?:[.,_-]|[\[({]\s?(?:\.|dot)\s?[\])}]|\sdot\s)\s?"
_IPV4 = rf"(?<!\d)(?<!\d\.)\d{{1,3}}(?:{_OCTET_END}\d{{1,3}}){{3}}(?!\.?\d)"
_IPV4_HEX = r"(?<!\w)0x[0-9a-f]{6,8}(?!\w)"
_MAC = r"(?<![\w-])(?:[0-9a-f]{2}-){5}[0-9a-f]{2}(?![\w-])"
_BETWEEN_DIGITS = r"(?:[\W_]{1,5}|x|[\W_]{0,2}(?:dash|hyphen|minus|dot|point|space|slash|star|comma)[\W_]{0,2})?"
_LONG_NUMBER = rf"\+?(?<!\d)\d(?:{_BETWEEN_DIGITS}\d){{8,200}}"  # phone, card, social-security, account
_LOCAL_PHONE = r"(?<![\d-])\d{3}(?:[\W_]|\s[.–-]\s)\d{4}(?![\d-])"
_NUMBER = re.compile("|".join((_IPV4, _IPV4_HEX, _MAC, _LONG_NUMBER, _LOCAL_PHONE)), re.IGNORECASE)

_COLONS = re.compile(r"(?<![\w:])[0-9a-f]{0,4}:[0-9a-f:]{1,40}(?:\.\d{1,3}){0,3}(?:%\w{1,16})?(?![\w:])", re.IGNORECASE)
_GROUPS = re.compile(r"(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}", re.IGNORECASE)
_HARMLESS_LETTERS = 3  # hexadecimal digits of `a::b`, which is code; a real address has more of them, or figures


def is_personal(text: str) -> bool:
    """Return whether `text` contains what looks like an address or number of a person."""
    return any(next(_found(plain), None) for plain in _readings(text))


def redact(text: str) -> str:
    """Return `text` with personal addresses and numbers replaced by `REPLACEMENT`."""
    for _ in range(DECODINGS + 1):
        found = ((plain, sorted(_found(plain))) for plain in _readings(text))
        plain, spans = next(((plain, spans) for plain, spans in found if spans), (text, []))
        if not spans:
            break
        text = _without(plain, spans)  # decoded no further than where something was found
    return text


def _readings(text: str) -> Iterator[str]:
    """Yield the text in compatibility characters, then decoded from URLs and HTML while that changes it."""
    plain = _normalized(text)
    yield plain
    for _ in range(DECODINGS):
        if "%" not in plain and "&" not in plain:
            return
        decoded = _normalized(unescape(unquote(plain)))
        if decoded == plain:
            return
        plain = decoded
        yield plain


def _normalized(text: str) -> str:
    """Return the text in compatibility characters (a full-width digit is a digit), without invisible ones."""
    if text.isascii():
        return text
    return "".join(map(_compatible, text))


def _compatible(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.category(character) == "Cf":
        return ""
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) <= LONGEST_EXPANSION else character


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Yield where personal addresses and numbers begin and end."""
    has_dot = "." in text or "dot" in text.lower()
    if "@" in text or (has_dot and _HAS_AT_WORD.search(text)):  # most texts are not searched for the rest
        yield from _mail_addresses(text)
    if _HAS_DIGIT.search(text):
        for match in _NUMBER.finditer(text):
            yield match.span()
    if ":" in text:
        for match in _COLONS.finditer(text):
            if _is_ipv6(match[0]):
                yield match.span()


def _mail_addresses(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for match in _AT.finditer(text):
        start = match.start()
        first = max(end, start - LONGEST_LOCAL)
        while start > first and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
            start -= 1
        end = match.end()
        yield start, end


def _is_ipv6(text: str) -> bool:
    """Return whether a text with colons is an IPv6 or hardware address, and not a time of day or code."""
    digits = [character for character in text if character in "0123456789abcdefABCDEF"]
    if len(digits) <= _HARMLESS_LETTERS and not any(digit.isdigit() for digit in digits):
        return False
    try:
        IPv6Address(text)
    except ValueError:
        return bool(_GROUPS.fullmatch(text))
    return True


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with the spans replaced; those that overlap or touch are one."""
    pieces: list[str] = []
    end = 0
    for first, last in spans:
        if first > end or not pieces:
            pieces += [text[end:first], REPLACEMENT]
        end = max(end, last)
    return "".join((*pieces, text[end:]))

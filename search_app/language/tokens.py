"""Text -> tokens, the same for indexing, querying and highlighting.

A token is a word in its normal form (without case and accents) and its stem. Words joined by a hyphen, a slash or
brackets give their parts and, at the position of the first part, the joined word: `co-pay` is found as `co pay` and
`copay`, `401(k)` as `401k`. A word with a sign that belongs to it gives two tokens at one position, `c++` and `c`, and
so does a number behind words such as "chapter": `5` and `v`. Scripts without space between words give bigrams: each
two neighboring characters are a token (as in Lucene's CJKBigramFilter). No word is dropped here: names such as "K" and
phrases such as "right to work" need them all; queries drop stop words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from search_app.language.characters import LETTER, SPACED_LETTER, SPECIAL, UNSPACED_LETTER
from search_app.language.numerals import NO_NUMERALS, Numerals

_APOSTROPHE = "['’‘ʼ＇]"
_JOIN = "['’‘ʼ＇(/&.)_‐‑-]{1,2}"
_DOT = r"(?P<dot>(?<![\w.])\.(?=[^\W\d_]{2}))?"  # .NET
_SIGN = r"(?P<sign>(?:\+\+?|#)(?![\w+#]))?"  # C++, C#, A+


def _compound(word: str) -> str:
    return f"{word}(?:{_JOIN}{word})*"


_WORD, _ANY_WORD = f"{LETTER}+", f"(?:{SPACED_LETTER})+"
_COMPOUND = re.compile(_compound(_WORD))
_SIGNED = re.compile(_DOT + _compound(_WORD) + _SIGN)
_ANY = re.compile(f"(?P<run>(?:{UNSPACED_LETTER})+)|{_DOT}{_compound(_ANY_WORD)}{_SIGN}")
_PART = re.compile(f"{_WORD}(?:{_APOSTROPHE}{_WORD})*")
_ANY_PART = re.compile(f"{_ANY_WORD}(?:{_APOSTROPHE}{_ANY_WORD})*")
_UNIT = re.compile(UNSPACED_LETTER)


class Word(Struct, frozen=True, array_like=True, gc=False):
    """A token: `surface` is the normal form, `stem` the indexed form; it was read from `text[start:end]`."""

    stem: str
    surface: str
    position: int
    start: int
    end: int


def first_readings(words: Iterable[Word]) -> Iterator[Word]:
    """Yield the first token at each position: words with their signs, numbers as digits, and no joined words."""
    last = -1
    for word in words:
        if word.position != last:
            yield word
        last = word.position


def tokenizer(
    normal_form: Callable[[str], str], stem: Callable[[str], str], numerals: Numerals = NO_NUMERALS
) -> Callable[[str], Iterator[Word]]:
    """Return a function that yields the words of a text in order.

    Args:
        normal_form: returns the normal form of a word as written.
        stem: returns the stem of a normal form.
        numerals: words that are numbers behind others.
    """
    contextual = numerals.values

    def words(text: str) -> Iterator[Word]:
        position, before = 0, ""
        for compound in _pattern(text).finditer(text):
            written = compound[0]
            if compound.lastgroup or not written.isalnum():
                special = tuple(_run(compound, position) if compound.lastgroup == "run" else _parts(compound, position))
                yield from special
                position, before = special[-1].position + 1, special[-1].surface
                continue
            start, end = compound.span()
            surface = normal_form(written)
            if surface in contextual and (number := numerals.value(surface, before, text[end : end + 2])):
                yield Word(stem(number), number, position, start, end)
            yield Word(stem(surface), surface, position, start, end)
            position, before = position + 1, surface

    def _parts(compound: re.Match[str], position: int) -> Iterator[Word]:
        """Yield the words of a compound, or of one word with signs or with characters that are no letters."""
        start, end = compound.span()
        pattern = _PART if compound[0].isascii() else _ANY_PART
        parts = [(normal_form(part[0]), *part.span()) for part in pattern.finditer(compound.string, start, end)]
        dot, sign = (compound["dot"] or "", compound["sign"] or "") if compound.lastgroup else ("", "")
        last = len(parts) - 1
        for number, (surface, first, stop) in enumerate(parts):
            signed = dot * (not number) + surface + sign * (number == last)
            if signed != surface:
                yield Word(
                    stem(signed), signed, position, start if not number else first, end if number == last else stop
                )
            yield Word(stem(surface), surface, position, first, stop)
            if not number and last:
                joined = _joined(compound[0], [each for each, _, _ in parts])
                yield Word(stem(joined), joined, position, first, parts[-1][2])
            position += 1

    def _joined(written: str, surfaces: list[str]) -> str:
        fraction = written.replace("/", "⁄")
        return fraction if stem(fraction) != fraction else "".join(surfaces)

    def _run(run: re.Match[str], position: int) -> Iterator[Word]:
        """Yield the bigrams of a run of characters; one alone is a word."""
        units = [unit.span() for unit in _UNIT.finditer(run.string, *run.span())]
        for number, (start, _) in enumerate(units[:-1] or units):
            end = units[min(number + 1, len(units) - 1)][1]
            surface = normal_form(run.string[start:end])
            yield Word(stem(surface), surface, position + number, start, end)

    return words


def _pattern(text: str) -> re.Pattern[str]:
    """Return the pattern of the words of `text`, the fastest that suffices."""
    if not text.isascii() and SPECIAL.search(text):
        return _ANY
    return _SIGNED if "+" in text or "#" in text or " ." in text or text[:1] == "." else _COMPOUND

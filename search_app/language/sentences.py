"""Plain text -> sentences, by one rule for summaries, ranking, snippets and review.

A sentence ends with a full stop, a question mark or an exclamation mark, and closing quotes and brackets, before space
and a word that does not begin with a small letter; Chinese and Japanese write no space there. The full stop of an
abbreviation ends one only before a word that often begins sentences (T. Kiss and J. Strunk, "Unsupervised multilingual
sentence boundary detection", 2006): `He lives in the U.S. The law …`, but `the U.S. Mint`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

# It begins with a set of characters, for which a text is searched faster than for either of two.
_END = re.compile(
    r"([.!?。！？])(?:(?<=[.!?])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡$€£]*([^\W_]+\.?))|(?<=[。！？])[」』）]*\s*(?=\S)())"
)
_MARK = re.compile("[.!?。！？]")
_LAST_WORD = re.compile(r"[^\W_][\w.]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NO_VOWEL = re.compile("[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz][b-df-hj-np-tv-xz]{1,4}")
_CITATION = 60  # characters looked at before a full stop for the bracket that it is in
_REACH = 24  # characters looked at before a full stop; every abbreviation is shorter


class SentenceEnds:
    """The sentence ends of a language: the offset behind each sentence of a text and its space."""

    def __init__(
        self,
        leading: Collection[str],
        abbreviations: Collection[str],
        openings: Collection[str],
        numbered: Collection[str] = (),
    ) -> None:
        """Know the abbreviations of a language.

        Args:
            leading: abbreviations that never end a sentence: `Dr`, `v`.
            abbreviations: those that end one only before `openings`: `Inc`. Initials and words without a vowel, such as
                `Blvd`, are treated like them.
            openings: folded words that often begin a sentence.
            numbered: small abbreviations that end none before a number: `vol`.
        """
        self._leading, self._abbreviations = leading, abbreviations
        self._openings, self._numbered = openings, numbered

    def __call__(self, text: str) -> Iterator[int]:
        """Yield the ends in a text, the last of which is its own; a text of space alone has no sentence.

        Time grows with the text's length.
        """
        for end in _END.finditer(text):
            if self._is_end(end):
                yield end.end()
        if text and not text.isspace():
            yield len(text)

    def last(self, text: str, start: int, stop: int) -> int:
        """Return the last end up to `stop` of a sentence whose mark is not before `start`; 0 if there is none."""
        for mark in reversed([*_MARK.finditer(text, start, stop)]):
            end = _END.match(text, mark.start())
            if end and end.end() <= stop and self._is_end(end):
                return end.end()
        return 0

    def _is_end(self, found: re.Match[str]) -> bool:
        following = found[2]
        if not following:
            return True
        return not following[0].islower() and not (found[1] == "." and self._continues(found, following))

    def _continues(self, found: re.Match[str], following: str) -> bool:
        """Return whether a full stop belongs to an abbreviation inside a sentence."""
        text, stop = found.string, found.start()
        if text[max(0, stop - 2) : stop] in ("..", ". "):  # an ellipsis
            return following.lower() not in self._openings
        last = _LAST_WORD.search(text[max(0, stop - _REACH) : stop].rsplit(" ", 1)[-1])
        if not last:
            return False
        word = last[0]
        if word in self._leading:
            return True
        if following[0].isdigit() and (word.lower() in self._numbered or _is_open(text, stop)):
            return True
        if word not in self._abbreviations and not _is_initial(word) and not _NO_VOWEL.fullmatch(word):
            return False
        return following.lower() not in self._openings  # `A.` is an initial, `A` an article


def _is_open(text: str, stop: int) -> bool:
    """Return whether the full stop at `stop` is in a bracket after a capital word: `(9th Cir. 1999)`."""
    start = max(0, stop - _CITATION)
    opened = text.rfind("(", start, stop)
    return opened > text.rfind(")", start, stop) and text[opened:stop].rsplit(" ", 1)[-1].lstrip("(")[:1].isupper()


def _is_initial(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or _INITIALS.fullmatch(word) is not None


def split_at(text: str, ends: Iterable[int]) -> Iterator[str]:
    """Yield the pieces of `text` between `ends`, without the space around them."""
    start = 0
    for end in ends:
        yield text[start:end].strip()
        start = end

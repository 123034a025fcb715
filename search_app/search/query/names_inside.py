"""Names that stand whole inside a query, and what is left of the query beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from operator import and_, gt
from typing import NamedTuple

from search_app.glossary.naming import joined, name_key
from search_app.language.language import Language
from search_app.language.tokens import Word
from search_app.search.index.names import Name, NameIndex, NameKind, bag_key

LONGEST = 10  # words of a name that is looked for
NAMED_BY_ONE = 4  # entries that one name may belong to; a more common name says nothing
ASKED_UP_TO = 14  # words of a query that names a term beside other words; a longer one describes it,
CONTENT_UP_TO = 8  # and so does one with more content words


class NameInside(NamedTuple):
    """A name in the words of a query from `start` to `stop`, and the entries that have it."""

    start: int
    stop: int
    names: list[Name]


class NamesInside(NamedTuple):
    """The names inside a query, in its order, none inside another, and the content words that are left.

    `left` does not hold words with which people ask for an explanation: `define`, `tell me about`.
    """

    names: list[NameInside]
    left: list[Word]


def find_names_inside(
    text: str, words: Sequence[Word], names: NameIndex, *, in_dictionary: bool = False, may_be_whole: bool = True
) -> NamesInside:
    """Return the names inside a query, of those that overlap the longest, in its own order; none in a long one.

    In a dictionary, where nearly every word is a name, a name of one word counts only beside a longer one, or if the
    other words say nothing. Unless it `may_be_whole`, all words in their order are known to be no name.
    """
    found: list[NameInside] = []
    stop_words, asking = names.language.stop_words, names.language.asking_words
    asks = [word.surface in asking for word in words]
    telling = [not asked and word.surface not in stop_words for word, asked in zip(words, asks, strict=True)]
    left = list(compress(words, telling))
    if len(words) <= ASKED_UP_TO and len(left) <= CONTENT_UP_TO:
        free = [True] * len(words)
        for length in range(min(LONGEST, len(words)), 0, -1):
            if in_dictionary and length == 1 and len(left) > 1 and not found:
                break
            runs = _runs(asks, length)
            in_order = (_in_order,) if may_be_whole or length < len(words) else ()
            for names_in in in_order if length == 1 else (*in_order, _in_other_order):
                for start, stop in runs:
                    if False not in free[start:stop] and (named := names_in(text, words[start:stop], names)):
                        found.append(NameInside(start, stop, named))
                        free[start:stop] = [False] * (stop - start)
        if found:
            left = list(compress(words, map(and_, free, telling)))
    return NamesInside(sorted(found), left)


def name_of(text: str, run: Sequence[Word], names: NameIndex) -> list[Name]:
    """Return the names that a run of words is, in this or another form; none if many entries have them."""
    return _in_order(text, run, names) or _in_other_order(text, run, names)


def _in_order(text: str, run: Sequence[Word], names: NameIndex) -> list[Name]:
    """Return the names that a run of words is, or is another form of."""
    if len(run) == 1 and not _may_be_name(text, run[0], names.language):
        return []
    if found := names_of(" ".join([word.surface for word in run]), names, NAMED_BY_ONE):
        return found
    found = names.by_stem_key("".join([word.stem for word in run]), NAMED_BY_ONE)
    return without_lead_ins(found) if found else found


def _in_other_order(_text: str, run: Sequence[Word], names: NameIndex) -> list[Name]:
    """Return the names that have the words of a run in another order."""
    if not _is_other_order(run, names.language):
        return []
    found = names.by_bag_key(bag_key(run, names.language), NAMED_BY_ONE)
    return without_lead_ins(found) if found else found


def names_of(text: str, names: NameIndex, most: int | None = None) -> list[Name]:
    """Return the names equal to folded words; none if they belong to more than `most` entries.

    Joined, the words are a key already, but for a few letters beyond ASCII.
    """
    key = text.replace(" ", "")
    found = names.by_key(key if key.isascii() else joined(name_key(text)), most)
    return without_lead_ins(found) if found else found


def without_lead_ins(names: list[Name]) -> list[Name]:
    return [name for name in names if name.kind != NameKind.LEAD_IN] if names else names


def _runs(asks: Sequence[bool], length: int) -> list[tuple[int, int]]:
    """Return the bounds of all runs of so many words; those that begin with a word of asking last.

    `term: insurance fraud` asks about insurance fraud, not about term insurance.
    """
    starts: Iterable[int] = range(len(asks) - length + 1)
    if True in asks:
        starts = sorted(starts, key=asks.__getitem__)
    return [(start, start + length) for start in starts]


def _may_be_name(text: str, word: Word, language: Language) -> bool:
    """Return whether one word may name a term; of the stop words only those in capitals do (`ARM`, `IT`)."""
    return _tells_something(word, language) or (len(word.surface) > 1 and text[word.start : word.end].isupper())


def _is_other_order(run: Sequence[Word], language: Language) -> bool:
    """Return whether a run may be a name in another order: `garnishment of wages`, not `information about consent`."""
    if len(run) == 1 or not (_tells_something(run[0], language) and _tells_something(run[-1], language)):
        return False
    if len(run) == 2:
        return True
    stop_words = [word.surface in language.stop_words for word in run[1:-1]]
    return sum(stop_words) <= 2 and sum(map(gt, stop_words, [False, *stop_words])) <= 1  # of the, de los


def _tells_something(word: Word, language: Language) -> bool:
    return word.surface not in language.stop_words and word.surface not in language.asking_words

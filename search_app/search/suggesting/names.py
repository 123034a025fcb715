"""Names and aliases in which some word starts with the typed text, or nearly so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from search_app.glossary.naming import joined, name_key
from search_app.language.folding import fold
from search_app.search.index.names import Accept, Completion, Name, NameIndex, NameKind
from search_app.search.index.spelling import ONE_ERROR_FROM
from search_app.search.index.vocabulary import Vocabulary

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"  # tried in place of a mistyped or forgotten one
_KIND_COSTS = tuple(4 * (kind != NameKind.NAME) + 4 * (kind == NameKind.LEAD_IN) for kind in NameKind)
BEGINNINGS = 4  # corrected beginnings of a word that are completed


def complete_names(prefix: str, vocabulary: Vocabulary, limit: int, accept: Accept | None = None) -> list[Name]:
    """Return the names that complete `prefix`, one an entry, best first.

    Names that begin with the prefix rank before those with a later word that does, and names before aliases before
    lead-ins; among equals short ones that many others link to come first. A name spelled exactly as typed comes before
    others. A space at the end asks for another word: names that have one come before names that go on in the same word.

    Args:
        prefix: the typed text.
        vocabulary: of the generation.
        limit: how many.
        accept: returns for ordinals whether these entries count; None accepts all.
    """
    names, text = vocabulary.names, prefix.rstrip()
    folded, key = fold(text), name_key(text)

    def spelling(found: Completion) -> int:
        written = found.name.text
        as_typed = fold(written).startswith(folded)
        may_be_exact = found.ended and not found.inside
        inexact = may_be_exact and not (as_typed and text == prefix)
        return 24 * inexact + 2 * (not as_typed) + (not written.startswith(text))

    equal = accepted(names.by_key(joined(key)), accept)
    whole = [Completion(name, False, name_key(name.text) == key) for name in equal]
    every = _cheapest([*whole, *names.complete(text, limit, accept)], spelling, limit)
    if text != prefix:
        going_on = _cheapest(names.complete(prefix, limit, accept), spelling, limit)
        every = sorted([*going_on, *every], key=lambda found: found.inside)  # stable
    return first_of_each([found.name for found in every])[:limit]


def _cheapest(found: Sequence[Completion], spelling: Callable[[Completion], int], limit: int) -> list[Completion]:
    """Return the completions of `limit` entries at the lowest costs, among equals in their order.

    A cost is the sum of what is known of a completion and of its `spelling`, for which its text is read. None is read
    once so many entries have no cost of spelling: no later one can come before these.
    """
    known = [24 * (each.inside or not each.ended) + 12 * each.inside + _KIND_COSTS[each.name.kind] for each in found]
    costs: list[tuple[int, int]] = []
    settled: set[int] = set()
    for place in sorted(range(len(found)), key=known.__getitem__):  # stable
        if len(settled) == limit:
            break
        cost = spelling(found[place])
        costs.append((known[place] + cost, place))
        if not cost:
            settled.add(found[place].name.ordinal)
    return [found[place] for _, place in sorted(costs)]


def accepted(names: list[Name], accept: Accept | None) -> list[Name]:
    """Return those of `names` whose entries `accept` accepts."""
    if not accept or not names:
        return names
    kept = accept(np.asarray([name.ordinal for name in names]))
    return [name for name, is_kept in zip(names, kept.tolist(), strict=True) if is_kept]


def correct_names(prefix: str, vocabulary: Vocabulary, limit: int, accept: Accept | None = None) -> list[Name]:
    """Return the names that complete a correction of `prefix`, one an entry, best first.

    Words that the glossary does not know are corrected; if no name begins so, the last word is the beginning of one
    with an error.
    """
    lexicon, speller, typed = vocabulary.lexicon, vocabulary.speller, name_key(prefix).split()
    words = [word if lexicon.knows(word) else next(iter(speller.corrections(word)), word) for word in typed]
    found = complete_names(" ".join(words), vocabulary, limit, accept) if words != typed else []
    if found or not typed:
        return found
    best: dict[int, Name] = {}
    for beginning in _beginnings_with_one_error(typed[-1], vocabulary.names):
        for name in complete_names(" ".join([*words[:-1], beginning]), vocabulary, limit, accept):
            best.setdefault(name.ordinal, name)
    return list(best.values())[:limit]


def _beginnings_with_one_error(word: str, names: NameIndex) -> list[str]:
    """Return beginnings of words of names that differ from `word` in one error, but for the first letter.

    Those with the error at the end come first: people know how a word begins. A swap with the first letter counts.
    """
    if not word.isalpha() or len(word) < ONE_ERROR_FROM:
        return []
    known = next((end for end in range(len(word) - 1, 0, -1) if names.with_beginning([word[:end]])), 0)
    tried = [each for place in range(known, 0, -1) for each in _with_error_at(place, word)]
    swapped = word[1] + word[0] + word[2:]
    return names.with_beginning(list(dict.fromkeys([*tried, swapped])))[:BEGINNINGS]


def _with_error_at(place: int, word: str) -> Iterator[str]:
    """Yield `word` with two letters swapped, one replaced, one added and one removed, in the order of likelihood."""
    before, after = word[:place], word[place + 1 :]
    if after:
        yield before + after[0] + word[place] + after[1:]
    for letter in LETTERS:
        yield before + letter + after
    for letter in LETTERS:
        yield before + letter + word[place:]
    yield before + after


def first_of_each(found: Sequence[Name]) -> list[Name]:
    """Return the first name of each entry."""
    best: dict[int, Name] = {}
    for name in found:
        best.setdefault(name.ordinal, name)
    return list(best.values())

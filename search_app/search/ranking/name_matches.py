"""Entries found by name: the query is a name, asks about one, spells its initials or begins it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from search_app.glossary.naming import name_key
from search_app.language.language import Language
from search_app.language.tokens import Word
from search_app.search.index.names import Name, NameIndex, NameKind, content_key
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.names_inside import NameInside
from search_app.search.query.unfinished_names import begun, begun_by_sound, continued
from search_app.search.retrieval.text_index import NamedAs, Tier

BEGINNINGS = 10  # names that begin with the query, at the most
BEGINNING_FROM = 3  # letters of a query that names may begin with,
INSIDE_FROM = 5  # and of one with unknown words, which may be unfinished
INITIALS_UP_TO = 8  # letters of a query that may be initials

LEFT_UP_TO = 1  # content words beside the names inside a query,
NAMES_UP_TO = 2  # names inside a query that says something else too
LISTED_UP_TO = 6  # names in a query of names alone
RARER_THAN_UP_TO = 2  # content words beside a name of one word that has so much of
RARER = 1.0  # their summed IDF
# Stop words outside of the names, and one more for each word that asks; `of or pertaining to the blood` has four.
STOP_WORDS_UP_TO = 2
# Or as many content words as the name has itself, if so many words of any kind are outside of it; a first one that asks
# is not counted: `what does gap insurance actually cover`.
OUTSIDE_UP_TO = 3
TELLING_FROM = 3  # content words of a query that is a phrasing but for its stop words
BESIDE_LEAD_IN = 1  # content words beside lead-ins; a query with more is a description, which the reranker boosts
MOST_PLACES = 256  # that one lead-in may give

_NAME, _ALIAS, _VARIANT = NamedAs(Tier.NAME), NamedAs(Tier.ALIAS), NamedAs(Tier.VARIANT)
_INITIALS, _UNFINISHED = NamedAs(Tier.INITIALS), NamedAs(Tier.INSIDE, -1)  # before the names inside
_BESIDE_BEGUN = NamedAs(Tier.LATER_WORD)


class NameMatch(NamedTuple):
    """Why an entry is found by name: its tier and its place there, and the name that put it there."""

    named: NamedAs
    name: Name


_OWN = (NameKind.NAME, NameKind.ALIAS)

NameMatches = Mapping[int, NameMatch]  # by ordinal


def match_names(query: AnalyzedQuery, names: NameIndex, *, parts: bool = True) -> NameMatches:
    """Return the entries that the query names, each with its best tier and the name that put it there.

    Without `parts`, entries are left out that it only leads to, or whose names it begins or has the initials of.
    """
    found: dict[int, NameMatch] = {}
    for match in _matches(query, names, parts=parts):
        ordinal = match.name.ordinal
        if ordinal not in found or match.named < found[ordinal].named:
            found[ordinal] = match
    return found if query.addressed is None else _addressed_first(found, query.addressed)


def _addressed_first(found: NameMatches, addressed: int) -> NameMatches:
    """Return the matches with those of other entries below the entry whose address was typed."""
    return {
        ordinal: match
        if ordinal == addressed
        else NameMatch(max(match.named, NamedAs(Tier.VARIANT, match.named.place)), match.name)
        for ordinal, match in found.items()
    }


def is_name(found: NameMatches) -> bool:
    """Return whether the query is a whole name, not only the beginning or the initials of one."""
    return any(match.named.tier <= Tier.LEAD_IN for match in found.values())


def _matches(query: AnalyzedQuery, names: NameIndex, *, parts: bool) -> Iterable[NameMatch]:
    finished = _finished(query, names, parts=parts)
    begun_names = _begun_before_stop_word(query, names) if parts else ()
    if not begun_names:
        return finished
    below = [NameMatch(max(match.named, _BESIDE_BEGUN), match.name) for match in finished]
    return [*(NameMatch(_begun(query, name), name) for name in begun_names), *below]


def _begun_before_stop_word(query: AnalyzedQuery, names: NameIndex) -> Sequence[Name]:
    """Return the names that go on after a query that ends with a stop word, as nothing does: `línea de crédito sobre`.

    Aliases count if it begins no entry's own name.
    """
    words = query.words
    if len(words) < 2 or words[-1].surface not in query.language.stop_words or query.whole_names:
        return ()
    found = [name for name in names.by_prefix(f"{query.key} ", BEGINNINGS) if name.kind in _OWN]
    return [name for name in found if name.kind == NameKind.NAME] or found


def _finished(query: AnalyzedQuery, names: NameIndex, *, parts: bool) -> Iterator[NameMatch]:
    """Yield the matches of a query that is written to its end, or to somewhere in its last word."""
    whole = list(_whole_names(query, query.whole_names, 0))
    yield from whole
    is_whole = bool(whole) or query.asks_for_name
    inside = [] if is_whole or len(query.words) < 2 else list(_compared(query)) or list(_inside(query))
    yield from inside
    for spelling in query.spellings[1:]:
        yield from _whole_names(query, spelling.named(names), len(inside))
    yield from _phrasings(query, names)
    if not parts:
        return
    if query.all_lead_ins:
        yield from _lead_ins(query, names, is_named=bool(inside))
    if not is_whole and not (inside and not query.may_be_unfinished):
        yield from _parts_of_names(query, names, beside_name=bool(inside))
    elif inside and not query.in_dictionary:
        yield from _continued(query, names)


def _whole_names(query: AnalyzedQuery, named: Iterable[Name], place: int) -> Iterator[NameMatch]:
    """Yield the names that the query is, in this or another form."""
    for name in named:
        if name_key(name.text) == query.key:
            yield NameMatch(_NAME if name.kind == NameKind.NAME else _ALIAS, name)
        else:
            yield NameMatch(_placed(Tier.VARIANT, place, name), name)


def _phrasings(query: AnalyzedQuery, names: NameIndex) -> Iterator[NameMatch]:
    """Yield the ways to ask for a term that the query is; one or two content words alone may ask for something else.

    `who gets the life insurance` asks for a beneficiary, `life insurance` does not.
    """
    tells = query.content_key.count(" ") + 1 >= TELLING_FROM
    for name in names.by_phrasing(query.content_key):
        if (tells and name.kind == NameKind.ASKED) or name_key(name.text) == query.key:
            yield NameMatch(_VARIANT, name)


def _compared(query: AnalyzedQuery) -> Iterator[NameMatch]:
    """Yield the names of the terms that the query compares, in the order typed."""
    for place, names in enumerate(query.compared):
        for name in names:
            yield NameMatch(NamedAs(Tier.VARIANT, place), name)


def _inside(query: AnalyzedQuery) -> Iterator[NameMatch]:
    """Yield the names inside the query, if it says little else: the one with most words first, then the rarest."""
    inside, left = query.inside
    if not inside or not _is_about_names(query, inside, left):
        return
    tier = Tier.INSIDE if left else Tier.VARIANT
    runs = [(query.words[each.start : each.stop], each.names) for each in inside]
    if len(runs) > 1:
        runs.sort(key=lambda run: (-len(run[0]), -query.rarity(run[0])))
    for place, (_, names) in enumerate(runs):
        for name in names:
            yield NameMatch(_placed(tier, place, name), name)


def _placed(tier: Tier, place: int, name: Name) -> NamedAs:
    """Return the place of a name, in which entries' own names come before others."""
    return NamedAs(tier, 2 * place + (name.kind != NameKind.NAME))


def _is_about_names(query: AnalyzedQuery, inside: Sequence[NameInside], left: Sequence[Word]) -> bool:
    """Return whether the query says little beside the names; with more words it describes something else.

    In a dictionary nearly every word of a description is a name: there several names say nothing, and a name of one
    word counts only if nothing else was typed. Elsewhere no more than two of them count.
    """
    if query.in_dictionary and not _is_one_name(inside, left):
        return False
    lengths = [len(_content(query.words[each.start : each.stop], query.language)) for each in inside]
    outside = len(query.words) - sum([each.stop - each.start for each in inside])
    asking = _asking(query)
    if outside - len(left) - asking > STOP_WORDS_UP_TO + asking:
        return False
    if not left:
        return len(inside) <= (LISTED_UP_TO if max(lengths) > 1 or not outside else NAMES_UP_TO)
    if len(inside) > NAMES_UP_TO:
        return False
    if max(lengths) == 1:
        return len(inside) + len(left) <= NAMES_UP_TO or (len(inside) == 1 and _stands_out(query, inside[0], left))
    outside -= query.words[0].surface in query.language.question_words
    return len(left) <= LEFT_UP_TO or (len(left) <= sum(lengths) and outside <= OUTSIDE_UP_TO)


def _is_one_name(inside: Sequence[NameInside], left: Sequence[Word]) -> bool:
    """Return whether there is one name, with nothing beside it, or of several words with hardly anything beside it."""
    if len(inside) > 1:
        return False
    return len(left) <= (LEFT_UP_TO if inside[0].stop - inside[0].start > 1 else 0)


def _stands_out(query: AnalyzedQuery, inside: NameInside, left: Sequence[Word]) -> bool:
    """Return whether a name of one word tells more than two words beside it: `is cobra worth the money`.

    It is rarer than both together, or an acronym, with which nobody describes something else.
    """
    if len(left) > RARER_THAN_UP_TO:
        return False
    named = query.words[inside.start : inside.stop]
    return query.rarity(named) >= RARER * query.rarity(left) or query.is_acronym(inside)


def _content(words: Sequence[Word], language: Language) -> list[Word]:
    return [word for word in words if word.surface not in language.stop_words]


def _asking(query: AnalyzedQuery) -> int:
    """Return how many words of the query ask: `what`, `is`, `explain`."""
    questions, asking = query.language.question_words, query.language.asking_words
    return sum([word.surface in questions or word.surface in asking for word in query.words])


def _parts_of_names(query: AnalyzedQuery, names: NameIndex, *, beside_name: bool) -> Iterator[NameMatch]:
    """Yield the names whose initials or whose beginning the query is.

    Those with the fewest further words come first, and all before a name inside the query (`beside_name`): Medicare
    Advantage comes before Medicare for `medicare advan`.
    """
    for spelling in query.spellings:
        text = spelling.text
        if len(text) <= INITIALS_UP_TO and text.isalnum():
            for name in names.by_initials(text):
                yield NameMatch(_INITIALS, name)
        if len(text) >= BEGINNING_FROM:
            for name in names.by_prefix(text, BEGINNINGS):
                if name.kind not in (NameKind.ACRONYM, NameKind.LEAD_IN):
                    yield NameMatch(_begun(query, name), name)
    unfinished = _unfinished(query, names) if query.may_be_unfinished else ()
    for name in unfinished or _without_stop_words(query, names):
        yield NameMatch(_UNFINISHED if beside_name else _begun(query, name), name)


def _continued(query: AnalyzedQuery, names: NameIndex) -> Iterator[NameMatch]:
    """Yield the names that go on after a query whose last word is one: `medicare adv`, `adjustable rate`."""
    begun_so = names.by_prefix(query.text, BEGINNINGS) if len(query.words[-1].surface) >= BEGINNING_FROM else ()
    going_on = [name for name in begun_so if _goes_on(query, name)]
    for name in [*going_on, *_without_stop_words(query, names)]:
        yield NameMatch(_UNFINISHED, name)


def _without_stop_words(query: AnalyzedQuery, names: NameIndex) -> Sequence[Name]:
    """Return the names that a query begins but for their stop words; in a dictionary most words begin many."""
    if query.in_dictionary:
        return ()
    found = continued([word.surface for word in query.words], names, BEGINNINGS)
    return [name for name in found if _goes_on(query, name)]


def _goes_on(query: AnalyzedQuery, name: Name) -> bool:
    """Return whether a name goes on within the last word of a query, or is an entry's own: many aliases begin so."""
    if name.kind == NameKind.NAME:
        return True
    return name.kind in _OWN and query.words[-1].surface not in name_key(name.text).split(" ")


def _begun(query: AnalyzedQuery, name: Name) -> NamedAs:
    """Return the place of a name that begins with the query: by the words that it has more, its own before others."""
    more = name.text.count(" ") - query.text.count(" ") + (name.kind not in _OWN)
    return NamedAs(Tier.BEGINNING, 2 * max(more, 0) + (name.kind != NameKind.NAME))


def _unfinished(query: AnalyzedQuery, names: NameIndex) -> Sequence[Name]:
    """Return the names whose first words begin with those of the query, or with their sounds.

    One word may begin a later word of a name too.
    """
    words = [word.surface for word in query.words]
    if len(query.key) < INSIDE_FROM:
        return ()
    found = begun(words, names, BEGINNINGS)
    if not found and len(words) == 1:
        found = [each.name for each in names.complete(query.key, BEGINNINGS) if each.name.kind in _OWN]
    return found or begun_by_sound(words, names, BEGINNINGS)


def _lead_ins(query: AnalyzedQuery, names: NameIndex, *, is_named: bool) -> Iterator[NameMatch]:
    """Yield the names of the lead-ins in a query that has hardly any other words.

    Entries that more of the lead-ins lead to, or whose own name has the other words, come first; then the editors'
    order decides. Lead-ins that are all of a query come before a name inside it (`is_named`), unless it has more words
    than any of them.
    """
    others = {word.stem for word in query.beside(query.lead_ins)} if query.lead_ins else set()
    if not query.lead_ins or len(others) > BESIDE_LEAD_IN:
        return
    found = [name for each in query.lead_ins for name in names.names_of_lead_in(each)]
    votes = Counter(name.ordinal for name in found)
    for ordinal in votes:
        votes[ordinal] += len(others.intersection(content_key(names.own_name(ordinal), names.language).split()))
    most = max(votes.values())
    tier = Tier.LEAD_IN_INSIDE if others or (is_named and _has_longer_name(query)) else Tier.LEAD_IN
    for name in found:
        yield NameMatch(NamedAs(tier, name.place + MOST_PLACES * (most - votes[name.ordinal])), name)


def _has_longer_name(query: AnalyzedQuery) -> bool:
    """Return whether a name inside the query has more words than each of its lead-ins."""
    longest = max([each.stop - each.start for each in query.inside.names], default=0)
    return all(len(each.words) < longest for each in query.lead_ins)

"""Comparisons: the terms that a query asks to compare, in the order typed.

`hmo or ppo`, `difference between copay and coinsurance`, `chapter 7 vs chapter 13`. Operands may share their beginning
or their end: `chapter 7 or 13`, `term vs whole life insurance`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search_app.language.language import Language
from search_app.language.tokens import Word
from search_app.search.index.names import Name, NameIndex, NameKind
from search_app.search.query.names_inside import ASKED_UP_TO, name_of

MOST = 4  # terms of a comparison
AROUND_UP_TO = 4  # words before its first term, or after its last one
BEGUN = 12  # names that may begin with the words of an operand
AROUND_IN_UP_TO = 10  # words of such a query; a longer one with an `or` describes something

_Run = Sequence[Word]


def compared_names(text: str, words: _Run, names: NameIndex, *, in_dictionary: bool = False) -> list[list[Name]]:
    """Return the names of each operand of a comparison; none unless every operand is a name.

    In a dictionary, where most words are names, `or` alone compares nothing (`fasten or tie with a rope`), and nothing
    may stand beside the operands: `marked with spots of different colors`.
    """
    language = names.language
    comparing = [word.surface for word in words if word.surface in language.comparing_words]
    if not comparing or (in_dictionary and language.stop_words.issuperset(comparing)):
        return []
    words = _without_question(words, language)
    operands = _operands(text, words, names) if len(words) <= ASKED_UP_TO else []
    if not 2 <= len(operands) <= MOST + 1:
        return []
    around = AROUND_UP_TO if len(words) <= AROUND_IN_UP_TO and not in_dictionary else 0
    found = [next(filter(None, _named(text, operands, number, names, around)), []) for number in range(len(operands))]
    told = zip(found, operands, strict=True)
    found = [
        each for each, operand in told if each or not all(_is_filler(word, language) for word in operand)
    ]  # not `explain the difference`
    entries = {each[0].ordinal for each in found if each}
    return found if 2 <= len(entries) == len(found) <= MOST else []


def _without_question(words: _Run, language: Language) -> _Run:
    """Return the words without a question after the last operand: `medicare or medicaid, which pays for a nurse`."""
    compared = [place for place, word in enumerate(words) if word.surface in language.comparing_words]
    for place in range(compared[-1] + 2, len(words)) if compared else ():
        if words[place].surface in language.question_words:
            return words[:place]
    return words


def _operands(text: str, words: _Run, names: NameIndex) -> list[_Run]:
    """Return the parts of a query between the words that compare; none if it has no such words."""
    parts: list[list[Word]] = [[]]
    comparing = names.language.comparing_words
    for word in words:
        if word.surface in comparing:
            parts.append([])
        else:
            parts[-1].append(word)
    trimmed = [_operand(text, part, names) for part in parts] if len(parts) > 1 else []
    return [part for part in trimmed if part]


def _operand(text: str, part: list[Word], names: NameIndex) -> _Run:
    """Return the words of a part that may be a name: all, if they are one, such as `in network`."""
    return part if part and name_of(text, part, names) else _trimmed(part, names.language)


def _trimmed(part: list[Word], language: Language) -> _Run:
    """Return a part without stop words and words of asking at both ends; if it has no others, without stop words."""
    if all(_is_filler(word, language) for word in part):
        return [word for word in part if word.surface not in language.stop_words]
    start, stop = 0, len(part)
    while start < stop and _is_filler(part[start], language):
        start += 1
    while start < stop and _is_filler(part[stop - 1], language):
        stop -= 1
    return part[start:stop]


def _is_filler(word: Word, language: Language) -> bool:
    return word.surface in language.stop_words or word.surface in language.asking_words


def _named(text: str, operands: Sequence[_Run], number: int, names: NameIndex, around: int) -> Iterator[list[Name]]:
    """Yield the names of an operand as it is, with the end of the last one, and with the beginning of the first.

    Up to `around` words may precede the first operand or follow the last one: `medicare or medicaid for my mom`. The
    names of the only entry whose names begin or end so come last, `collision or comprehensive`, and what the words lead
    to.
    """
    own, first, last = operands[number], operands[0], operands[-1]
    yield name_of(text, own, names)
    for start in range(1, len(last)) if own is not last else ():
        yield name_of(text, [*own, *last[start:]], names)
    beginnings = [first[:stop] for stop in range(len(first) - 1, 0, -1)] if own is not first else []
    for beginning in beginnings:
        yield name_of(text, [*beginning, *own], names)
    for start in range(1, min(len(own), around + 1)) if own is first else ():
        yield name_of(text, own[start:], names)
    shorter = [own[:stop] for stop in range(len(own) - 1, max(0, len(own) - around - 1), -1)] if own is last else []
    for run in shorter:
        yield name_of(text, run, names)
        for beginning in beginnings:
            yield name_of(text, [*beginning, *run], names)
    for run in (own, *shorter):
        yield _begun(run, names)
        yield _ended(run, names)
        yield _led_to(run, names)


def _begun(run: _Run, names: NameIndex) -> list[Name]:
    """Return the names that begin with a run of words, if they, or the main ones among them, are one entry's."""
    found = names.by_prefix(" ".join(word.surface for word in run) + " ", BEGUN)
    for kinds in ((NameKind.NAME, NameKind.ALIAS), (NameKind.NAME,)):
        begun = [name for name in found if name.kind in kinds]
        if len({name.ordinal for name in begun}) == 1:
            return begun
    return []


def _ended(run: _Run, names: NameIndex) -> list[Name]:
    """Return the name that ends with a run of words, if it is the only one: `colisión` ends `Cobertura de colisión`."""
    completed = names.complete(" ".join(word.surface for word in run), BEGUN)
    found = [each.name for each in completed if each.inside and each.ended and each.name.kind == NameKind.NAME]
    return found if len(found) == 1 else []


def _led_to(run: _Run, names: NameIndex) -> list[Name]:
    """Return the lead-in that a run of words is, of the first entry to which the editors' vocabulary leads from it."""
    found = names.by_key("".join(word.surface for word in run))
    return [name for name in found if name.kind == NameKind.LEAD_IN][:1]

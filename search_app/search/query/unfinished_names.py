"""Names that go on after a query, whose words, or the last of them, are not written to their ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from search_app.search.index.names import Name, NameIndex

BEGUN = 100  # names that begin with a word, of which the following words are compared
SAME_LETTERS = 2  # with which a name and one that sounds alike begin
BEGUN_FROM = 3  # letters of a last word that may go on

_Fits = Callable[[Sequence[str]], bool]  # asked about the words of a name


def begun(words: Sequence[str], names: NameIndex, limit: int) -> list[Name]:
    """Return up to `limit` names whose first words begin with these, in order: `collectiv barg`."""
    return _found(words[0], len(words), lambda written: _begins(written, words), names, limit) if words else []


def begun_by_sound(words: Sequence[str], names: NameIndex, limit: int) -> list[Name]:
    """Return up to `limit` names whose first words begin with the sounds of these: `acuerdo de confidensi`.

    They begin with the same letters.
    """
    sound = names.language.sound
    sounds = [sound(word) for word in words]
    if not all(sounds):
        return []
    return _found(
        words[0][:SAME_LETTERS], len(words), lambda written: _begins(map(sound, written), sounds), names, limit
    )


def continued(words: Sequence[str], names: NameIndex, limit: int) -> list[Name]:
    """Return up to `limit` names that these words begin but for stop words: `seguro vivi`, Seguro de vivienda.

    The last word may go on, if it tells enough; all others are written to their ends.
    """
    *whole, last = [word for word in words if word not in names.language.stop_words] or [""]
    if not whole or words[0] != whole[0] or len(last) < BEGUN_FROM:
        return []

    def fits(written: Sequence[str]) -> bool:
        return list(written[: len(whole)]) == whole and written[len(whole)].startswith(last)

    return _found(f"{words[0]} ", len(whole) + 1, fits, names, limit)


def _begins(written: Iterator[str] | Sequence[str], words: Sequence[str]) -> bool:
    return all(map(str.startswith, written, words))


def _found(first: str, least: int, fits: _Fits, names: NameIndex, limit: int) -> list[Name]:
    """Return names that begin with `first`, have `least` words, and whose words fit.

    If there are none, stop words may be left out: `terms serv`. Of very many only the best `BEGUN` are looked at.
    """
    whole, without = [], []
    for text, number in names.beginning(first, BEGUN):
        written = text.split(" ")
        if len(written) < least:
            continue
        if fits(written):
            whole.append(number)
        content = [word for word in written if word not in names.language.stop_words]
        if len(content) >= least and fits(content):
            without.append(number)
    return names.numbered((whole or without)[:limit])

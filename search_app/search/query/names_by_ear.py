"""The names of another language as speakers of one write them by ear: `obertaim` is Overtime."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from search_app.glossary.naming import joined, name_key
from search_app.language.language import ByEar
from search_app.language.tokens import Word
from search_app.search.index.names import Name, NameIndex, NameKind

MOST = 50_000  # names, of which the glossary's own are compared with a query; of more that takes too long
LETTERS_AN_ERROR = 4  # of a key, for each letter in which it may differ
MOST_WORDS = 4  # of a query that may be a name written by ear
CODE = 5  # letters and digits of a name that is read one by one: 401k
PART_FROM = 6  # letters in the key of a part by which a name is found
ENTRIES = 3  # to which the names with such a part may belong: more are no answer


class NamesByEar:
    """Finds the names of `names` by their sound: whole ones, or the first or last words of a longer one."""

    def __init__(self, names: NameIndex, by_ear: ByEar) -> None:
        self._by_ear = by_ear
        self._names: dict[str, str] = {}  # by key
        self._acronyms: dict[str, str] = {}  # by the key of their letters
        own = names.own_names() if len(names) <= MOST else []
        self._add(sorted(own, key=lambda each: len(each.text)))

    def _add(self, names: Iterable[Name]) -> None:
        """Add names; of several with one key the first is found."""
        by_ear = self._by_ear
        parts: dict[str, dict[int, str]] = defaultdict(dict)  # by key and ordinal
        for name in names:
            key = name_key(name.text)
            if (name.kind is NameKind.ACRONYM or _is_code(joined(key))) and (
                read := by_ear.letter_by_letter(joined(key))
            ):
                self._acronyms.setdefault(read, key)
            words = [by_ear.heard(word) for word in key.split(" ")]
            if all(words):
                self._names.setdefault("".join(words), key)
                for part in _parts(words):
                    parts[part].setdefault(name.ordinal, key)
        for part, found in parts.items():
            if len(found) <= ENTRIES:
                self._names.setdefault(part, next(iter(found.values())))

    def spelled_out(self, words: Sequence[Word]) -> str:
        """Return the acronym whose letters these words are, or the empty string."""
        return self._acronyms.get(self._key(words), "")

    def exact(self, words: Sequence[Word]) -> str:
        """Return the name or acronym that sounds as these words are written, or the empty string."""
        return self._exact(self._key(words))

    def nearest(self, words: Sequence[Word]) -> str:
        """Return the name that sounds most like these words, or the empty string."""
        key = self._key(words)
        return self._exact(key) or self._near(key)

    def _exact(self, key: str) -> str:
        return self._names.get(key, "") or self._acronyms.get(key, "")

    def _near(self, key: str) -> str:
        """Return the name whose key differs from `key` in the fewest letters, if these are few."""
        most = len(key) // LETTERS_AN_ERROR
        found = extractOne(key, self._names.keys(), scorer=OSA.distance, score_cutoff=most) if most else None
        return self._names[found[0]] if found else ""

    def _key(self, words: Sequence[Word]) -> str:
        """Return the key of these words; empty if they are too many, or if a number or a code is among them."""
        spelled = [self._by_ear.spelled(word.surface) for word in words if len(words) <= MOST_WORDS]
        return "".join(spelled) if all(spelled) else ""


def _is_code(name: str) -> bool:
    """Return whether a short name has digits or signs."""
    return len(name) <= CODE and not name.isalpha()


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Yield the keys of the first and of the last words of a name that may stand for all of it."""
    for place in range(1, len(words)):
        for part in ("".join(words[:place]), "".join(words[place:])):
            if len(part) >= PART_FROM:
                yield part

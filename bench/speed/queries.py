"""The queries that engines are timed with, generated from the rows: the same rows give the same queries."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from bench.engines.base import BenchmarkQuery, Row, Shape, words_of
from search_app.language.english import ENGLISH

SEED = 20
QUESTIONS = ("what is a {}", "how does {} work")
KEYSTROKES = 8
LETTERS = "abcdefghijklmnopqrstuvwxyz"

_NEIGHBOURS = re.compile(r"\b([A-Za-z]{2,}) ([A-Za-z]{2,})\b")

Kinds = Mapping[str, Sequence[BenchmarkQuery]]


class QuerySampler:
    """Samples queries of every kind from rows."""

    def __init__(self, rows: Sequence[Row], number: int) -> None:
        self._rows, self._number = rows, number
        self._random = random.Random(SEED)  # noqa: S311

    def kinds(self) -> Kinds:
        return {
            "two plain words": self._drawn(self._two_words),
            "exact name": self._drawn(lambda row: BenchmarkQuery.plain(row["name"]) if words_of(row["name"]) else None),
            "question": self._drawn(self._question),
            "misspelled name": self._drawn(self._misspelled),
            "keystroke": self._drawn(self._keystroke),
            "phrase": self._drawn(self._phrase),
            "boolean": self._drawn(self._boolean),
            "commonest words": self._commonest(),
        }

    def _drawn(self, make: Callable[[Row], BenchmarkQuery | None]) -> list[BenchmarkQuery]:
        """Return queries made of random rows; rows that give none are skipped."""
        found: list[BenchmarkQuery] = []
        for _ in range(self._number * 50):
            asked = make(self._random.choice(self._rows))
            if asked:
                found.append(asked)
            if len(found) == self._number:
                break
        return found

    def _content_words(self, row: Row) -> list[str]:
        """Return the distinct content words of a definition."""
        found = dict.fromkeys(words_of(row["definition"]))
        return [word for word in found if len(word) > 3 and word.isascii() and word not in ENGLISH.stop_words]

    def _two_words(self, row: Row) -> BenchmarkQuery | None:
        words = self._content_words(row)
        return BenchmarkQuery.plain(" ".join(self._random.sample(words, 2))) if len(words) > 1 else None

    def _question(self, row: Row) -> BenchmarkQuery | None:
        name = row["name"]
        return BenchmarkQuery.plain(self._random.choice(QUESTIONS).format(name)) if words_of(name) else None

    def _misspelled(self, row: Row) -> BenchmarkQuery | None:
        words = row["name"].split()
        long = [place for place, word in enumerate(words) if len(word) > 4 and word.isascii() and word.isalpha()]
        if not long:
            return None
        place = self._random.choice(long)
        word = words[place]
        at = self._random.randrange(len(word))
        other = self._random.choice(LETTERS.replace(word[at].lower(), ""))
        words[place] = word[:at] + other + word[at + 1 :]
        return BenchmarkQuery.plain(" ".join(words))

    def _keystroke(self, row: Row) -> BenchmarkQuery | None:
        typed = row["name"][: self._random.randint(1, KEYSTROKES)]
        return BenchmarkQuery.prefix(typed) if words_of(typed) else None

    def _phrase(self, row: Row) -> BenchmarkQuery | None:
        found = _NEIGHBOURS.findall(row["definition"])
        if not found:
            return None
        pair = self._random.choice(found)
        return BenchmarkQuery(f'"{" ".join(pair)}"', words_of(" ".join(pair)), Shape.PHRASE)

    def _boolean(self, row: Row) -> BenchmarkQuery | None:
        ours, theirs = self._content_words(row), self._content_words(self._random.choice(self._rows))
        if not ours or not theirs:
            return None
        pair = self._random.choice(ours), self._random.choice(theirs)
        if self._random.random() < 0.5:
            return BenchmarkQuery(" OR ".join(pair), pair, Shape.EITHER)
        return BenchmarkQuery(" -".join(pair), pair, Shape.WITHOUT)

    def _commonest(self) -> list[BenchmarkQuery]:
        counts = Counter(word for row in self._rows for word in set(words_of(row["definition"])))
        return [BenchmarkQuery.plain(word) for word, _ in counts.most_common(self._number)]

"""Query sets with known relevant entries, drawn from the collections themselves.

None was judged by hand: the entry with the name searched is relevant, and a dictionary's cross references, or the
relations that its editors chose, name the related ones. The misspellings are real, collected by the codespell project.
Every sample is the same on every machine.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import click

from bench.corpora.collection import key
from bench.corpora.fetch import read_related, read_rows, read_webster, read_withheld
from bench.quality.sound_errors import misspell
from search_app.evaluation.metrics import Grades

SEED = "1"
SHORT = 4  # letters of the longest word that is not misspelled by sound
LARGEST = 1000  # questions in a set
# Of another size: 1,000 of `reverse` leave an error of .026.
OTHERS = {"related": 500, "reverse": 10_000, "lay_wording": 10_000}
DRAWN_AS = {"misspelled": "typo_codespell"}  # the name seeds the sample; this set was renamed


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the relevance of entries by slug: 2 for the entry meant, 1 for others that match."""

    query: str
    grades: Grades
    slug: str = ""  # of the entry whose related terms are the query


class Judge:
    """The entries of a collection by name, and the words that occur in names."""

    def __init__(self, root: Path, name: str) -> None:
        """Read a collection and note its names."""
        self.root = root
        self.name = name
        self.rows = read_rows(root, name)
        self.slugs = {row.slug for row in self.rows}
        self.names: set[str] = set()
        self.words: set[str] = set()
        self._by_key: dict[str, dict[str, int]] = defaultdict(dict)
        for row in self.rows:
            if name_key := key(row.name):
                self.names.add(name_key)
                self._by_key[name_key][row.slug] = 2
            for alias in filter(None, map(key, row.aliases)):
                self._by_key[alias].setdefault(row.slug, 1)
                self.words.update(alias.split())
            self.words.update(name_key.split())

    def grades(self, name: str) -> Grades:
        """Return the grades for a name: 2 for an entry of that name, 1 for one with that alias."""
        return self._by_key.get(key(name), {})


def known(judge: Judge) -> Iterator[Question]:
    """Yield names."""
    for row in judge.rows:
        if key(row.name):
            yield Question(row.name, judge.grades(row.name))


def alias(judge: Judge) -> Iterator[Question]:
    """Yield aliases that are not the name of any entry."""
    for row in judge.rows:
        for each in row.aliases:
            if key(each) and key(each) not in judge.names:
                yield Question(each, judge.grades(each))


def acronym(judge: Judge) -> Iterator[Question]:
    """Yield acronyms among the aliases of entries whose name is written out."""
    for row in judge.rows:
        for each in row.aliases:
            if re.fullmatch(r"[A-Z][A-Z0-9/&.\-]{1,8}", each) and " " in row.name:
                yield Question(each, judge.grades(each))


def acronym_name(judge: Judge) -> Iterator[Question]:
    """Yield names that are acronyms, which several entries may share."""
    for row in judge.rows:
        yield Question(row.name, judge.grades(row.name))


def acronym_reverse(judge: Judge) -> Iterator[Question]:
    """Yield the expansions of acronyms, without remarks in brackets."""
    by_expansion: dict[str, dict[str, int]] = defaultdict(dict)
    for row in judge.rows:
        expansion = re.sub(r"\s*\([^()]*\)\s*$|\[[^\]]*\]|,\s*\"[^\"]*\"", "", row.definition).strip()
        if " " in expansion:
            by_expansion[expansion][row.slug] = 1
    for expansion, grades in by_expansion.items():
        yield Question(expansion, grades)


def misspelled(judge: Judge) -> Iterator[Question]:
    """Yield names with one word misspelled, where the misspelling occurs in no name."""
    wrong = misspellings()
    return _with_mistake(judge, "typo", lambda word, _: wrong.get(word, ()))


def misspelled_by_sound(judge: Judge) -> Iterator[Question]:
    """Yield names with one word written as it sounds, where the misspelling occurs in no name."""
    return _with_mistake(judge, "sound", lambda word, draw: [misspell(word, draw)] if len(word) > SHORT else [])


def _with_mistake(
    judge: Judge, label: str, mistakes: Callable[[str, random.Random], Sequence[str]]
) -> Iterator[Question]:
    """Yield names with one word replaced by one of its `mistakes`, drawn at random."""
    draw = _draw(f"{judge.name}{label}")
    asked: set[str] = set()
    for row in judge.rows:
        words = row.name.split()
        options = [
            (place, mistake)
            for place, word in enumerate(words)
            if word.isalpha() and len(word) > 3
            for mistake in mistakes(word.lower(), draw)
            if mistake not in judge.words
        ]
        if len(words) > 5 or not options:
            continue
        place, mistake = draw.choice(options)
        query = " ".join((*words[:place], mistake, *words[place + 1 :]))
        if query.lower() not in asked and not judge.grades(query):
            asked.add(query.lower())
            yield Question(query, judge.grades(row.name))


def misspellings() -> dict[str, list[str]]:
    """Return the misspellings of each word, without those that several words share.

    Raises:
        click.ClickException: codespell, which collected them, is not installed.
    """
    try:
        lines = (resources.files("codespell_lib") / "data" / "dictionary.txt").read_text("utf-8").splitlines()
    except ModuleNotFoundError as error:
        raise click.ClickException("The misspellings are codespell's; install it: pip install codespell") from error
    wrong: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        mistake, _, word = line.strip().partition("->")
        if word and mistake.isalpha() and "," not in word and " " not in word:
            wrong[word.lower()].append(mistake.lower())
    return wrong


def prefix(judge: Judge) -> Iterator[Question]:
    """Yield the first six tenths of names, as while typing."""
    for row in judge.rows:
        if len(row.name) > 6:
            yield Question(row.name[: max(4, int(len(row.name) * 0.6))], {row.slug: 1})


def related(judge: Judge) -> Iterator[Question]:
    """Yield entries for related terms: grade 2 for the entries it points to, 1 for those that only point to it."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for pointers in read_related(judge.root, judge.name):
        for target in pointers.related:
            grades[pointers.slug][target] = 2
            grades[target].setdefault(pointers.slug, 1)
    names = {row.slug: row.name for row in judge.rows}
    for slug, found in grades.items():
        if 3 <= len(found) <= 30:
            yield Question(names[slug], found, slug)


def reverse(wordnet: Judge) -> Iterator[Question]:
    """Yield definitions from Webster's of 1913 that describe an entry of WordNet; the two share no texts.

    The first sense of a Webster entry is the query if WordNet has one or two entries of that name.
    """
    webster = read_webster(wordnet.root, "gcide")
    for row in read_rows(wordnet.root, "gcide"):
        grades = wordnet.grades(row.name)
        if row.slug in webster and key(row.name) and 0 < len(grades) <= 2:
            sense = re.split(r"(?:^|\s)2\.\s", row.definition)[0]
            sense = re.sub(r"^(1\.\s*)?(\([A-Z][^)]*\)\s*)?", "", sense)
            sense = re.split(r"[;.]\s|--", sense)[0].strip()
            if _describes(sense, row.name):
                yield Question(sense, grades)


def reverse_law(law: Judge) -> Iterator[Question]:
    """Yield definitions from WordNet, in today's words, that describe an entry of Webster's of 1913.

    A definition is the query if WordNet has one or two entries of that name, so that both likely mean the same.
    """
    webster = read_webster(law.root, "law")
    wordnet = Judge(law.root, "wordnet")
    for row in wordnet.rows:
        grades = law.grades(row.name)
        named = row.name.islower() and 2 in grades.values() and len(grades) <= 2  # `Affirm` is a horse in WordNet
        if named and webster.issuperset(grades) and len(wordnet.grades(row.name)) <= 2:
            sense = re.sub(r"^\([^)]*\)\s*", "", row.definition)
            if _describes(sense, row.name):
                yield Question(sense, grades)


def _describes(sense: str, name: str) -> bool:
    """Return whether a definition is of a length to be searched and does not contain the beginning of the name."""
    return 6 <= len(sense.split()) <= 25 and key(name)[:5] not in key(sense)


def lay_wording(judge: Judge) -> Iterator[Question]:
    """Yield what lay people call entries, if no entry has it as a name or an alias."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for entry in read_withheld(judge.root, judge.name):
        for name in entry.names:
            if not judge.grades(name):
                grades[name][entry.slug] = 2
    for name, meant in grades.items():
        yield Question(name, meant)


# The query sets of each collection, by the name in the report.
SETS: dict[str, dict[str, Callable[[Judge], Iterable[Question]]]] = {
    "foldoc": {
        "known": known, "alias": alias, "acronym": acronym, "misspelled": misspelled,
        "misspelled_by_sound": misspelled_by_sound, "prefix": prefix, "related": related,
    },
    "jargon": {"known": known, "misspelled": misspelled, "related": related},
    "vera": {"known": known, "alias": alias, "acronym": acronym_name, "acronym_reverse": acronym_reverse},
    "gcide": {"known": known, "alias": alias, "misspelled": misspelled, "related": related},
    "wordnet": {
        "known": known, "alias": alias, "misspelled": misspelled, "misspelled_by_sound": misspelled_by_sound,
        "prefix": prefix, "reverse": reverse, "related": related,
    },
    "law": {
        "known": known, "alias": alias, "misspelled": misspelled, "misspelled_by_sound": misspelled_by_sound,
        "reverse": reverse_law,
    },
    "hpo": {
        "known": known, "alias": alias, "misspelled": misspelled, "misspelled_by_sound": misspelled_by_sound,
        "lay_wording": lay_wording, "related": related,
    },
    "cwe": {
        "known": known, "alias": alias, "misspelled": misspelled, "misspelled_by_sound": misspelled_by_sound,
        "related": related,
    },
}  # fmt: skip

ALSO_READ = {"wordnet": ("gcide",), "law": ("wordnet",)}  # collections that questions come from


def query_sets(root: Path, collection: str) -> dict[str, list[Question]]:
    """Return the query sets of a collection, each a random sample of its size."""
    judge = Judge(root, collection)
    return {name: _sample(collection, name, list(ask(judge))) for name, ask in SETS[collection].items()}


def _sample(collection: str, name: str, questions: list[Question]) -> list[Question]:
    """Return a random sample of the size of this set."""
    size = OTHERS.get(name, LARGEST)
    if len(questions) <= size:
        return questions
    return _draw(f"{collection}{DRAWN_AS.get(name, name)}").sample(questions, size)


def _draw(label: str) -> random.Random:
    """Return a random generator of its own for each purpose, so that an added set changes no other."""
    return random.Random(f"{SEED}:{label}")  # noqa: S311  the same questions everywhere

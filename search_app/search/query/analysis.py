"""A plain query analyzed with a vocabulary, once a search: for correction, tiers, expansion and reranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from search_app.glossary.naming import name_key
from search_app.language.english import QUESTION_ENDINGS, QUESTION_WORDS
from search_app.language.tokens import Word, stem
from search_app.search.index.names import Name, NameIndex
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.plain import PlainQuery, runs

SUBJECTS = 24  # runs of words looked up as the subject of a question
JOINED_UP_TO = 8  # words of a query whose neighbors are tried as one word
LONGEST_NAME = 5  # words of a name that is looked for inside the query
DESCRIPTION_FROM = 3  # content words that make a query a description,
SENTENCE_FROM = 5  # or words of any kind
NAMED_BY_ONE_WORD = 20  # entries that one word may name; a more common name says nothing


class AnalyzedQuery:
    """A plain query with its stems and names in one vocabulary. Each is looked up when first needed, and once."""

    def __init__(self, plain: PlainQuery, vocabulary: Vocabulary) -> None:
        self.plain = plain
        self.text = plain.text
        self.words = plain.words
        self.content = plain.content
        self._vocabulary = vocabulary

    @property
    def is_description(self) -> bool:
        """Whether the query describes a term rather than names it."""
        return len(self.content) >= DESCRIPTION_FROM or len(self.words) >= SENTENCE_FROM

    @cached_property
    def stems(self) -> dict[str, str]:
        """The distinct stems of the content words, each with the first word that has it."""
        found: dict[str, str] = {}
        for word in self.content:
            found.setdefault(word.stem, word.surface)
        return found

    @cached_property
    def alternatives(self) -> list[list[int]]:
        """For each of `stems` the numbers of the stems any of which matches it; an unknown word has none.

        A word is matched by its own stem, or by the joined form of it and its neighbors: `co pay` by `copay`.
        """
        find = self._vocabulary.stems.find
        found = {each: [number] if (number := find(each)) >= 0 else [] for each in self.stems}
        for run in runs(self.words, 2, 3) if len(self.words) <= JOINED_UP_TO else ():
            number = find(stem("".join([word.surface for word in run])))
            if number >= 0:
                for word in run:
                    if word.stem in found and number not in found[word.stem]:
                        found[word.stem].append(number)
        return list(found.values())

    @property
    def content_key(self) -> str:
        """The stems of the content words in order: what two phrasings of one question share (names.content_key)."""
        return " ".join([word.stem for word in self.content])

    @cached_property
    def key(self) -> str:
        """The query as a name: what two spellings of one name share."""
        return name_key(self.text)

    @cached_property
    def spellings(self) -> list[Spelling]:
        """The query as a name may be written: as a whole, and without stop words if it has any."""
        names = self._vocabulary.names
        found = [Spelling(self.text, names.lookup(self.text), _stem_key(self.words))]
        if len(self.content) < len(self.words):
            found.append(Spelling(self.plain.content_text, _names_of(names, self.content), _stem_key(self.content)))
        return found

    @property
    def is_name(self) -> bool:
        """Whether the query, with or without stop words, is a name as it is written."""
        first, *others = self.spellings
        return bool(first.names or (others and others[0].names))

    @cached_property
    def asked_about(self) -> list[Name]:
        """The names that a question is about: `wage claim` in `how does a wage claim work`."""
        names = self._vocabulary.names
        for run in self._subjects():
            if found := _names_of(names, run) or names.by_stem_key(_stem_key(run)):
                return found
        return []

    def _subjects(self) -> Iterator[Sequence[Word]]:
        """Yield the runs of content words that a question may be about, longest first."""
        if len(self.words) < 2 or self.words[0].surface not in QUESTION_WORDS:
            return
        content = list(self.content)
        while len(content) > 1 and content[-1].surface in QUESTION_ENDINGS:
            content.pop()
        yield content
        left = SUBJECTS - 1
        for length in range(len(content), 1, -1):
            for start in range(min(len(content) - length + 1, left)):
                yield content[start : start + length]
                left -= 1

    @cached_property
    def names_inside(self) -> dict[int, Sequence[Word]]:
        """Entries that a name of several words inside the query names, each with the words of the longest one."""
        names = self._vocabulary.names
        found: dict[int, Sequence[Word]] = {}
        for run in runs(self.words, 2, LONGEST_NAME):
            for name in _names_of(names, run):
                found[name.ordinal] = run
        return found

    def named_by(self, word: str, word_stem: str) -> list[int]:
        """Return the entries that one word of the query names, in this or another form; none if they are many."""
        names = self._vocabulary.names
        found = {name.ordinal for name in names.lookup(word) or names.by_stem_key(word_stem)}
        return sorted(found) if len(found) <= NAMED_BY_ONE_WORD else []


class Spelling:
    """One way to write the query as a name, with the names written this way."""

    def __init__(self, text: str, names: list[Name], stem_key: str) -> None:
        self.text = text
        self.names = names
        self.stem_key = stem_key


def _names_of(names: NameIndex, run: Sequence[Word]) -> list[Name]:
    """Return the names written with these words: folded words joined are a key already, but for a few letters."""
    text = " ".join([word.surface for word in run])
    key = text.replace(" ", "")
    return names.by_key(key, text) if key.isascii() else names.lookup(text)


def _stem_key(run: Sequence[Word]) -> str:
    """Return the key shared by names with the stems of these words."""
    return "".join([word.stem for word in run])

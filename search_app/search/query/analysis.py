"""A plain query analyzed with a vocabulary, once a search: for correction, tiers, expansion and reranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from search_app.glossary.naming import joined, name_key
from search_app.language.characters import UNSPACED
from search_app.language.tokens import Word
from search_app.search.index.lead_ins import FoundLeadIn
from search_app.search.index.names import Name, NameIndex
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.comparison import compared_names
from search_app.search.query.lazy import lazy_property
from search_app.search.query.names_inside import NameInside, NamesInside, find_names_inside, names_of, without_lead_ins
from search_app.search.query.plain import PlainQuery, runs

JOINED_UP_TO = 8  # words of a query whose neighbors are tried as one word
LONGEST_NAME = 5  # words of a name that is looked for inside the query
DESCRIPTION_FROM = 3  # content words that make a query a description,
SENTENCE_FROM = 5  # or words of any kind
NAMED_BY_ONE_WORD = 20  # entries that one word may name; a more common name says nothing


class Spelling(NamedTuple):
    """One way to write the query as a name, with the names written this way."""

    text: str
    names: list[Name]
    stem_key: str

    def named(self, names: NameIndex) -> list[Name]:
        """Return the names written this way; if there are none, those with the same stems."""
        return without_lead_ins(self.names) or without_lead_ins(names.by_stem_key(self.stem_key))


class AnalyzedQuery:
    """A plain query with its stems and names in one vocabulary.

    stems: the distinct stems of the content words, each with the first word that has it.
    key: the query as a name, as two spellings of one name share it.
    spellings: the query as a name may be written: as a whole, and without stop words if it has any.
    in_dictionary: whether nearly every word of a query is a name.
    is_description: whether the query describes a term rather than names it.
    addressed: the ordinal of the entry whose address was typed; the query is its name then.
    """

    def __init__(self, plain: PlainQuery, vocabulary: Vocabulary, addressed: int | None = None) -> None:
        self.plain = plain
        self.addressed = addressed
        self.in_dictionary = vocabulary.is_dictionary
        self.text, self.words, self.content = plain.text, plain.words, plain.content
        self._vocabulary = vocabulary
        self.language = vocabulary.language
        self.is_description = len(self.content) >= DESCRIPTION_FROM or len(self.words) >= SENTENCE_FROM
        self.stems: dict[str, str] = {}
        for word in self.content:
            self.stems.setdefault(word.stem, word.surface)
        self.key = name_key(self.text)
        self.spellings = self._spellings()

    @lazy_property
    def alternatives(self) -> list[list[int]]:
        """For each of `stems` the numbers of the stems any of which matches it; an unknown word has none.

        They are looked up when first needed: a query that is corrected needs none. They are a word's own stem, that of
        it joined to its neighbors (`co pay`: `copay`), those of its other readings (`C++`: `c`), and the bigrams that
        contain a single character.
        """
        find = self._vocabulary.stems.find
        found = {each: [number] if number >= 0 else [] for each, number in self._numbers.items()}
        for run in runs(self.words, 2, 3) if 1 < len(self.words) <= JOINED_UP_TO else ():
            number = find(self.language.stem("".join([word.surface for word in run])))
            if number >= 0:
                for word in run:
                    if word.stem in found and number not in found[word.stem]:
                        found[word.stem].append(number)
        for reading in self.plain.readings:
            if (number := find(reading.stem)) >= 0:
                for word in self.words:
                    covered = reading.start <= word.start < reading.end and word.stem in found
                    if covered and number not in found[word.stem]:
                        found[word.stem].append(number)
        for stem, numbers in found.items():
            if len(stem) == 1 and UNSPACED.match(stem):
                numbers[:] = self._vocabulary.lexicon.stems_at_either_end(stem, "entry").tolist()
        return list(found.values())

    def _spellings(self) -> list[Spelling]:
        names = self._vocabulary.names
        found = [Spelling(self.text, names.lookup(self.text, joined(self.key)), _stem_key(self.words))]
        if len(self.content) < len(self.words):
            text = self.plain.content_text
            # `information about consent` is no form of Informed Consent.
            asks = any(word.surface in self.language.asking_words for word in self.content)
            found.append(Spelling(text, without_lead_ins(names.lookup(text)), "" if asks else _stem_key(self.content)))
        return found

    @property
    def content_key(self) -> str:
        """The stems of the content words in order: what two phrasings of one question share (names.content_key)."""
        return " ".join([word.stem for word in self.content])

    @lazy_property
    def whole_names(self) -> list[Name]:
        """The names that the query is, in this or another form."""
        return self.spellings[0].named(self._vocabulary.names)

    @property
    def is_name(self) -> bool:
        """Whether the query, with or without stop words, is a name as it is written."""
        first, *others = self.spellings
        return bool(first.names or (others and others[0].names))

    @property
    def asks_for_name(self) -> bool:
        """Whether the query is a name with stop words before or after it: `what is a deductible`."""
        if len(self.spellings) == 1 or not self.spellings[1].names:
            return False
        return self.content[-1].position - self.content[0].position == len(self.content) - 1

    @lazy_property
    def may_be_unfinished(self) -> bool:
        """Whether no entry has some word of the query, or the last one as it is: `serv`, no common word either."""
        if not all(self.alternatives) or not self.words:
            return bool(self.words)
        last = self.words[-1].surface
        return self._vocabulary.lexicon.find(last) < 0 and last not in self._vocabulary.common_words

    @lazy_property
    def inside(self) -> NamesInside:
        """The names that stand whole inside the query, as far as they count."""
        words, names = self.words, self._vocabulary.names
        may_be_whole = bool(self.whole_names) or "".join([word.surface for word in words]) != joined(self.key)
        return find_names_inside(self.text, words, names, in_dictionary=self.in_dictionary, may_be_whole=may_be_whole)

    @lazy_property
    def all_lead_ins(self) -> list[FoundLeadIn]:
        """The lead-ins among the words, those included that count only if nothing else is typed."""
        return self._vocabulary.names.lead_ins(self.words)

    @lazy_property
    def lead_ins(self) -> list[FoundLeadIn]:
        """The lead-ins among the words that count."""
        return [each for each in self.all_lead_ins if not each.alone or not self.beside([each])]

    def beside(self, lead_ins: Sequence[FoundLeadIn]) -> list[Word]:
        """Return the content words beside these lead-ins and the words of asking."""
        covered = {word.position for each in lead_ins for word in each.words}
        others = [word for word in self.content if word.position not in covered]
        return [word for word in others if word.surface not in self.language.asking_words]

    def is_acronym(self, found: NameInside) -> bool:
        """Return whether a name inside the query is an acronym; a common word is one in capitals only: `ARM rates`."""
        if found.stop - found.start > 1 or not all(name.text.isupper() for name in found.names):
            return False
        word = self.words[found.start]
        return self.text[word.start : word.end].isupper() or word.surface not in self._vocabulary.common_words

    @lazy_property
    def compared(self) -> list[list[Name]]:
        """The names of each term that the query compares, in the order typed."""
        comparing = self.language.comparing_words
        if all(self._is_in_name(word) for word in self.words if word.surface in comparing):
            return []
        return compared_names(self.text, self.words, self._vocabulary.names, in_dictionary=self.in_dictionary)

    def _is_in_name(self, word: Word) -> bool:
        """Return whether a word belongs to a name inside the query: `or` to Stay-or-Pay Agreement."""
        for each in self.inside.names:
            if word in self.words[each.start : each.stop]:
                return any(word.surface in name_key(name.text).split() for name in each.names)
        return False

    @lazy_property
    def _numbers(self) -> dict[str, int]:
        """The number of each of `stems`, or -1."""
        find = self._vocabulary.stems.find
        return {stem: find(stem) for stem in self.stems}

    def rarity(self, run: Sequence[Word]) -> float:
        """Return the summed IDF of the content words in `run`."""
        frequency = self._vocabulary.stems.frequency
        numbers = [self._numbers[word.stem] for word in run if word.surface not in self.language.stop_words]
        return sum([self._vocabulary.idf(frequency(number) if number >= 0 else 0) for number in numbers])

    def names_of_several_words(self) -> dict[int, Sequence[Word]]:
        """Return the entries named by several words inside the query, each with the words of its longest name."""
        names = self._vocabulary.names
        found: dict[int, Sequence[Word]] = {}
        for run in runs(self.words, 2, LONGEST_NAME):
            for name in names_of(_text(run), names):
                found[name.ordinal] = run
        return found

    def named_by(self, word: str, word_stem: str) -> list[int]:
        """Return the entries that one word of the query names, in this or another form; none if they are many."""
        names = self._vocabulary.names
        found = {name.ordinal for name in names_of(word, names) or without_lead_ins(names.by_stem_key(word_stem))}
        return sorted(found) if len(found) <= NAMED_BY_ONE_WORD else []


def _text(run: Sequence[Word]) -> str:
    return " ".join([word.surface for word in run])


def _stem_key(run: Sequence[Word]) -> str:
    """Return the key shared by names with the stems of these words."""
    return "".join([word.stem for word in run])

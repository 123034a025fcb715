"""Across languages: what a query is in the other languages of a glossary.

A query that names no term of the language that it is asked in may name one in another: that term is found, and words
of the other language are no misspellings. Where a language has no sure answer, the best ones of the others stand beside
its own. The language of a query is guessed only to offer something, never to leave something out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Protocol

import numpy as np

from search_app.errors import TextsUnavailable
from search_app.glossary.naming import joined
from search_app.language.language import Language
from search_app.language.tokens import Word
from search_app.search.index.names import Accept, Name, NameKind, TranslatedName
from search_app.search.index.reader import CatalogueReader
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.correction import SLIPS
from search_app.search.query.lazy import lazy_property
from search_app.search.query.names_by_ear import NamesByEar
from search_app.search.query.plain import parse_plain
from search_app.search.ranking.name_matches import NameMatch, NameMatches, match_names
from search_app.search.request import SearchRequest
from search_app.search.results.model import Confidence, Elsewhere, SearchPage
from search_app.search.retrieval.text_index import NamedAs, Tier
from search_app.search.storage.arrays import DocIds, Mask
from search_app.search.suggesting.names import complete_names

SHORT = 3  # words of a query that may be a name written otherwise; of a longer one the language has to know each word
BESIDE_GUEST = 2  # content words beside a name of another language
BEGUN_FROM = 3  # letters of a text that names of another language complete
OFFERED = 3  # results of another language

_CONFIDENT = (Confidence.SURE, Confidence.LIKELY)


class Searcher(Protocol):
    """The engine of another language."""

    def search_alone(self, request: SearchRequest) -> SearchPage:
        """Return a page of results without a look at other languages."""
        ...


class OtherLanguage:
    """Another language of a generation, as the engine of one sees it."""

    def __init__(self, reader: CatalogueReader, searcher: Searcher) -> None:
        self.code = reader.site.language
        self._searcher = searcher
        self._reader = reader
        self._vocabulary = reader.vocabulary
        self._heard: dict[str, NamesByEar | None] = {}  # by language; made when a query needs it

    def knows(self, word: str) -> bool:
        """Return whether a folded word is one of this language."""
        return _knows(self._vocabulary, word)

    def slips(self, words: Sequence[Word]) -> set[str]:
        """Return the folded words of a short query that may be slips that this language quotes (`ley HIPPA`).

        None are, if the query names a term here.
        """
        names, language = self._vocabulary.names, self._vocabulary.language
        if len(words) > SHORT or names.lookup_stemmed(" ".join([word.surface for word in words])):
            return set()
        rare = {word.surface for word in words if _is_slip(self._vocabulary, word.surface)}
        return {word for word in rare if not names.has_word(word, language.stem(word))}

    def is_stop_word(self, word: str) -> bool:
        return word in self._vocabulary.language.stop_words

    def lacks(self, word: str, here: Vocabulary) -> bool:
        """Return whether a word of the language of `here` is none of this one, or a guest that its texts quote."""
        return not _is_of(self._vocabulary, word) and _frequency(here, word) > _frequency(self._vocabulary, word)

    def matches(self, query: AnalyzedQuery) -> list[NameMatch]:
        """Return the terms that a query of another language names or asks about in this one; the best first."""
        if len(query.words) > SHORT and not all(self.knows(word.surface) for word in query.words):
            return []
        return self.named(query.text) if self._may_name(query) else []

    def matches_inside(self, query: AnalyzedQuery, here: Vocabulary) -> list[NameMatch]:
        """Return the terms named here by words inside a query of another language that are none of its own.

        `cómo bloquear los robocalls`. The query says little else, by the vocabulary `here` of its language.
        """
        led = {surface for each in query.all_lead_ins for surface in _surfaces(each.words)}
        guests = {surface for surface in _surfaces(query.content) if self._lends(surface, here)} - led
        if not guests:
            return []
        read = AnalyzedQuery(parse_plain(query.text, self._vocabulary.language), self._vocabulary)
        found = [each for each in read.inside.names if guests.issuperset(_surfaces(read.words[each.start : each.stop]))]
        others = len(query.content) - sum([each.stop - each.start for each in found])
        if others > BESIDE_GUEST:
            return []
        return [NameMatch(NamedAs(Tier.INSIDE), name) for each in found for name in each.names]

    def _lends(self, word: str, here: Vocabulary) -> bool:
        """Return whether a word in names here is none of the language of `here`, whose texts may quote it."""
        if not self._vocabulary.lexicon.is_in_names(word) or here.lexicon.is_in_names(word):
            return False
        return not _is_of(here, word) and not self.lacks(word, here)

    def matches_by_ear(self, query: AnalyzedQuery, *, is_known: bool) -> list[NameMatch]:
        """Return the terms whose name here sounds like a query of another language; the best first.

        If a language knows all of its words (`is_known`), only an acronym counts whose letters they are.
        """
        heard = self._heard_by(query.language)
        name = "" if not heard else heard.spelled_out(query.words) if is_known else heard.nearest(query.words)
        return self.named(name) if name else []

    def heard(self, words: Sequence[Word], language: Language) -> str:
        """Return the name here that speakers of a language write by ear with these words, or the empty string."""
        heard = self._heard_by(language)
        return heard.exact(words) if heard else ""

    def _heard_by(self, language: Language) -> NamesByEar | None:
        """Return the names here by their sound to the speakers of a language."""
        if language.code not in self._heard:
            by_ear = language.by_ear.get(self.code)
            self._heard[language.code] = NamesByEar(self._vocabulary.names, by_ear) if by_ear else None
        return self._heard[language.code]

    def named(self, text: str) -> list[NameMatch]:
        """Return the terms that a text names or asks about; the best first."""
        read = AnalyzedQuery(parse_plain(text, self._vocabulary.language), self._vocabulary)
        found = match_names(read, self._vocabulary.names, parts=False).values()
        return sorted([match for match in found if match.named.tier <= Tier.VARIANT], key=lambda match: match.named)

    def _may_name(self, query: AnalyzedQuery) -> bool:
        """Return whether a query may name a term here: a word of it is in some text, or all are the parts of a name."""
        find, stem = self._vocabulary.stems.find, self._vocabulary.language.stem
        for word in query.words:
            if find(stem(word.surface)) >= 0:
                return True
        return self._vocabulary.names.has_key(joined(query.key))

    def search(self, request: SearchRequest, *, exact: bool = True) -> SearchPage | None:
        """Return the best results here, of the query as it is if `exact`; None if the texts are out of reach."""
        try:
            return self._searcher.search_alone(
                SearchRequest(request.q, request.categories, exact=exact, per_page=OFFERED, related=0)
            )
        except TextsUnavailable:
            return None

    def complete(self, text: str, limit: int, here: Vocabulary, accept: Accept | None) -> list[Name]:
        """Return the names that complete a text, one a term, best first; `accept` is asked about ordinals in `here`."""
        accepts = partial(self._accepts, here, accept) if accept else None
        return complete_names(text, self._vocabulary, limit, accepts)

    def is_accepted(self, name: Name, here: Vocabulary, accept: Accept) -> bool:
        """Return whether the term of a name counts, which `accept` is asked by its ordinal in `here`."""
        return bool(self._accepts(here, accept, np.asarray([name.ordinal]))[0])

    def _accepts(self, here: Vocabulary, accept: Accept, ordinals: DocIds) -> Mask:
        """Return for each ordinal in this language whether its term is in `here` and counts there."""
        slugs = map(self._reader.slugs.text, ordinals.tolist())
        here_too = [-1 if (ordinal := here.names.ordinal(slug)) is None else ordinal for slug in slugs]
        found = np.asarray(here_too, dtype=np.int64)
        return np.asarray((found >= 0) & accept(found.clip(0)))

    def translated(self, name: Name, here: Vocabulary, *, is_doubtful: bool = False) -> TranslatedName | None:
        """Return a name of this language as one of its term in another, whose vocabulary is `here`.

        For a phrasing or a lead-in that is the name of the term; None if the term is not in the other language.
        """
        slug = self._reader.slugs.text(name.ordinal)
        ordinal, addresses = here.names.ordinal(slug), self._reader.addresses
        if ordinal is None:
            return None
        is_name = name.kind in (NameKind.NAME, NameKind.ALIAS, NameKind.ACRONYM)
        return TranslatedName(
            ordinal,
            NameKind.TRANSLATION,
            name.number,
            name.texts,
            name.text if is_name else self._vocabulary.names.own_name(name.ordinal),
            language=self.code,
            address=addresses.of(name.ordinal) if addresses else slug,
            is_doubtful=is_doubtful,
        )

    def translated_term(self, slug: str, here: Vocabulary, confidence: Confidence) -> TranslatedName | None:
        """Return the name of a term that answers here as one of its term in another; None if it is not there."""
        names = self._vocabulary.names
        ordinal, is_doubtful = names.ordinal(slug), confidence not in _CONFIDENT
        return None if ordinal is None else self.translated(names.own(ordinal), here, is_doubtful=is_doubtful)


class AcrossLanguages:
    """The other languages of a generation, beside the one with the vocabulary `here`.

    others: none until all languages are open.
    """

    def __init__(self, here: Vocabulary) -> None:
        self.others: Sequence[OtherLanguage] = ()
        self._here = here

    def foreign(self, words: Sequence[Word]) -> Collection[str]:
        """Return the folded words of a query that are words of another language and not of this one.

        All are, if they sound like a name of it. None are, if as many are of this one: `colision` is Spanish, `colision
        coverage` has a misspelling.
        """
        found: set[str] = set()
        unknown = {word.surface for word in words if not _knows(self._here, word.surface)} if self.others else ()
        for other in self.others if unknown else ():
            if other.heard(words, self._here.language):
                return {word.surface for word in words}
            known = set(filter(other.knows, unknown))
            others = {word.surface for word in words if word.surface not in unknown}
            if len(known) > sum(other.lacks(word, self._here) for word in others):
                found |= known - other.slips(words)
        return found

    def of(self, request: SearchRequest) -> AcrossSearch:
        """Return what a search finds in the other languages."""
        return AcrossSearch(request, self._here, self.others)

    def complete(self, text: str, limit: int, accept: Accept | None = None) -> list[Name]:
        """Return up to `limit` names of other languages that complete a text, one a term, best first."""
        if len(text.strip()) < BEGUN_FROM:
            return []
        found: dict[int, Name] = {}
        for other in self.others:
            for each in other.complete(text, limit, self._here, accept) or self._heard(text, other, accept):
                if name := other.translated(each, self._here):
                    found.setdefault(name.ordinal, name)
        return list(found.values())[:limit]

    def _heard(self, text: str, other: OtherLanguage, accept: Accept | None) -> list[Name]:
        """Return the names that count of another language as which a text is written by ear."""
        heard = other.heard(parse_plain(text, self._here.language).words, self._here.language)
        names = [match.name for match in other.named(heard)] if heard else []
        return [name for name in names if accept is None or other.is_accepted(name, self._here, accept)]


class AcrossSearch:
    """What one search finds in the other languages, each of which is searched once at most in the same way."""

    def __init__(self, request: SearchRequest, here: Vocabulary, others: Sequence[OtherLanguage] = ()) -> None:
        self.others = others
        self._request, self._here = request, here
        self._found: dict[tuple[str, bool], SearchPage | None] = {}  # by language, and whether searched as typed
        self._unknown_there: dict[str, int] = {}  # words, by language

    def name(self, query: AnalyzedQuery, *, is_corrected: bool = False) -> NameMatches:
        """Return the terms that a query names in another language, each with its name there.

        One that a correction was found for has no names of other languages among its words.
        """
        found: dict[int, NameMatch] = {}
        for other in self.others:
            for place, match in enumerate(other.matches(query) or self._matches_by_ear(other, query)):
                if name := other.translated(match.name, self._here):
                    found.setdefault(name.ordinal, NameMatch(NamedAs(Tier.VARIANT, place), name))
            for match in () if found or is_corrected else other.matches_inside(query, self._here):
                if name := other.translated(match.name, self._here):
                    found.setdefault(name.ordinal, NameMatch(match.named, name))
        return found

    def _matches_by_ear(self, other: OtherLanguage, query: AnalyzedQuery) -> list[NameMatch]:
        """Return the terms whose name in another language sounds like a query."""
        if self._request.exact:
            return []
        return other.matches_by_ear(query, is_known=not self._unknown or not self._unknown_in(other))

    def answers(self, *, is_lost: bool) -> NameMatches:
        """Return the terms that answer the query in another language, which knows more of its words.

        Where no language knows a word, it may be a misspelling of one that makes the query a name there. If the query
        `is_lost`, with no answer here, any answer there counts.
        """
        pages = [(other, page) for other, page in self._pages() if self._counts(other, page)] or self._corrected()
        if is_lost and not self._request.exact:
            pages = pages or self._pages(is_lost=True)
        found: dict[int, NameMatch] = {}
        for other, page in pages:
            tier = Tier.VARIANT if page.confidence is Confidence.SURE else Tier.LEAD_IN
            for place, hit in enumerate(page.hits):
                if name := other.translated_term(hit.slug, self._here, page.confidence):
                    found.setdefault(name.ordinal, NameMatch(NamedAs(tier, place), name))
        return found

    def elsewhere(self, confidence: Confidence) -> Iterator[Elsewhere]:
        """Yield the best results of each other language that may be that of a query without a sure answer here.

        They are confident, or at least the query is of that language alone while nothing here seems to answer it.
        `confidence` is that of the answer here.
        """
        for other, page in self._pages(is_open=confidence not in _CONFIDENT, exact=True):
            yield Elsewhere(other.code, page.hits)

    @lazy_property
    def _words(self) -> list[str]:
        return _surfaces(parse_plain(self._request.q, self._here.language).words)

    @lazy_property
    def _unknown(self) -> int:
        """How many words of the query this language does not know."""
        return sum([not _knows(self._here, word) for word in self._words])

    def _counts(self, other: OtherLanguage, page: SearchPage) -> bool:
        """Return whether results of another language answer the query.

        Confident ones do. Others do if this language lacks most of the query's content words.
        """
        content = [word for word in self._words if not other.is_stop_word(word)]
        return page.confidence in _CONFIDENT or sum(not _knows(self._here, word) for word in content) > len(content) / 2

    def _corrected(self) -> list[tuple[OtherLanguage, SearchPage]]:
        """Return the results of each other language for which the query is a misspelled name."""
        if not self.others or self._request.exact or not self._unknown:
            return []
        found = []
        for other in self.others:
            page = self._page(other, exact=False)
            if page and page.is_corrected and page.hits and page.hits[0].tier <= Tier.LEAD_IN:
                found.append((other, page))
        return found

    def _pages(
        self, *, is_open: bool = False, is_lost: bool = False, exact: bool = False
    ) -> list[tuple[OtherLanguage, SearchPage]]:
        """Return the results of each other language that knows more words of the query, or if `is_open` as many.

        They are confident, or that language alone knows every word; all count if the query `is_lost` here.
        """
        found = []
        for other in self.others:
            unknown_there = self._unknown_in(other)
            if unknown_there < self._unknown + (is_open or is_lost) and unknown_there < len(self._words):
                page = self._page(other, exact=exact or self._request.exact)
                is_of_it = is_lost or unknown_there == 0 < self._unknown
                if page and page.hits and (page.confidence in _CONFIDENT or is_of_it):
                    found.append((other, page))
        return found

    def _unknown_in(self, other: OtherLanguage) -> int:
        """Return how many words of the query another language does not know, counted up to one more than this one."""
        if (found := self._unknown_there.get(other.code)) is None:
            found = _count_up_to(self._unknown + 1, (not other.knows(word) for word in self._words))
            self._unknown_there[other.code] = found
        return found

    def _page(self, other: OtherLanguage, *, exact: bool) -> SearchPage | None:
        key = (other.code, exact)
        if key not in self._found:
            self._found[key] = other.search(self._request, exact=exact)
        return self._found[key]


def _surfaces(words: Iterable[Word]) -> list[str]:
    return [word.surface for word in words]


def _count_up_to(most: int, values: Iterable[bool]) -> int:
    """Return how many values are true, but no more than `most`."""
    return sum(1 for _ in islice(filter(None, values), most))


def _knows(vocabulary: Vocabulary, word: str) -> bool:
    return vocabulary.lexicon.knows(word) or _is_of(vocabulary, word)


def _is_of(vocabulary: Vocabulary, word: str) -> bool:
    """Return whether a word is one of the language, whatever the texts contain."""
    language = vocabulary.language
    return word in language.stop_words or word in language.asking_words or word in vocabulary.common_words


def _is_slip(vocabulary: Vocabulary, word: str) -> bool:
    """Return whether a word is so rare in the texts, and none of the language otherwise, that it may be a slip."""
    return not _is_of(vocabulary, word) and _frequency(vocabulary, word) <= SLIPS


def _frequency(vocabulary: Vocabulary, word: str) -> int:
    number = vocabulary.lexicon.find(word)
    return vocabulary.lexicon.frequency(number) if number >= 0 else 0

"""The engine: from a request to a page of results, over any text index."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from search_app.search.across import AcrossLanguages, AcrossSearch, OtherLanguage
from search_app.search.catalogue import GlossaryCatalogue
from search_app.search.index.documents import Match
from search_app.search.index.reader import CatalogueReader
from search_app.search.query.addresses import addressed_slug
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.correction import CorrectedQuery, QueryCorrector
from search_app.search.query.operators import has_operators, parse_operators
from search_app.search.query.plain import parse_plain
from search_app.search.query.synonyms import SynonymExpander
from search_app.search.query.syntax_tree import Everything
from search_app.search.ranking.confidence import confidence_of
from search_app.search.ranking.ranker import FLOOR, Ranker, Ranking
from search_app.search.ranking.reranker import RERANKED, Reranker
from search_app.search.request import SearchRequest, clean_query
from search_app.search.results.facets import CategoryFacet
from search_app.search.results.hits import make_hits
from search_app.search.results.model import Confidence, Correction, Hit, Related, SearchPage, Suggestion
from search_app.search.results.related import HITS, related_to_hits
from search_app.search.retrieval.text_index import RankedEntries, TextIndex, Tier, Window
from search_app.search.suggesting.suggester import Suggester

SIMILAR = 100  # entries with similar text among the related terms of one
CLOSEST = 3  # entries close in meaning beside a query whose words find little
WHOLE = 2.0  # the floor below which all results are that match some words only: in another language they say nothing
FEW = 5  # results; with fewer, none of them sure or with all words, entries close in meaning are offered

_UNSURE = (Confidence.WEAK, Confidence.NONE)


class GlossaryEngine(GlossaryCatalogue):
    """Answers from one generation. Nothing in it changes: threads and processes share it."""

    def __init__(self, generation: str, reader: CatalogueReader, text_index: TextIndex) -> None:
        super().__init__(generation, reader)
        self._vocabulary = reader.vocabulary
        self._language = reader.vocabulary.language
        self._text_index = text_index
        synonyms = SynonymExpander(self.site.synonyms, self._vocabulary)
        self._across = AcrossLanguages(self._vocabulary)
        self._corrector = QueryCorrector(self._vocabulary, synonyms, self._across.foreign)
        reranker = Reranker(self._vocabulary, reader.doc_values, reader.meanings)
        self._ranker = Ranker(self._vocabulary, text_index, synonyms, reranker)
        self._suggester = Suggester(reader, text_index, self._find, self._across.complete)
        self._facet = CategoryFacet(self.site.categories)

    def join(self, languages: Mapping[str, GlossaryEngine]) -> None:
        """Look at the other languages of the generation, too, from now on."""
        self.languages = languages
        self._across.others = [OtherLanguage(each._reader, each) for each in languages.values() if each is not self]

    def search(self, request: SearchRequest) -> SearchPage:
        return self._search(request, self._across.of(request))

    def search_alone(self, request: SearchRequest) -> SearchPage:
        """Return a page of results without a look at other languages."""
        return self._search(request, AcrossSearch(request, self._vocabulary))

    def _search(self, request: SearchRequest, across: AcrossSearch) -> SearchPage:
        started = time.perf_counter()
        window = _window(request)
        ranking, correction = self._find(request, window, across)
        matches = ranking.matches
        shown = matches.page if window.has_page else _sliced(matches.best, window)
        batch = self._text_index.documents(shown.ordinals)
        matching = batch.matches(ranking.words)
        rows = zip(shown.ordinals, shown.tiers, shown.scores, batch.documents(), matching, strict=True)
        is_corrected = correction is not None and correction.applied
        hits = make_hits(rows, ranking.names, ranking.words, self._language, matches.expansions, corrected=is_corrected)
        confidence = self._confidence(request, ranking, matching)
        finds_little = confidence in _UNSURE and matches.total < FEW and ranking.best_tier != Tier.ALL_WORDS
        closest = self._closest(request, ranking) if finds_little else ()
        is_open = bool(across.others) and confidence is not Confidence.SURE and ranking.query is not None
        is_open = is_open and request.is_first_page and not (hits and hits[0].matched.language)
        elsewhere = tuple(across.elsewhere(confidence)) if is_open else ()
        return SearchPage(
            query=request.q,
            total=matches.total,
            page=request.page,
            per_page=request.per_page,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            generation=self.generation,
            hits=hits,
            facets={"category": self._facet.values(request, matches.counts)},
            correction=correction,
            cut=request.cut,
            related=self._beside(request, matches.best.ordinals, shown.ordinals),
            confidence=confidence,
            more=matches.more,
            total_unfiltered=matches.total_unfiltered,
            compared=tuple([self._related(ordinal, "compared") for ordinal in ranking.compared]),
            closest=closest,
            elsewhere=elsewhere,
        )

    def _find(
        self, request: SearchRequest, window: Window, across: AcrossSearch | None = None
    ) -> tuple[Ranking, Correction | None]:
        """Return the ranked matches, and the correction if the query was read as another."""
        if not request.q:
            return self._ranker.rank_tree(Everything(), window), None
        if slug := addressed_slug(request.q):
            return self._ranker.rank(self._addressed(slug), window), None
        if has_operators(request.q, self._language) and (tree := parse_operators(request.q, self._language)):
            return self._ranker.rank_tree(tree, window), None
        query = AnalyzedQuery(parse_plain(request.q, self._language), self._vocabulary)
        ranking, correction = self._find_plain(query, request, window)
        best = ranking.best_tier
        if not across or not across.others or (best is not None and best <= Tier.INSIDE) or ranking.begins_name:
            return ranking, correction
        translated = across.name(query, is_corrected=correction is not None) or across.answers(is_lost=best is None)
        if translated:
            return self._ranker.rank(query, window, _floor(request, WHOLE), translated), None
        return ranking, correction

    def _find_plain(
        self, query: AnalyzedQuery, request: SearchRequest, window: Window
    ) -> tuple[Ranking, Correction | None]:
        """Return the ranked matches of a query without operators, and the correction."""
        floor = _floor(request)
        corrected = None if request.exact else self._corrector.correct_unknown_words(query)
        if not corrected or not corrected.is_certain:
            ranking = self._ranker.rank(query, window, floor)
            if not corrected and not request.exact:
                corrected = self._name_meant(query, ranking, floor)
            if not corrected:
                return ranking, None
            if not corrected.is_certain and ranking.best_tier is not None:
                return ranking, _correction(request, corrected.query, applied=False)
        ranking = self._ranker.rank(corrected.query, window, floor)
        if ranking.best_tier is None:
            return ranking, None
        return ranking, _correction(request, corrected.query, applied=True)

    def _name_meant(self, query: AnalyzedQuery, ranking: Ranking, floor: float) -> CorrectedQuery | None:
        """Return the query as the name that it was meant for, if that finds something better."""
        if not ranking.is_poor and not self._may_be_slip(query, ranking):
            return None
        corrected = self._corrector.correct_as_name(query, is_found=ranking.best_tier in (Tier.INSIDE, Tier.ALL_WORDS))
        if not corrected or (ranking.best_tier == Tier.ALL_WORDS and not self._is_unsure(ranking)):
            return None
        return corrected if self._ranker.rank(corrected.query, Window(), floor).is_better_than(ranking) else None

    def _is_unsure(self, ranking: Ranking) -> bool:
        """Return whether the first result is hardly an answer."""
        first = self._text_index.documents(ranking.matches.best.ordinals[:1])
        return self._confidence_of(ranking, first.matches(ranking.words)) in _UNSURE

    def _may_be_slip(self, query: AnalyzedQuery, ranking: Ranking) -> bool:
        """Return whether a query that finds all of its words, or an entry by name among others, may be misspelled."""
        if ranking.best_tier == Tier.INSIDE:
            return True
        if ranking.best_tier == Tier.ALL_WORDS:
            return not query.in_dictionary and len(query.content) > 1
        return ranking.best_tier == Tier.VARIANT and self._corrector.has_slip(query)

    def _confidence(self, request: SearchRequest, ranking: Ranking, matching: list[list[Match]]) -> Confidence:
        """Return how sure the first result is, on a page that begins with it."""
        if ranking.matches.best.ordinals and (not request.q or request.page > 1 or request.sort != "relevance"):
            return Confidence.LIKELY
        return self._confidence_of(ranking, matching)

    def _confidence_of(self, ranking: Ranking, matching: list[list[Match]]) -> Confidence:
        """Return how sure the first of the best entries is, given the matching words of each."""
        first = matching[0] if matching else ()
        return confidence_of(ranking, first, self._vocabulary, self._reader.meanings.similarity)

    def _closest(self, request: SearchRequest, ranking: Ranking) -> tuple[Hit, ...]:
        """Return the entries closest in meaning of those whose texts hold none of the words."""
        nearest = self._reader.meanings.nearest(request.q, 4 * CLOSEST) if request.q else []
        batch = self._text_index.documents([ordinal for ordinal, _ in nearest])
        matching = batch.matches(ranking.words)
        rows = [
            (ordinal, Tier.SOME_WORDS, similarity, document, matches)
            for (ordinal, similarity), document, matches in zip(nearest, batch.documents(), matching, strict=True)
            if not matches
        ]
        return make_hits(rows[:CLOSEST], {}, {}, self._language, corrected=False)

    def _addressed(self, slug: str) -> AnalyzedQuery:
        """Return the query for the entry at an address; for the words in the address if there is none."""
        names = self._vocabulary.names
        ordinal = self._addressed_ordinal(slug)
        ordinal = names.ordinal(slug) if ordinal is None else ordinal
        ordinal = names.redirect(slug) if ordinal is None else ordinal
        text = slug.replace("-", " ") if ordinal is None else self._reader.title(ordinal)
        return AnalyzedQuery(parse_plain(text, self._language), self._vocabulary, ordinal)

    def _beside(self, request: SearchRequest, best: Sequence[int], shown: Sequence[int]) -> tuple[Related, ...]:
        """Return terms linked from the top hits but not on the page; if nothing matched, terms with similar names."""
        if not request.q or not request.related:
            return ()
        if not best:
            similar = self._corrector.nearest(request.q, request.related)
            return tuple([self._related(ordinal, "similar") for ordinal in similar])
        found = related_to_hits(best, self._reader.links, shown, request.related)
        return tuple([self._related(*each) for each in found])

    def suggest(self, q: str, limit: int = 8, categories: Sequence[str] = ()) -> tuple[Suggestion, ...]:
        text, _ = clean_query(q)
        if slug := addressed_slug(text):
            text = self._addressed(slug).text
        text += " " * (text != "" and q[-1:].isspace())  # the word is finished, another one follows
        return self._suggester.suggest(text, limit, categories)

    def related(self, slug: str, limit: int = 6) -> tuple[Related, ...]:
        ordinal = self._ordinal(slug)
        similar = self._reader.meanings.ranked(ordinal, self._text_index.more_like_this(ordinal, SIMILAR))
        return tuple([self._related(*each) for each in self._reader.links.ranked(ordinal, similar)[:limit]])


def _floor(request: SearchRequest, floor: float = FLOOR) -> float:
    return 0.0 if request.all else floor


def _correction(request: SearchRequest, corrected: AnalyzedQuery, *, applied: bool) -> Correction:
    text = corrected.text
    return Correction(request.q, text, request.path_taken_literally(), request.path_corrected(text), applied)


def _window(request: SearchRequest) -> Window:
    """Return the window of a request; its page is among the best unless it is a late one or sorted otherwise."""
    start, stop = (request.page - 1) * request.per_page, request.page * request.per_page
    sort = "name" if not request.q and request.sort == "relevance" else request.sort
    best = max(HITS, stop) if start < RERANKED and sort == "relevance" else HITS
    return Window(request.categories, best, sort, start, stop)


def _sliced(best: RankedEntries, window: Window) -> RankedEntries:
    """Return the page of the window, which is among the best."""
    place = slice(window.start, window.stop)
    return RankedEntries(best.ordinals[place], best.tiers[place], best.scores[place])

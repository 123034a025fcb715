"""The engine: from a request to a page of results, over any text index."""

from __future__ import annotations

import time
from collections.abc import Sequence

from search_app.language.english import ENGLISH
from search_app.search.catalogue import GlossaryCatalogue
from search_app.search.index.reader import IndexReader
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.correction import QueryCorrector
from search_app.search.query.operators import has_operators, parse_operators
from search_app.search.query.plain import parse_plain
from search_app.search.query.synonyms import SynonymExpander
from search_app.search.query.syntax_tree import Everything
from search_app.search.ranking.ranker import Ranker, Ranking
from search_app.search.ranking.reranker import RERANKED, Reranker
from search_app.search.request import SearchRequest, clean_query
from search_app.search.results.facets import CategoryFacet
from search_app.search.results.hits import make_hits
from search_app.search.results.model import Correction, Hit, Related, SearchPage, Suggestion
from search_app.search.results.related import HITS, related_to_hits
from search_app.search.results.suggestions import MAX_LIMIT, suggest_names, suggestion
from search_app.search.retrieval.text_index import RankedEntries, TextIndex, Window
from search_app.search.storage.arrays import DocIds, Mask

SIMILAR = 40  # entries with similar text among the related terms of one


class GlossaryEngine(GlossaryCatalogue):
    """Answers from one generation. Nothing in it changes: threads and processes share it."""

    def __init__(self, generation: str, reader: IndexReader, text_index: TextIndex) -> None:
        super().__init__(generation, reader)
        self._vocabulary = reader.vocabulary
        self._text_index = text_index
        synonyms = SynonymExpander(self.site.synonyms, self._vocabulary)
        self._corrector = QueryCorrector(self._vocabulary, synonyms)
        reranker = Reranker(self._vocabulary, reader.doc_values, reader.meanings)
        self._ranker = Ranker(self._vocabulary, text_index, synonyms, reranker)
        self._facet = CategoryFacet(self.site.categories)

    def search(self, request: SearchRequest) -> SearchPage:
        started = time.perf_counter()
        window = _window(request)
        ranking, correction = self._find(request, window)
        matches = ranking.matches
        shown = matches.page if window.has_page else _sliced(matches.best, window)
        hits = self._hits(ranking, shown, corrected=correction is not None)
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
        )

    def _find(self, request: SearchRequest, window: Window) -> tuple[Ranking, Correction | None]:
        """Return the ranked matches, and the correction if the query was read as another."""
        if not request.q:
            return self._ranker.rank_tree(Everything(), window), None
        if has_operators(request.q) and (tree := parse_operators(request.q)):
            return self._ranker.rank_tree(tree, window), None
        query = AnalyzedQuery(parse_plain(request.q), self._vocabulary)
        corrected = None if request.exact else self._corrector.correct_unknown_words(query)
        ranking = self._ranker.rank(corrected or query, window)
        if ranking.is_poor and not corrected and not request.exact:
            corrected = self._corrector.correct_as_name(query)
            if corrected:
                other = self._ranker.rank(corrected, window)
                ranking, corrected = (other, corrected) if other.is_better_than(ranking) else (ranking, None)
        if not corrected or ranking.best_tier is None:
            return ranking, None
        return ranking, Correction(request.q, corrected.text, request.path_taken_literally())

    def _hits(self, ranking: Ranking, shown: RankedEntries, *, corrected: bool) -> tuple[Hit, ...]:
        batch = self._text_index.documents(shown.ordinals)
        matches = batch.matches(ranking.words)
        rows = zip(shown.ordinals, shown.tiers, shown.scores, batch.documents(), matches, strict=True)
        return make_hits(rows, ranking.names, ranking.words, corrected=corrected)

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
        text += " " * (text != "" and q[-1:].isspace())  # the word is finished, another one follows

        def in_categories(ordinals: DocIds) -> Mask:
            return self._reader.doc_values.in_categories(ordinals, categories)

        limit = min(limit, MAX_LIMIT)
        names = suggest_names(text, self._vocabulary, limit, in_categories if categories else None)
        typed = [word.surface for word in ENGLISH.words(text)]
        documents = self._text_index.documents([name.ordinal for name in names]).documents()
        return tuple([suggestion(document, name, typed) for document, name in zip(documents, names, strict=True)])

    def related(self, slug: str, limit: int = 6) -> tuple[Related, ...]:
        ordinal = self._ordinal(slug)
        similar = self._text_index.more_like_this(ordinal, SIMILAR)
        return tuple([self._related(*each) for each in self._reader.links.ranked(ordinal, similar)[:limit]])


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

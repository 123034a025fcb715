"""The engine that comes with the service: one generation, answered from arrays, in this process."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from functools import partial, reduce
from operator import or_
from pathlib import Path

import numpy as np

from search_app.errors import IndexUnavailable, NotFound
from search_app.glossary.model import Category
from search_app.glossary.rendering.entry import Entry
from search_app.language.english import ENGLISH
from search_app.search.index import generations
from search_app.search.index.alphabetical import Alphabet
from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.reader import IndexReader
from search_app.search.indexer.whoosh_schema import schema
from search_app.search.query.correction import QueryCorrector
from search_app.search.query.operators import has_operators, parse_operators
from search_app.search.query.plain import PlainQuery, parse_plain, stem_alternatives
from search_app.search.query.synonyms import Expansion, SynonymExpander
from search_app.search.ranking.more_like_this import SIMILAR, similar
from search_app.search.ranking.ranker import Ranking, best, rank_parsed, rank_plain, rerank
from search_app.search.ranking.reranker import Reranker
from search_app.search.ranking.tiers import Tier
from search_app.search.request import SearchRequest, clean_query
from search_app.search.results.facets import CategoryFacet
from search_app.search.results.highlighting import QueryWordMask, highlight
from search_app.search.results.model import Correction, Hit, Matched, Related, SearchPage, Suggestion
from search_app.search.results.suggestions import MAX_LIMIT, suggest_names, suggestion
from search_app.search.retrieval.embedded import EmbeddedTextIndex
from search_app.search.storage.arrays import DocIds, Mask

FILTERED = 50  # names looked at for each suggestion in chosen categories
RELATED_SHOWN = 6
RELATED_FROM = 5  # hits whose related terms are offered beside the results

log = logging.getLogger(__name__)


class GlossaryEngine:
    """Answers from one generation. Nothing in it changes, so threads and forked processes share it."""

    def __init__(self, folder: Path) -> None:
        self._files = IndexReader(folder)
        self.generation = folder.name
        self.site = self._files.site
        self._executor = EmbeddedTextIndex(
            {"entry": self._files.postings, "name": self._files.name_postings}, self._files.columns
        )
        files = self._files
        self._synonyms = SynonymExpander(self.site.synonyms, files.names, files.postings.stems)
        self._corrector = QueryCorrector(files.names, files.lexicon, files.speller, self._synonyms)
        self._reranker = Reranker(files)
        self._facet = CategoryFacet(self.site.categories, self._files.columns)
        self._alphabet = Alphabet(folder)
        self._schema = schema()

    @classmethod
    def open(cls, index: str | Path) -> GlossaryEngine:
        """Open the published generation; one that fails its checks is refused and the one before is opened.

        Raises:
            IndexUnavailable: no generation can be served.
        """
        refused = ""
        for folder in generations.candidates(Path(index)):
            try:
                generations.verify(folder, fingerprint())
                return cls(folder)
            except (IndexUnavailable, OSError, ValueError) as error:
                refused = refused or f" {error}"
                log.error("refused: %s", error)
        raise IndexUnavailable(f"Nothing that can be served is published in {index}; run `glossary build`.{refused}")

    def close(self) -> None:
        """Let go of the generation; its files are unmapped when the last answer has been given."""

    def __len__(self) -> int:
        return len(self._files.entries)

    # Searching

    def search(self, request: SearchRequest) -> SearchPage:
        started = time.perf_counter()
        ranking, sought, correction = self._find(request)
        columns = self._files.columns
        chosen = columns.in_categories(ranking.ordinals, request.categories) if request.categories else None
        total = len(ranking.ordinals) if chosen is None else int(np.count_nonzero(chosen))
        last = request.page * request.per_page
        order = best(ranking, chosen, max(last, RELATED_FROM))
        top = ranking.ordinals[order[:RELATED_FROM]].tolist()
        if request.sort != "relevance":
            order = self._sorted(request.sort, ranking, chosen)
        places = order[last - request.per_page : last]
        hits = self._hits(ranking, places, sought, correction)
        facet = self._facet.values(request, ranking.ordinals)
        return SearchPage(
            query=request.q,
            total=total,
            page=request.page,
            per_page=request.per_page,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            generation=self.generation,
            hits=hits,
            facets={"category": facet},
            correction=correction,
            cut=request.cut,
            find_related=partial(self._beside, request.q, top, hits),
        )

    def _find(self, request: SearchRequest) -> tuple[Ranking, QueryWordMask, Correction | None]:
        """Return what was found, the stems to mark, and the correction if the query was read as another."""
        files = self._files
        if not request.q:
            return self._everything(), {}, None
        if has_operators(request.q) and (parsed := parse_operators(request.q, self._schema, files.lexicon)):
            return rank_parsed(parsed, self._executor), self._executor.sought(parsed), None
        plain = parse_plain(request.q)
        mended = None if request.exact else self._corrector.correct_unknown_words(plain)
        ranking, sought = self._rank(mended or plain)
        poor = not ranking.names and ranking.best_tier in (None, Tier.SOME_WORDS)
        if poor and not mended and not request.exact:
            mended = self._corrector.correct_as_name(plain)
            if mended:
                other, other_sought = self._rank(mended)
                if other.best_tier is not None and (ranking.best_tier is None or other.best_tier < ranking.best_tier):
                    ranking, sought = other, other_sought
                else:
                    mended = None
        if not mended or not len(ranking.ordinals):
            return ranking, sought, None
        return ranking, sought, Correction(request.q, mended.text, request.path_taken_literally())

    def _rank(self, query: PlainQuery) -> tuple[Ranking, QueryWordMask]:
        files = self._files
        groups = stem_alternatives(query, files.postings.stems)
        ranking = rank_plain(query, groups, files.postings, files.names, files.cards, self._synonyms)
        rerank(ranking, self._reranker, query, groups)
        return ranking, _sought(groups, ranking.substitutes)

    def _everything(self) -> Ranking:
        ranks = self._files.columns.name_ranks
        return Ranking(np.arange(len(ranks), dtype=np.int32), -ranks.astype(np.float32), {})

    def _sorted(self, sort: str, ranking: Ranking, chosen: Mask | None) -> DocIds:
        """Return the places in the ranking in another order."""
        places = np.arange(len(ranking.ordinals)) if chosen is None else np.flatnonzero(chosen)
        return places[self._files.columns.order_by(sort, ranking.ordinals[places])]

    def _hits(
        self, ranking: Ranking, places: DocIds, sought: QueryWordMask, correction: Correction | None
    ) -> tuple[Hit, ...]:
        ordinals, scores = ranking.ordinals.take(places).tolist(), ranking.scores.take(places).tolist()
        cards, found = self._files.cards.all_of(ordinals), self._files.cards.matches(ordinals, sought)
        names, every, hits = ranking.names, reduce(or_, sought.values(), 0), []
        for ordinal, score, card, matches in zip(ordinals, scores, cards, found, strict=True):
            matched, name_html, snippet_html = highlight(card, matches, sought, every)
            if name := names.get(ordinal):
                matched = Matched("spelling" if correction else name.kind.field, name.text)
            hits.append(
                Hit(card.slug, card.name, name_html, card.categories, snippet_html, matched, card.updated, score)
            )
        return tuple(hits)

    def _beside(self, q: str, top: Sequence[int], hits: Sequence[Hit]) -> tuple[Related, ...]:
        """Return what the best hits lead to and the page does not list, or names like a query that found nothing."""
        if not q:
            return ()
        if not top:
            return tuple(self._related(ordinal, "similar") for ordinal in self._corrector.nearest(q, RELATED_SHOWN))
        votes: dict[int, float] = {}
        voters: dict[int, int] = {}
        for place, hit in enumerate(top, 1):
            for position, ordinal in enumerate(self._files.links.first(hit), place + 1):
                votes[ordinal] = votes.get(ordinal, 0.0) + 1 / position
                voters.setdefault(ordinal, hit)
        shown = {hit.slug for hit in hits}
        curated = self._files.links.is_curated
        found = []
        for ordinal in sorted(votes, key=lambda each: (-votes[each], each)):
            related = self._related(ordinal, "curated" if curated(voters[ordinal], ordinal) else "mentioned")
            if related.slug not in shown:
                found.append(related)
            if len(found) == RELATED_SHOWN:
                break
        return tuple(found)

    def _related(self, ordinal: int, source: str) -> Related:
        return Related(self._files.slugs.text(ordinal), self._files.titles.text(ordinal), source)

    # Suggesting

    def suggest(self, q: str, limit: int = 8, categories: Sequence[str] = ()) -> tuple[Suggestion, ...]:
        text, _ = clean_query(q)
        text += " " * (text != "" and q[-1:].isspace())  # the word is finished, another one follows
        limit = min(limit, MAX_LIMIT)
        names = suggest_names(
            text, self._files.names, self._files.lexicon, self._files.speller, limit * (FILTERED if categories else 1)
        )
        typed = [word.surface for word in ENGLISH.words(text)]
        found: list[Suggestion] = []
        for name in names:
            card = self._files.cards[name.ordinal]
            if not categories or set(categories) & set(card.categories):
                found.append(suggestion(card, name, typed))
            if len(found) == limit:
                break
        return tuple(found)

    def related(self, slug: str, limit: int = 6) -> tuple[Related, ...]:
        ordinal = self._ordinal(slug)
        stems = set(self._files.cards.stems(ordinal).tolist())
        alike = similar(ordinal, stems, self._files.postings, len(self), SIMILAR)
        return tuple(self._related(other, why) for other, why in self._files.links.ranked(ordinal, alike)[:limit])

    # Browsing

    def entry(self, slug: str) -> Entry:
        entry: Entry = self._files.entries[self._ordinal(slug)]
        return entry

    def redirect(self, slug: str) -> str | None:
        ordinal = self._files.names.redirect(slug)
        return None if ordinal is None else self._files.slugs.text(ordinal)

    def entries(self, *, category: str = "", letter: str = "", sort: str = "name") -> Sequence[Entry]:
        columns = self._files.columns
        found: DocIds = columns.by_name
        if letter:
            found = found[np.isin(found, self._alphabet.under(letter))]
        if category:
            found = found[columns.in_categories(found, [category])]
        return self._files.entries.chosen(found[columns.order_by(sort, found)].tolist())

    def names(self, letter: str, start: int, stop: int) -> list[tuple[str, Entry]]:
        return [(name, self._files.entries[ordinal]) for name, ordinal in self._alphabet.listed(letter, start, stop)]

    def beginnings(self, letter: str) -> dict[str, int]:
        return self._alphabet.beginnings(letter)

    def letters(self) -> dict[str, int]:
        return self._alphabet.letters()

    def categories(self) -> Sequence[tuple[Category, int]]:
        counts = self._files.columns.facet_counts(self._files.columns.by_name)
        return list(zip(self.site.categories, counts.tolist(), strict=True))

    def popular(self, limit: int = 8) -> tuple[Related, ...]:
        leading = self._files.links.leading()
        order = np.lexsort((self._files.columns.name_ranks, -leading))[:limit]
        return tuple(self._related(ordinal, "mentioned") for ordinal in order.tolist())

    def adjacent(self, slug: str) -> tuple[Related | None, Related | None]:
        by_name = self._files.columns.by_name
        rank = int(self._files.columns.name_ranks[self._ordinal(slug)])
        before = self._related(int(by_name[rank - 1]), "adjacent") if rank else None
        after = self._related(int(by_name[rank + 1]), "adjacent") if rank + 1 < len(by_name) else None
        return before, after

    def _ordinal(self, slug: str) -> int:
        ordinal = self._files.names.ordinal(slug)
        if ordinal is None:
            raise NotFound(f"There is no term with the slug {slug!r}.")
        return ordinal


def _sought(groups: Sequence[Sequence[int]], substitutes: Sequence[Expansion]) -> QueryWordMask:
    """Return for each stem that was looked for the words of the query that it stands for, as bits."""
    found: dict[int, int] = {}
    for place, group in enumerate(groups):
        for stem in group:
            found[stem] = found.get(stem, 0) | 1 << place
    for covers, stems in substitutes:
        for stem in stems:
            found.setdefault(stem, sum([1 << place for place in covers]))
    return found

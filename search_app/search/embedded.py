"""The engine that comes with the service: one generation, answered from arrays, in this process."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np

from search_app.errors import IndexUnavailable, NotFound
from search_app.glossary.model import Category
from search_app.glossary.render import Entry
from search_app.search import generations
from search_app.search.analysis import words
from search_app.search.cards import Card
from search_app.search.columns import Mask, Ordinals
from search_app.search.correction import Corrector
from search_app.search.derived import Derived
from search_app.search.executor import Executor
from search_app.search.names import Name
from search_app.search.page import Correction, FacetValue, Hit, Matched, Related, SearchPage, Suggestion
from search_app.search.query import PlainQuery, has_operators, parse_operators, read_plain, stem_groups
from search_app.search.ranking import Ranking, Tier, best, rank_parsed, rank_plain
from search_app.search.related import SIMILAR, similar
from search_app.search.request import SearchRequest, clean_query
from search_app.search.schema import fingerprint, schema
from search_app.search.snippet import explain
from search_app.search.suggest import MAX_LIMIT, suggest_names

MAX_FACET_VALUES = 60  # categories in the filter; of more, those with most results
FILTERED = 50  # names looked at for each suggestion in chosen categories
RELATED_SHOWN = 6
RELATED_FROM = 5  # hits whose related terms are offered beside the results

log = logging.getLogger(__name__)


class EmbeddedEngine:
    """Answers from one generation. Nothing in it changes, so threads and forked processes share it."""

    def __init__(self, folder: Path) -> None:
        self._files = Derived(folder)
        self.generation = folder.name
        self.site = self._files.site
        self._executor = Executor(
            {"entry": self._files.postings, "name": self._files.name_postings}, self._files.columns
        )
        self._corrector = Corrector(self._files.names, self._files.speller)
        self._schema = schema()

    @classmethod
    def open(cls, index: str | Path) -> EmbeddedEngine:
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
        ranking, stems, correction = self._find(request)
        columns = self._files.columns
        chosen = columns.in_categories(ranking.ordinals, request.categories) if request.categories else None
        total = len(ranking.ordinals) if chosen is None else int(np.count_nonzero(chosen))
        places = self._page(request, ranking, chosen)
        hits = tuple(
            self._hit(int(ranking.ordinals[place]), float(ranking.scores[place]), ranking, stems, correction)
            for place in places.tolist()
        )
        facet = self._facet(request, ranking.ordinals)
        related = self._beside(request, ranking, chosen, places)
        return SearchPage(
            query=request.q,
            total=total,
            page=request.page,
            per_page=request.per_page,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            generation=self.generation,
            hits=hits,
            facets={"category": facet},
            related=related,
            correction=correction,
            cut=request.cut,
        )

    def _find(self, request: SearchRequest) -> tuple[Ranking, frozenset[int], Correction | None]:
        """Return what was found, the stems to mark, and the correction if the query was read as another."""
        files = self._files
        if not request.q:
            return self._everything(), frozenset(), None
        if has_operators(request.q) and (parsed := parse_operators(request.q, self._schema, files.speller)):
            marked = {files.postings.stems.find(text) for field, text in parsed.iter_all_terms() if field != "category"}
            return rank_parsed(parsed, self._executor), frozenset(marked - {-1}), None
        plain = read_plain(request.q)
        mended = None if request.exact else self._corrector.mend_unknown(plain)
        ranking, stems = self._rank(mended or plain)
        if not mended and not request.exact and ranking.best_tier in (None, Tier.SOME_WORDS):
            mended = self._corrector.mend_any(plain)
            if mended:
                other, other_stems = self._rank(mended)
                if other.best_tier is not None and (ranking.best_tier is None or other.best_tier < ranking.best_tier):
                    ranking, stems = other, other_stems
                else:
                    mended = None
        if not mended or not len(ranking.ordinals):
            return ranking, stems, None
        return ranking, stems, Correction(request.q, mended.text, request.taken_literally().path())

    def _rank(self, query: PlainQuery) -> tuple[Ranking, frozenset[int]]:
        groups = stem_groups(query, self._files.postings.stems)
        ranking = rank_plain(query, groups, self._files.postings, self._files.names)
        return ranking, frozenset(number for group in groups for number in group)

    def _everything(self) -> Ranking:
        ranks = self._files.columns.name_ranks
        return Ranking(np.arange(len(ranks), dtype=np.int32), -ranks.astype(np.float32), {})

    def _page(self, request: SearchRequest, ranking: Ranking, chosen: Mask | None) -> Ordinals:
        """Return the places in the ranking of what the page shows."""
        first = (request.page - 1) * request.per_page
        if request.sort == "relevance":
            return best(ranking, chosen, first + request.per_page)[first:]
        places = np.arange(len(ranking.ordinals)) if chosen is None else np.flatnonzero(chosen)
        order = self._files.columns.order_by(request.sort, ranking.ordinals[places])
        return places[order][first : first + request.per_page]

    def _hit(
        self, ordinal: int, score: float, ranking: Ranking, stems: frozenset[int], correction: Correction | None
    ) -> Hit:
        card: Card = self._files.cards[ordinal]
        matched, name_html, snippet_html = explain(card, stems)
        if name := ranking.names.get(ordinal):
            matched = Matched("spelling" if correction else name.kind.field, name.text)
        return Hit(
            slug=card.slug,
            name=card.name,
            name_html=name_html,
            categories=card.categories,
            snippet_html=snippet_html,
            matched=matched,
            updated=card.updated,
            score=score,
        )

    def _facet(self, request: SearchRequest, found: Ordinals) -> tuple[FacetValue, ...]:
        """Return the categories with their counts among all that was found, whatever is chosen; zeros are kept."""
        columns = self._files.columns
        counts = columns.facet_counts(found)
        shown: Sequence[int] = range(len(counts))
        if len(counts) > MAX_FACET_VALUES:
            most = np.argpartition(-counts, MAX_FACET_VALUES)[:MAX_FACET_VALUES].tolist()
            chosen = {columns.numbers[slug] for slug in request.categories if slug in columns.numbers}
            shown = sorted(chosen.union(most))
        toggle = request.toggles()
        values = []
        for number in shown:
            category = self.site.categories[number]
            selected = category.slug in request.categories
            url = toggle(category.slug)
            values.append(FacetValue(category.slug, category.name, int(counts[number]), selected, url))
        return tuple(values)

    def _beside(
        self, request: SearchRequest, ranking: Ranking, chosen: Mask | None, shown: Ordinals
    ) -> tuple[Related, ...]:
        """Return what the best hits lead to and the page does not list, or names like a query that found nothing."""
        if not request.q:
            return ()
        top = best(ranking, chosen, RELATED_FROM)
        if not len(top):
            return tuple(
                self._related(ordinal, "similar") for ordinal in self._corrector.nearest(request.q, RELATED_SHOWN)
            )
        votes: Counter[int] = Counter()
        source: dict[int, str] = {}
        for place, hit in enumerate(ranking.ordinals[top].tolist(), 1):
            for position, (ordinal, why) in enumerate(self._files.links.first(hit, MAX_LIMIT), 1):
                votes[ordinal] += 1 / (place + position)  # type: ignore[assignment]
                source.setdefault(ordinal, why)
        listed = set(ranking.ordinals[shown].tolist())
        chosen_ones = [ordinal for ordinal, _ in votes.most_common() if ordinal not in listed]
        return tuple(self._related(ordinal, source[ordinal]) for ordinal in chosen_ones[:RELATED_SHOWN])

    def _related(self, ordinal: int, source: str) -> Related:
        card: Card = self._files.cards[ordinal]
        return Related(card.slug, card.name, source)

    # Suggesting

    def suggest(self, q: str, limit: int = 8, categories: Sequence[str] = ()) -> tuple[Suggestion, ...]:
        text, _ = clean_query(q)
        text += " " * (text != "" and q[-1:].isspace())  # the word is finished, another one follows
        limit = min(limit, MAX_LIMIT)
        names = suggest_names(text, self._files.names, self._files.speller, limit * (FILTERED if categories else 1))
        found: list[Suggestion] = []
        for name in names:
            card: Card = self._files.cards[name.ordinal]
            if not categories or set(categories) & set(card.categories):
                found.append(_suggestion(card, name, text))
            if len(found) == limit:
                break
        return tuple(found)

    def related(self, slug: str, limit: int = 6) -> tuple[Related, ...]:
        ordinal = self._ordinal(slug)
        alike = similar(self._files.cards[ordinal], ordinal, self._files.postings, len(self), SIMILAR)
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
        found: Ordinals = columns.by_name
        if letter:
            found = found[np.isin(found, list(self._files.names.under(letter)))]
        if category:
            found = found[columns.in_categories(found, [category])]
        return self._files.entries.chosen(found[columns.order_by(sort, found)].tolist())

    def letters(self) -> dict[str, int]:
        return self._files.names.letters()

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


def open_previous(index: str | Path) -> EmbeddedEngine | None:
    """Open the generation before the published one, to compare answers; None when there is none."""
    for folder in list(generations.candidates(Path(index)))[1:]:
        try:
            generations.verify(folder, fingerprint())
        except IndexUnavailable:
            continue
        return EmbeddedEngine(folder)
    return None


def _suggestion(card: Card, name: Name, typed: str) -> Suggestion:
    category = card.categories[0] if card.categories else ""
    matched = Matched(name.kind.field, name.text)
    return Suggestion(card.slug, card.name, _marked_start(card.name, typed), category, matched)


def _marked_start(name: str, typed: str) -> str:
    """Return `name` as safe HTML with the beginnings of words that were typed marked."""
    prefixes = [word.surface for word in words(typed)]
    pieces, at = [], 0
    for word in words(name):
        prefix = next((prefix for prefix in prefixes if word.surface.startswith(prefix)), "")
        end = min(word.start + len(prefix), word.end)
        if prefix and word.start >= at:
            pieces += [escape(name[at : word.start]), "<mark>", escape(name[word.start : end]), "</mark>"]
            at = end
    return "".join(pieces) + escape(name[at:])

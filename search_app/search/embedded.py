"""The engine that comes with the service: one generation of a Whoosh index and its derived files, in this process."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from whoosh import index as whoosh_index

from search_app.errors import IndexUnavailable, NotFound
from search_app.glossary.model import Category
from search_app.glossary.naming import fold
from search_app.glossary.render import Entry
from search_app.search import generations
from search_app.search.analysis import words
from search_app.search.columns import Ordinals
from search_app.search.derived import Derived
from search_app.search.names import Name
from search_app.search.page import Correction, FacetValue, Hit, Matched, Related, SearchPage, Suggestion
from search_app.search.query import PlainQuery, alternatives, has_operators, parse_operators, read_plain
from search_app.search.ranking import FullText, Ranking, rank_parsed, rank_plain
from search_app.search.request import SearchRequest, clean_query
from search_app.search.schema import fingerprint
from search_app.search.snippet import explain, marked
from search_app.search.suggest import MAX_LIMIT, suggest_names

RELATED_SHOWN = 6
RELATED_FROM = 5  # hits whose related terms are offered beside the results
NEAREST_CUTOFF = 60  # percent of likeness (rapidfuzz's weighted ratio) below which a name is no help

log = logging.getLogger(__name__)


class EmbeddedEngine:
    """Answers from one generation. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._generation = Derived(folder)
        self.generation = folder.name
        self.site = self._generation.site
        self._index = whoosh_index.open_dir(str(folder), readonly=True)
        self._threads = threading.local()  # a Whoosh searcher belongs to one thread
        self._ordinals = {slug: ordinal for ordinal, slug in enumerate(self._generation.slugs)}
        self._popularity = self._count_links()

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
        self._index.close()

    def __len__(self) -> int:
        return len(self._generation.entries)

    # Searching

    def search(self, request: SearchRequest) -> SearchPage:
        started = time.perf_counter()
        ranking, stems, correction = self._find(request)
        columns = self._generation.columns
        kept = columns.in_categories(ranking.ordinals, request.categories)
        first = (request.page - 1) * request.per_page
        shown = columns.sorted_by(request.sort, kept)[first : first + request.per_page]
        scores = dict(zip(ranking.ordinals.tolist(), ranking.scores.tolist(), strict=True))
        hits = tuple(
            self._hit(ordinal, scores[ordinal], ranking.names.get(ordinal), stems, correction)
            for ordinal in shown.tolist()
        )
        related = self._related_to(kept, shown) if len(kept) else self._nearest(request.q)
        return SearchPage(
            query=request.q,
            total=len(kept),
            page=request.page,
            per_page=request.per_page,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            generation=self.generation,
            hits=hits,
            facets={"category": self._facet(request, ranking.ordinals)},
            related=related if request.q else (),
            correction=correction,
            cut=request.cut,
        )

    def _find(self, request: SearchRequest) -> tuple[Ranking, frozenset[str], Correction | None]:
        """Return what was found, the stems to mark, and the correction if the query was read as another."""
        if not request.q:
            return self._everything(), frozenset(), None
        fulltext, derived = self._fulltext(), self._generation
        if has_operators(request.q) and (parsed := parse_operators(request.q, self._index.schema, derived.speller)):
            stems = frozenset(text for field, text in parsed.iter_all_terms() if field != "category")
            return rank_parsed(parsed, fulltext), stems, None
        plain = read_plain(request.q)
        mended = None if request.exact else self._mended(plain, known_too=False)
        ranking = rank_plain(mended or plain, fulltext, derived.names, derived.speller)
        if not len(ranking.ordinals) and not request.exact and (mended := self._mended(plain, known_too=True)):
            ranking = rank_plain(mended, fulltext, derived.names, derived.speller)
        correction = None
        if mended and len(ranking.ordinals):
            correction = Correction(request.q, mended.text, request.taken_literally().path())
        groups = alternatives(mended or plain, derived.speller)
        return ranking, frozenset(stem for group in groups for stem in group), correction

    def _everything(self) -> Ranking:
        ordinals = np.argsort(np.asarray(self._generation.columns.name_ranks)).astype(np.int64)
        zeros = np.zeros(len(ordinals))
        return Ranking(ordinals, zeros.astype(np.int8), zeros, {})

    def _mended(self, query: PlainQuery, *, known_too: bool) -> PlainQuery | None:
        """Return the query with misspelled words corrected, or None when there is nothing to correct.

        A name typed as it is stays; a word the glossary uses is corrected only if `known_too`.
        """
        speller, text = self._generation.speller, query.text
        if self._generation.names.exact(text) or self._generation.names.exact(query.content_text):
            return None
        for word in sorted(query.content, key=lambda word: -word.start):
            written = text[word.start : word.end]
            acronym = written.isupper() and len(written) <= 5
            if acronym or (speller.knows(word.surface) and not known_too):
                continue
            if better := speller.correct(word.surface):
                text = text[: word.start] + better + text[word.end :]
        return read_plain(text) if text != query.text else None

    def _fulltext(self) -> FullText:
        known: FullText | None = getattr(self._threads, "fulltext", None)
        if known is None:
            known = self._threads.fulltext = FullText(self._index.searcher(), self._generation.documents)
        return known

    def _hit(
        self, ordinal: int, score: float, name: Name | None, stems: frozenset[str], correction: Correction | None
    ) -> Hit:
        entry = self._generation.entries[ordinal]
        matched, snippet = explain(entry, stems)
        if name:
            matched = Matched("spelling" if correction else name.field, name.text)
        return Hit(
            slug=entry.slug,
            name=entry.name,
            name_html=marked(entry.name, stems),
            categories=entry.categories,
            snippet_html=snippet,
            matched=matched,
            updated=entry.updated,
            score=score,
        )

    def _facet(self, request: SearchRequest, found: Ordinals) -> tuple[FacetValue, ...]:
        """Return every category with its count among all that was found, whatever is chosen."""
        counts = self._generation.columns.facet_counts(found)
        return tuple(
            FacetValue(
                slug=category.slug,
                name=category.name,
                count=counts[category.slug],
                selected=category.slug in request.categories,
                url=request.toggled(category.slug).path(),
            )
            for category in self.site.categories
        )

    def _related_to(self, found: Ordinals, shown: Ordinals) -> tuple[Related, ...]:
        """Return what the best hits lead to and the page does not list; earlier hits and links weigh more."""
        votes: Counter[int] = Counter()
        source: dict[int, str] = {}
        for place, hit in enumerate(found[:RELATED_FROM].tolist(), 1):
            for position, (ordinal, why) in enumerate(self._generation.related[hit], 1):
                votes[ordinal] += 1 / (place + position)  # type: ignore[assignment]
                source.setdefault(ordinal, why)
        listed = set(shown.tolist())
        best = [ordinal for ordinal, _ in votes.most_common() if ordinal not in listed][:RELATED_SHOWN]
        return tuple(self._related(ordinal, source[ordinal]) for ordinal in best)

    def _nearest(self, text: str) -> tuple[Related, ...]:
        """Return the terms whose names look most like `text`, for a search that found nothing."""
        names = self._generation.names.all
        folded = fold(text)
        keys = {number: name.key for number, name in enumerate(names)}
        found = process.extract(folded, keys, scorer=fuzz.WRatio, score_cutoff=NEAREST_CUTOFF, limit=3 * RELATED_SHOWN)
        ordinals = list(dict.fromkeys(names[number].ordinal for _, _, number in found))
        return tuple(self._related(ordinal, "similar") for ordinal in ordinals[:RELATED_SHOWN])

    def _related(self, ordinal: int, source: str) -> Related:
        entry = self._generation.entries[ordinal]
        return Related(entry.slug, entry.name, source)

    # Suggesting

    def suggest(self, q: str, limit: int = 8, categories: Sequence[str] = ()) -> tuple[Suggestion, ...]:
        text, _ = clean_query(q)
        derived = self._generation
        names = suggest_names(text, derived.names, derived.speller, self._popularity) if text else []
        found: list[Suggestion] = []
        for name in names:
            entry = derived.entries[name.ordinal]
            if not categories or set(categories) & set(entry.categories):
                found.append(self._suggestion(entry, name, text))
            if len(found) == min(limit, MAX_LIMIT):
                break
        return tuple(found)

    def _suggestion(self, entry: Entry, name: Name, typed: str) -> Suggestion:
        category = entry.categories[0] if entry.categories else ""
        matched = Matched(name.field, name.text)
        return Suggestion(entry.slug, entry.name, _marked_start(entry.name, typed), category, matched)

    def related(self, slug: str, limit: int = 6) -> tuple[Related, ...]:
        ordinal = self._ordinal(slug)
        return tuple(self._related(other, why) for other, why in self._generation.related[ordinal][:limit])

    def _count_links(self) -> list[int]:
        """Return how many terms lead to each: what others point to is what people look for."""
        counts = Counter(ordinal for ranked in self._generation.related for ordinal, why in ranked if why != "similar")
        return [counts[ordinal] for ordinal in range(len(self))]

    # Browsing

    def entry(self, slug: str) -> Entry:
        return self._generation.entries[self._ordinal(slug)]

    def redirect(self, slug: str) -> str | None:
        ordinal = self._generation.names.redirect(slug)
        return None if ordinal is None else self._generation.entries[ordinal].slug

    def entries(self, *, category: str = "", letter: str = "", sort: str = "name") -> Sequence[Entry]:
        derived = self._generation
        found = self._everything().ordinals
        if letter:
            wanted = {name.ordinal for name in derived.names.all if name.letter == letter}
            found = found[np.isin(found, list(wanted))]
        found = derived.columns.in_categories(found, [category] if category else [])
        return [derived.entries[ordinal] for ordinal in derived.columns.sorted_by(sort, found).tolist()]

    def letters(self) -> dict[str, int]:
        return dict(sorted(Counter(name.letter for name in self._generation.names.all).items()))

    def categories(self) -> Sequence[tuple[Category, int]]:
        counts = self._generation.columns.facet_counts(np.arange(len(self)))
        return [(category, counts[category.slug]) for category in self.site.categories]

    def _ordinal(self, slug: str) -> int:
        try:
            return self._ordinals[slug]
        except KeyError:
            raise NotFound(f"There is no term with the slug {slug!r}.") from None


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

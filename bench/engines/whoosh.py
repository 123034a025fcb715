"""Stock Whoosh, with its own collectors."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.analysis import SimpleAnalyzer, StemmingAnalyzer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.highlight import ContextFragmenter
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.query import And, Prefix, Term
from whoosh.query import Query as WhooshQuery
from whoosh.scoring import BM25F
from whoosh.sorting import Count, FieldFacet

from bench.engines.base import BOOSTS, SHOWN, SUGGESTED, BenchmarkQuery, EngineResult, Row, Shape
from search_app.urls import term_path


class StockWhoosh:
    """Whoosh as in its manual: MultifieldParser, StemmingAnalyzer, BM25F, `groupedby`, `highlights`.

    The analyzer keeps stop words, since queries come without. If no entry matches all words, those that occur in no
    name are replaced by its corrector's suggestion. Suggestions come from a field of unstemmed names. With `groupedby`
    Whoosh scores and collects every match whatever the limit, so the ten are cut from them. Block skipping is off for
    suggestions: over the many terms of a short prefix it costs more than it saves.
    """

    title = "Whoosh"

    @property
    def version(self) -> str:
        return importlib.metadata.version("whoosh3")

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        text = StemmingAnalyzer(stoplist=None, minsize=1)
        schema = Schema(
            slug=STORED,
            title=STORED,
            category=ID(sortable=True),
            name=TEXT(analyzer=text),
            aliases=TEXT(analyzer=text),
            definition=TEXT(analyzer=text, stored=True),
            examples=TEXT(analyzer=text),
            typed=TEXT(analyzer=SimpleAnalyzer(), phrase=False),
        )
        writer = whoosh_index.create_in(folder, schema).writer(limitmb=256)
        for row in rows:
            writer.add_document(
                slug=row["id"],
                title=row["name"],
                category=row["category"] or "none",
                name=row["name"],
                aliases=" . ".join(row["aliases"]),
                definition=row["definition"],
                examples="\n".join(row["examples"]),
                typed=" ".join((row["name"], *row["aliases"])),
            )
        writer.commit()
        self._searcher = whoosh_index.open_dir(folder).searcher(weighting=BM25F())
        self._all = MultifieldParser(list(BOOSTS), schema, fieldboosts=BOOSTS)
        self._any = MultifieldParser(list(BOOSTS), schema, fieldboosts=BOOSTS, group=OrGroup)

    def search(self, query: BenchmarkQuery) -> EngineResult:
        found = self._found(self._query(query))
        if query.shape is Shape.PLAIN:
            words = query.words
            if not len(found) and (words := self._corrected(words)) != query.words:
                found = self._found(self._all.parse(" ".join(words)))
            if len(found) < SHOWN and len(words) > 1:
                found = self._found(self._any.parse(" ".join(words)))
        found.fragmenter = ContextFragmenter(maxchars=200, surround=40)
        hits = [
            (hit["title"], term_path(hit["slug"]), hit.highlights("definition", top=1) or hit["definition"][:200])
            for hit in found[:SHOWN]
        ]
        return EngineResult(hits, found.groups("category"))

    def suggest(self, query: BenchmarkQuery) -> EngineResult:
        *whole, begun = query.words
        prefix = And([*(Term("typed", word) for word in whole), Prefix("typed", begun)])
        found = self._searcher.search(prefix, limit=SUGGESTED, optimize=False)
        return EngineResult([(hit["title"], term_path(hit["slug"]), "") for hit in found])

    def _query(self, query: BenchmarkQuery) -> WhooshQuery:
        text = " ".join(query.words)
        if query.shape is Shape.PHRASE:
            return self._all.parse(f'"{text}"')
        if query.shape is Shape.EITHER:
            return self._any.parse(text)
        return self._all.parse(" NOT ".join(query.words) if query.shape is Shape.WITHOUT else text)

    def _found(self, parsed: WhooshQuery) -> Any:
        return self._searcher.search(parsed, limit=SHOWN, groupedby=FieldFacet("category", maptype=Count))

    def _corrected(self, words: Sequence[str]) -> tuple[str, ...]:
        reader, corrector = self._searcher.reader(), self._searcher.corrector("typed")
        return tuple(
            word if ("typed", word) in reader else next(iter(corrector.suggest(word, limit=1, maxdist=1)), word)
            for word in words
        )

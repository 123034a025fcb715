"""Whoosh as it comes, with its own collectors."""

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
    """Whoosh as its manual has it: MultifieldParser, StemmingAnalyzer, BM25F, `groupedby`, `highlights`.

    The analyzer keeps stop words, since queries come without. When no entry holds all words, those that stand in no
    name are replaced by what its corrector says. Keystrokes look in a field of names that are not stemmed. With
    `groupedby` Whoosh scores and keeps every match whatever the limit, so the ten are cut from them. For keystrokes its
    skipping of blocks is off: over the many terms of a short beginning it takes longer than it saves.
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

    def search(self, asked: BenchmarkQuery) -> EngineResult:
        found = self._found(self._query(asked))
        if asked.shape is Shape.PLAIN:
            words = asked.words
            if not len(found) and (words := self._mended(words)) != asked.words:
                found = self._found(self._all.parse(" ".join(words)))
            if len(found) < SHOWN and len(words) > 1:
                found = self._found(self._any.parse(" ".join(words)))
        found.fragmenter = ContextFragmenter(maxchars=200, surround=40)
        hits = [
            (hit["title"], term_path(hit["slug"]), hit.highlights("definition", top=1) or hit["definition"][:200])
            for hit in found[:SHOWN]
        ]
        return EngineResult(hits, found.groups("category"))

    def suggest(self, asked: BenchmarkQuery) -> EngineResult:
        *whole, begun = asked.words
        query = And([*(Term("typed", word) for word in whole), Prefix("typed", begun)])
        found = self._searcher.search(query, limit=SUGGESTED, optimize=False)
        return EngineResult([(hit["title"], term_path(hit["slug"]), "") for hit in found])

    def _query(self, asked: BenchmarkQuery) -> WhooshQuery:
        text = " ".join(asked.words)
        if asked.shape is Shape.PHRASE:
            return self._all.parse(f'"{text}"')
        if asked.shape is Shape.EITHER:
            return self._any.parse(text)
        return self._all.parse(" NOT ".join(asked.words) if asked.shape is Shape.WITHOUT else text)

    def _found(self, query: WhooshQuery) -> Any:
        return self._searcher.search(query, limit=SHOWN, groupedby=FieldFacet("category", maptype=Count))

    def _mended(self, words: Sequence[str]) -> tuple[str, ...]:
        reader, corrector = self._searcher.reader(), self._searcher.corrector("typed")
        return tuple(
            word if ("typed", word) in reader else next(iter(corrector.suggest(word, limit=1, maxdist=1)), word)
            for word in words
        )

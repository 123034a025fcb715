"""This engine and others behind one protocol, each doing the same work for a query.

The work: the ten best entries with stored name and URL, the count of each category over all that was found, and for
each of the ten a passage with the words marked. A search looks for all words; when fewer than ten entries hold them
all, for any. That is what this engine does by itself; the others are asked twice. They get the query without this
engine's stop words, so that none is slow only because it counts every entry that holds "the". A keystroke wants eight
names with URLs.

What an engine cannot do it leaves out, which makes it faster, not slower; its docstring says what.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypedDict

import msgspec
from whoosh import index as whoosh_index
from whoosh.analysis import SimpleAnalyzer, StemmingAnalyzer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.highlight import ContextFragmenter
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.query import And, Prefix, Term
from whoosh.query import Query as WhooshQuery
from whoosh.scoring import BM25F
from whoosh.sorting import Count, FieldFacet

from search_app.glossary.urls import term_path
from search_app.search import Engine, SearchRequest, build
from search_app.search.analysis import STOP_WORDS

SHOWN = 10
SUGGESTED = 8
MAX_CATEGORIES = 10_000
BOOSTS = {"name": 4.0, "aliases": 3.0, "definition": 1.0, "examples": 0.5}

_WORD = re.compile(r"[^\W_]+")


class Row(TypedDict):
    """One entry of a collection, as the benchmark's files have it."""

    id: str
    name: str
    aliases: list[str]
    category: str
    definition: str
    examples: list[str]


class Shape(Enum):
    """How the words of a query belong together."""

    PLAIN = "plain"
    PHRASE = "phrase"
    EITHER = "either"
    WITHOUT = "without"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: `text` as a visitor types it here, `words` and `shape` for engines with another syntax."""

    text: str
    words: tuple[str, ...]
    shape: Shape = Shape.PLAIN

    @classmethod
    def plain(cls, text: str) -> Asked:
        found = words_of(text)
        return cls(text, tuple(word for word in found if word not in STOP_WORDS) or found)

    @classmethod
    def prefix(cls, text: str) -> Asked:
        return cls(text, words_of(text), Shape.PREFIX)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: name, URL and marked passage of the best, counts by category."""

    hits: Sequence[tuple[str, str, str]]
    facets: Mapping[str, int] = field(default_factory=dict)


class Peer(Protocol):
    """An engine that can be measured."""

    title: str

    @property
    def version(self) -> str: ...

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        """Index `rows` in the empty `folder` and open the index."""
        ...

    def search(self, asked: Asked) -> Answer: ...

    def suggest(self, asked: Asked) -> Answer:
        """Return names that complete what was typed so far."""
        ...


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case, of which no engine's syntax makes anything else."""
    return tuple(_WORD.findall(text.lower()))


class Glossary:
    """This engine. Beyond the work of the others it ranks in tiers, mends spelling and finds related terms."""

    title = "this engine"
    version = "checkout"

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        terms = folder.with_suffix(".jsonl")
        write_terms(rows, terms)
        build(terms, folder)
        self.open(folder)

    def open(self, folder: Path) -> None:
        self._engine = Engine.open(folder)

    def search(self, asked: Asked) -> Answer:
        page = self._engine.search(SearchRequest(q=asked.text))
        facets = {value.slug: value.count for value in page.facets["category"]}
        return Answer([(hit.name, hit.url, hit.snippet_html) for hit in page.hits], facets)

    def suggest(self, asked: Asked) -> Answer:
        found = self._engine.suggest(asked.text, limit=SUGGESTED)
        return Answer([(one.name, one.url, one.name_html) for one in found])


def write_terms(rows: Iterable[Row], file: Path) -> None:
    """Write `rows` as JSON Lines of terms, the form in which this service takes large collections."""
    with file.open("wb") as lines:
        for row in rows:
            term: dict[str, Any] = {"slug": row["id"], "categories": [row["category"]] if row["category"] else []}
            term |= {key: row[key] for key in ("name", "aliases", "definition", "examples")}
            lines.write(msgspec.json.encode(term) + b"\n")


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

    def search(self, asked: Asked) -> Answer:
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
        return Answer(hits, found.groups("category"))

    def suggest(self, asked: Asked) -> Answer:
        *whole, begun = asked.words
        query = And([*(Term("typed", word) for word in whole), Prefix("typed", begun)])
        found = self._searcher.search(query, limit=SUGGESTED, optimize=False)
        return Answer([(hit["title"], term_path(hit["slug"]), "") for hit in found])

    def _query(self, asked: Asked) -> WhooshQuery:
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


class SqliteFts5:
    """SQLite's FTS5: porter over unicode61, weighted bm25, `snippet`, facets by a second query over the matches.

    It mends no spelling: misspelled words find nothing, which costs little. Its passages are not escaped. Keystrokes
    look in a second table of names that are not stemmed, with an index of beginnings. Results are ordered by `rank`,
    not by calling bm25: that way it makes passages for the ten alone.
    """

    title = "SQLite FTS5"
    version = sqlite3.sqlite_version

    _SCHEMA = """
        CREATE TABLE term (id INTEGER PRIMARY KEY, slug TEXT NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL);
        CREATE VIRTUAL TABLE entry USING fts5 (name, aliases, definition, examples,
            tokenize = 'porter unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE typed USING fts5 (names, content = '', prefix = '1 2 3',
            tokenize = 'unicode61 remove_diacritics 2');
        INSERT INTO entry (entry, rank) VALUES ('rank', 'bm25(4.0, 3.0, 1.0, 0.5)');
    """
    _BEST = """
        SELECT term.name, term.slug, snippet(entry, -1, '<mark>', '</mark>', '…', 32)
        FROM entry JOIN term ON term.id = entry.rowid WHERE entry MATCH ? ORDER BY entry.rank LIMIT 10
    """
    _FACETS = """
        SELECT term.category, count(*) FROM entry JOIN term ON term.id = entry.rowid WHERE entry MATCH ?
        GROUP BY term.category
    """
    _COMPLETIONS = """
        SELECT term.name, term.slug FROM typed JOIN term ON term.id = typed.rowid WHERE typed MATCH ?
        ORDER BY typed.rank LIMIT 8
    """

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        self._database = sqlite3.connect(folder / "index.sqlite")
        self._database.executescript(self._SCHEMA)
        with self._database as database:
            for number, row in enumerate(rows, 1):
                aliases, examples = "\n".join(row["aliases"]), "\n".join(row["examples"])
                database.execute(
                    "INSERT INTO term VALUES (?, ?, ?, ?)", (number, row["id"], row["name"], row["category"])
                )
                database.execute(
                    "INSERT INTO entry (rowid, name, aliases, definition, examples) VALUES (?, ?, ?, ?, ?)",
                    (number, row["name"], aliases, row["definition"], examples),
                )
                database.execute(
                    "INSERT INTO typed (rowid, names) VALUES (?, ?)", (number, f"{row['name']}\n{aliases}")
                )
            database.execute("INSERT INTO entry (entry) VALUES ('optimize')")
            database.execute("INSERT INTO typed (typed) VALUES ('optimize')")

    def search(self, asked: Asked) -> Answer:
        match = self._match(asked)
        found = self._database.execute(self._BEST, (match,)).fetchall()
        if asked.shape is Shape.PLAIN and len(found) < SHOWN and len(asked.words) > 1:
            match = self._match(Asked(asked.text, asked.words, Shape.EITHER))
            found = self._database.execute(self._BEST, (match,)).fetchall()
        hits = [(name, term_path(slug), snippet) for name, slug, snippet in found]
        return Answer(hits, dict(self._database.execute(self._FACETS, (match,))))

    def suggest(self, asked: Asked) -> Answer:
        match = " ".join(f'"{word}"' for word in asked.words) + " *"
        return Answer(
            [(name, term_path(slug), "") for name, slug in self._database.execute(self._COMPLETIONS, (match,))]
        )

    def _match(self, asked: Asked) -> str:
        if asked.shape is Shape.PHRASE:
            return f'"{" ".join(asked.words)}"'
        between = {Shape.EITHER: " OR ", Shape.WITHOUT: " NOT "}.get(asked.shape, " AND ")
        return between.join(f'"{word}"' for word in asked.words)


class Tantivy:
    """Tantivy (Rust) by its Python package: en_stem, boosts on names, SnippetGenerator, a default writer.

    Facets are its terms aggregation over a fast field. When no entry holds all words, fuzzy terms (one letter) are
    looked for in the names. Keystrokes are its phrase-prefix query over names that are not stemmed; it tries the first
    fifty words that begin so, and no others.
    """

    title = "Tantivy"

    def __init__(self) -> None:
        self._package: Any = importlib.import_module("tantivy")

    @property
    def version(self) -> str:
        return importlib.metadata.version("tantivy")

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        schema = self._package.SchemaBuilder()
        for each in BOOSTS:
            schema.add_text_field(each, stored=each in ("name", "definition"), tokenizer_name="en_stem")
        schema.add_text_field("slug", stored=True, tokenizer_name="raw")
        schema.add_text_field("category", fast=True, tokenizer_name="raw")
        schema.add_text_field("typed", tokenizer_name="default")
        self._schema = schema.build()
        self._index = self._package.Index(self._schema, path=str(folder))
        writer = self._index.writer()
        for row in rows:
            document = self._package.Document(slug=row["id"], category=row["category"] or "none", name=row["name"])
            document.add_text("definition", row["definition"])
            for key, texts in (("aliases", row["aliases"]), ("examples", row["examples"])):
                for text in texts:
                    document.add_text(key, text)
            for text in (row["name"], *row["aliases"]):
                document.add_text("typed", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, asked: Asked) -> Answer:
        query = self._query(asked)
        found = self._searcher.search(query, SHOWN)
        if asked.shape is Shape.PLAIN and not found.hits:
            query = self._fuzzy(asked.words)
            found = self._searcher.search(query, SHOWN)
        if asked.shape is Shape.PLAIN and len(found.hits) < SHOWN and len(asked.words) > 1:
            query = self._parsed(" ".join(asked.words), every=False)
            found = self._searcher.search(query, SHOWN)
        snippets = self._package.SnippetGenerator.create(self._searcher, query, self._schema, "definition")
        snippets.set_max_num_chars(200)
        hits = []
        for _, address in found.hits:
            document = self._searcher.doc(address)
            text = snippets.snippet_from_doc(document).to_html() or document.get_first("definition")[:200]
            hits.append((document.get_first("name"), term_path(document.get_first("slug")), text))
        return Answer(hits, self._facets(query))

    def suggest(self, asked: Asked) -> Answer:
        query = self._package.Query.phrase_prefix_query(self._schema, "typed", list(asked.words))
        found = [
            self._searcher.doc(address) for _, address in self._searcher.search(query, SUGGESTED, count=False).hits
        ]
        return Answer([(one.get_first("name"), term_path(one.get_first("slug")), "") for one in found])

    def _query(self, asked: Asked) -> Any:
        text = " ".join(asked.words)
        if asked.shape is Shape.PHRASE:
            return self._parsed(f'"{text}"', every=True)
        if asked.shape is Shape.WITHOUT:
            return self._parsed(" -".join(asked.words), every=True)
        return self._parsed(text, every=asked.shape is not Shape.EITHER)

    def _parsed(self, text: str, *, every: bool) -> Any:
        return self._index.parse_query(text, list(BOOSTS), field_boosts=BOOSTS, conjunction_by_default=every)

    def _fuzzy(self, words: Sequence[str]) -> Any:
        query, must = self._package.Query, self._package.Occur.Must
        return query.boolean_query([(must, query.fuzzy_term_query(self._schema, "typed", word)) for word in words])

    def _facets(self, query: Any) -> dict[str, int]:
        wanted = {"category": {"terms": {"field": "category", "size": MAX_CATEGORIES}}}
        buckets = self._searcher.aggregate(query, wanted)["category"]["buckets"]
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}


class Milli:
    """Meilisearch's engine (Rust) by the `milli` package, which lets through little of it.

    A search gives the numbers of up to twenty entries and nothing else: no facets, no total, no passages, no settings.
    So it is measured for ranking and reading ten entries alone, with typos mended and the last word taken as a prefix
    in every search, as is its way. It drops words from the end by itself when too few entries hold all, and has no OR:
    the words are given plain. All fields are searched, those that stand first before others.
    """

    title = "Meilisearch (milli)"

    _MAP_BYTES: ClassVar[int] = 16 * 2**30  # address space for its database, not memory

    def __init__(self) -> None:
        self._package: Any = importlib.import_module("milli")

    @property
    def version(self) -> str:
        return importlib.metadata.version("milli")

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        self._index = self._package.Index(str(folder), self._MAP_BYTES)
        shown = ("name", "aliases", "definition", "examples", "category")
        self._index.add_documents(
            [
                {"id": number, **{key: row[key] for key in shown}, "slug": row["id"]}  # type: ignore[literal-required]
                for number, row in enumerate(rows)
            ]
        )

    def search(self, asked: Asked) -> Answer:
        text = " ".join(asked.words)
        if asked.shape is Shape.PHRASE:
            text = f'"{text}"'
        elif asked.shape is Shape.WITHOUT:
            text = " -".join(asked.words)
        return self._best(text, SHOWN)

    def suggest(self, asked: Asked) -> Answer:
        return self._best(" ".join(asked.words), SUGGESTED)

    def _best(self, text: str, limit: int) -> Answer:
        found = self._index.get_documents(self._index.search(text)[:limit])
        return Answer([(one["name"], term_path(one["slug"]), "") for one in found])


PEERS: tuple[type[Peer], ...] = (Glossary, StockWhoosh, SqliteFts5, Tantivy, Milli)


def available() -> list[Peer]:
    """Return the engines that can be imported, this one first; say which cannot."""
    found: list[Peer] = []
    for peer in PEERS:
        try:
            found.append(peer())
        except ImportError as error:
            print(f"left out: {peer.title} ({error})")
    return found

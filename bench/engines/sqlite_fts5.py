"""SQLite's full-text index."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bench.engines.base import SHOWN, BenchmarkQuery, EngineResult, Row, Shape
from search_app.urls import term_path


class SqliteFts5:
    """SQLite's FTS5: porter over unicode61, weighted bm25, `snippet`, facets by a second query over the matches.

    It corrects no spelling: misspelled words find nothing, which is cheap. Its passages are not escaped. Suggestions
    come from a second table of unstemmed names with a prefix index. Results are ordered by `rank` instead of a call of
    bm25, so that SQLite makes passages for the ten only.
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

    def search(self, query: BenchmarkQuery) -> EngineResult:
        match = self._match(query)
        found = self._database.execute(self._BEST, (match,)).fetchall()
        if query.shape is Shape.PLAIN and len(found) < SHOWN and len(query.words) > 1:
            match = self._match(BenchmarkQuery(query.text, query.words, Shape.EITHER))
            found = self._database.execute(self._BEST, (match,)).fetchall()
        hits = [(name, term_path(slug), snippet) for name, slug, snippet in found]
        return EngineResult(hits, dict(self._database.execute(self._FACETS, (match,))))

    def suggest(self, query: BenchmarkQuery) -> EngineResult:
        match = " ".join(f'"{word}"' for word in query.words) + " *"
        return EngineResult(
            [(name, term_path(slug), "") for name, slug in self._database.execute(self._COMPLETIONS, (match,))]
        )

    def _match(self, query: BenchmarkQuery) -> str:
        if query.shape is Shape.PHRASE:
            return f'"{" ".join(query.words)}"'
        between = {Shape.EITHER: " OR ", Shape.WITHOUT: " NOT "}.get(query.shape, " AND ")
        return between.join(f'"{word}"' for word in query.words)

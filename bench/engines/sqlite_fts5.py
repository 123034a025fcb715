"""SQLite's full-text index."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bench.engines.base import SHOWN, BenchmarkQuery, EngineResult, Row, Shape
from search_app.urls import term_path


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

    def search(self, asked: BenchmarkQuery) -> EngineResult:
        match = self._match(asked)
        found = self._database.execute(self._BEST, (match,)).fetchall()
        if asked.shape is Shape.PLAIN and len(found) < SHOWN and len(asked.words) > 1:
            match = self._match(BenchmarkQuery(asked.text, asked.words, Shape.EITHER))
            found = self._database.execute(self._BEST, (match,)).fetchall()
        hits = [(name, term_path(slug), snippet) for name, slug, snippet in found]
        return EngineResult(hits, dict(self._database.execute(self._FACETS, (match,))))

    def suggest(self, asked: BenchmarkQuery) -> EngineResult:
        match = " ".join(f'"{word}"' for word in asked.words) + " *"
        return EngineResult(
            [(name, term_path(slug), "") for name, slug in self._database.execute(self._COMPLETIONS, (match,))]
        )

    def _match(self, asked: BenchmarkQuery) -> str:
        if asked.shape is Shape.PHRASE:
            return f'"{" ".join(asked.words)}"'
        between = {Shape.EITHER: " OR ", Shape.WITHOUT: " NOT "}.get(asked.shape, " AND ")
        return between.join(f'"{word}"' for word in asked.words)

"""Whoosh's own searcher over a generation: the oracle of the embedded back end."""

from __future__ import annotations

from pathlib import Path

import whoosh.index
from whoosh import query as whoosh_query

from search_app.language.english import ENGLISH
from search_app.search.index.lexicon import Lexicon
from search_app.search.query.syntax_tree import And, Everything, Field, Not, Or, Phrase, Prefix, Query, Term

UNSCORED = 1e-6  # what a filter adds to a score; Whoosh's Or drops entries that score nothing


class WhooshOracle:
    """Answers query trees from the Whoosh index of the generation in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._lexicon = Lexicon(folder, ENGLISH)
        self._searcher = whoosh.index.open_dir(str(folder), readonly=True).searcher()

    def scores(self, query: Query) -> dict[str, float]:
        """Return the slug of each entry that `query` finds, with its score."""
        results = self._searcher.search(self._translated(query), limit=None)
        return {self._searcher.stored_fields(number)["slug"]: score for score, number in results.top_n}

    def _translated(self, query: Query) -> whoosh_query.Query:  # noqa: PLR0911  one return a kind of node
        match query:
            case Term(Field.CATEGORY, slug):
                return whoosh_query.Term("category", slug, boost=UNSCORED)
            case Term(field, text):
                return whoosh_query.Term(field.value, text)
            case Phrase(field, stems):
                return whoosh_query.Phrase(field.value, list(stems))
            case Prefix(field, text):
                stems = {ENGLISH.stem(word) for word in self._lexicon.beginning(text)}
                return whoosh_query.Or([whoosh_query.Term(field.value, each) for each in stems])
            case And(parts):
                return whoosh_query.And([self._translated(part) for part in parts])
            case Or(parts):
                return whoosh_query.Or([self._translated(part) for part in parts])
            case Not(part):
                return whoosh_query.Not(self._translated(part))
            case Everything():
                raise ValueError("Whoosh scores Every with 1; here an entry that is only listed has no score")

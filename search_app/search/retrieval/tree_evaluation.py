"""Operator queries over postings: the tree is evaluated bottom-up, and every node returns entries with scores.

Scores are Whoosh's for the same query, which is the oracle of the tests.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from search_app.search.index.doc_values import DocValues
from search_app.search.index.lexicon import Lexicon
from search_app.search.index.postings import Postings
from search_app.search.query.syntax_tree import And, Everything, Field, Not, Or, Phrase, Prefix, Query, Term
from search_app.search.retrieval.scoring import NO_DOCS, NO_SCORES, Scored, in_a_row, intersect, merge, total
from search_app.search.storage.arrays import Docs

NOTHING: Scored = (NO_DOCS, NO_SCORES)


class TreeEvaluator:
    """Evaluates query trees over the postings of a generation."""

    def __init__(self, postings: Mapping[str, Postings], doc_values: DocValues, lexicon: Lexicon) -> None:
        self._postings = postings
        self._doc_values = doc_values
        self._lexicon = lexicon

    def evaluate(self, query: Query) -> Scored:  # noqa: PLR0911  one return a kind of node
        """Return the entries that `query` finds, in order, with their scores."""
        match query:
            case Term():
                return self._term(query)
            case Phrase():
                return self._phrase(query)
            case Prefix():
                return self._prefix(query)
            case And():
                return self._and(query)
            case Or():
                docs, scores, _ = merge([self.evaluate(part) for part in query.parts])
                return docs, scores
            case Not():
                return self._without(self._everything(), query)
            case Everything():
                return self._everything()

    def _term(self, query: Term) -> Scored:
        if query.field == Field.CATEGORY:
            return _unscored(self._doc_values.holding(query.text))
        postings = self._postings[query.field]
        stem = postings.stems.find(query.text)
        return postings.of(stem) if stem >= 0 else NOTHING

    def _phrase(self, query: Phrase) -> Scored:
        if query.field not in self._postings:
            return NOTHING
        postings = self._postings[query.field]
        stems = [postings.stems.find(stem) for stem in query.stems]
        return in_a_row(postings, stems) if min(stems, default=-1) >= 0 else NOTHING

    def _prefix(self, query: Prefix) -> Scored:
        if query.field not in self._postings:
            return NOTHING
        stems = self._lexicon.stems_beginning(query.text, query.field)
        return total(*self._postings[query.field].of_all(stems))

    def _and(self, query: And) -> Scored:
        wanted = [self.evaluate(part) for part in query.parts if not isinstance(part, Not)]
        found = intersect(wanted) if wanted else self._everything()
        for part in query.parts:
            if isinstance(part, Not):
                found = self._without(found, part)
        return found

    def _without(self, found: Scored, excluded: Not) -> Scored:
        """Return the entries that are not excluded; each scores one point for that, as in Whoosh."""
        docs, scores = found
        kept = np.isin(docs, self.evaluate(excluded.part)[0], assume_unique=True, invert=True)
        return docs[kept], scores[kept] + np.float32(1)

    def _everything(self) -> Scored:
        return _unscored(np.arange(len(self._doc_values), dtype=np.int32))


def _unscored(docs: Docs) -> Scored:
    return docs, np.zeros(len(docs), dtype=np.float32)

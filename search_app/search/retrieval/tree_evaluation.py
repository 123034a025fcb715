"""Operator queries over postings: the tree is evaluated bottom-up, and every node returns entries with scores.

Scores are Whoosh's for the same query, which is the oracle of the tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from search_app.search.index.doc_values import DocValues
from search_app.search.index.lexicon import Lexicon
from search_app.search.index.postings import Postings
from search_app.search.index.sections import Sections
from search_app.search.query.syntax_tree import (
    SECTIONS,
    And,
    Everything,
    Field,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from search_app.search.retrieval.scoring import NO_DOCS, NO_SCORES, Scored, in_a_row, intersect, merge, total
from search_app.search.storage.arrays import Docs

NOTHING: Scored = (NO_DOCS, NO_SCORES)


class TreeEvaluator:
    """Evaluates query trees over the postings of a generation."""

    def __init__(
        self, postings: Mapping[str, Postings], doc_values: DocValues, lexicon: Lexicon, sections: Sections
    ) -> None:
        self._sections = sections
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
        return self._stems_in_a_row(query.field, (query.text,))

    def _phrase(self, query: Phrase) -> Scored:
        return NOTHING if query.field == Field.CATEGORY else self._stems_in_a_row(query.field, query.stems)

    def _stems_in_a_row(self, field: Field, stems: Sequence[str]) -> Scored:
        kind = SECTIONS.get(field)
        postings = self._postings[Field.ENTRY if kind else field]
        numbers = [postings.stems.find(stem) for stem in stems]
        within = partial(self._sections.within, kind=kind) if kind else None
        return in_a_row(postings, numbers, within) if min(numbers, default=-1) >= 0 else NOTHING

    def _prefix(self, query: Prefix) -> Scored:
        if query.field == Field.CATEGORY:
            return NOTHING
        if kind := SECTIONS.get(query.field):
            return self._prefix_within(query.text, kind)
        stems = self._lexicon.stems_beginning(query.text, query.field)
        return total(*self._postings[query.field].of_all(stems))

    def _prefix_within(self, prefix: str, kind: str) -> Scored:
        postings, within = self._postings[Field.ENTRY], partial(self._sections.within, kind=kind)
        stems = self._lexicon.stems_beginning(prefix, Field.ENTRY).tolist()
        docs, scores, _ = merge([NOTHING, *(in_a_row(postings, [stem], within) for stem in stems)])
        return docs, scores

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
        others, _ = self.evaluate(excluded.part)
        if len(others):
            kept = (others.take(others.searchsorted(docs), mode="clip") != docs).nonzero()[0]
            docs, scores = docs.take(kept), scores.take(kept)
        return docs, scores + np.float32(1)

    def _everything(self) -> Scored:
        return _unscored(np.arange(len(self._doc_values), dtype=np.int32))


def _unscored(docs: Docs) -> Scored:
    return docs, np.zeros(len(docs), dtype=np.float32)

"""OpenSearch queries for query trees; they find and score what tree_evaluation.py does."""

from __future__ import annotations

from collections.abc import Sequence

from search_app.search.index.doc_values import DocValues
from search_app.search.index.fields import WEIGHTS
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.opensearch import mapping
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
from search_app.search.retrieval.opensearch_queries import (
    EVERYTHING,
    NAMES,
    NOTHING,
    Body,
    any_of,
    either,
    in_a_row,
    in_categories,
    score,
    scored,
    sum_of,
)

# Stems that the prefixes of a query may begin and that are scored, the most frequent ones; more are found and add
# nothing to the score, since a server refuses queries of more than 1,024 parts.
SCORED_STEMS = 900


class TreeTranslator:
    """Translates the query trees of one generation."""

    def __init__(self, vocabulary: Vocabulary, doc_values: DocValues) -> None:
        self._stems = vocabulary.stems
        self._lexicon = vocabulary.lexicon
        self._categories = doc_values.numbers

    def translate(self, query: Query) -> Body:
        """Return the query that finds and scores what the tree does."""
        return self._node(query, SCORED_STEMS // max(_count_prefixes(query), 1))

    def _node(self, query: Query, scored_stems: int) -> Body:  # noqa: PLR0911  one return a kind of node
        match query:
            case Term() | Phrase() | Prefix() if query.field == Field.CATEGORY:
                return self._category(query.text) if isinstance(query, Term) else NOTHING
            case Term():
                return self._in_a_row(query.field, (query.text,))
            case Phrase():
                return self._in_a_row(query.field, query.stems)
            case Prefix():
                return self._prefix(query, scored_stems)
            case Or():
                return either([self._node(part, scored_stems) for part in query.parts])
            case And():
                return self._and(query.parts, scored_stems)
            case Not():
                return self._and((query,), scored_stems)
            case Everything():
                return _unscored(EVERYTHING)

    def _category(self, slug: str) -> Body:
        number = self._categories.get(slug)
        return NOTHING if number is None else _unscored(in_categories([number]))

    def _in_a_row(self, field: Field, texts: Sequence[str]) -> Body:
        stems = [self._stems.find(text) for text in texts]
        if min(stems, default=-1) < 0:
            return NOTHING
        scores = sum_of([score(stem, field=_scored_field(field)) for stem in stems])
        if len(stems) == 1 and field not in SECTIONS:
            return scores
        return scored(in_a_row(stems, _kinds(field)), scores)

    def _prefix(self, query: Prefix, scored_stems: int) -> Body:
        stems: list[int] = self._lexicon.stems_beginning(query.text, Field.ENTRY).tolist()
        if not stems:
            return NOTHING
        field = _scored_field(query.field)
        frequent = sorted(stems, key=self._stems.frequency, reverse=True)[:scored_stems]
        scores = [score(stem, field=field) for stem in frequent]
        if query.field in SECTIONS:
            # a stem of another section must not score, so each is looked for in this one: two parts of a query a stem
            frequent, scores = frequent[: scored_stems // 2], scores[: scored_stems // 2]
            inside = mapping.section(SECTIONS[query.field])
            return either([scored(any_of([stem], inside), each) for stem, each in zip(frequent, scores, strict=True)])
        return {"bool": {"filter": [any_of(stems, field)], "should": scores}}

    def _and(self, parts: Sequence[Query], scored_stems: int) -> Body:
        """Return what all parts find; each entry scores one point for a Not, as in Whoosh."""
        wanted = [self._node(part, scored_stems) for part in parts if not isinstance(part, Not)]
        excluded = [self._node(part.part, scored_stems) for part in parts if isinstance(part, Not)]
        points = [{"constant_score": {"filter": EVERYTHING, "boost": 1.0}} for _ in excluded]
        return {"bool": {"must": [*(wanted or [_unscored(EVERYTHING)]), *points], "must_not": excluded}}


def _count_prefixes(query: Query) -> int:
    match query:
        case And() | Or():
            return sum(map(_count_prefixes, query.parts))
        case Not():
            return _count_prefixes(query.part)
        case _:
            return isinstance(query, Prefix)


def _unscored(which: Body) -> Body:
    return {"constant_score": {"filter": which, "boost": 0.0}}


def _scored_field(field: Field) -> str:
    return mapping.NAME if field == Field.NAME else mapping.ENTRY


def _kinds(field: Field) -> Sequence[str]:
    if field in SECTIONS:
        return (SECTIONS[field],)
    return NAMES if field == Field.NAME else tuple(WEIGHTS)

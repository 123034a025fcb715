"""How sure it is that the first result answers the query.

A term found by its name is the answer. For descriptions a logistic model decides, as usual for "no answer" in question
answering (Rajpurkar et al., "Know what you don't know", 2018, give a threshold on the score). It was fitted on 230
queries in everyday words with known answers and on 100 about other things, written by people who knew the names of the
terms alone:

| probability | off-topic queries above | right first results above |
|---|---|---|
| `SURE_FROM` | 3 of 100 | 59 % |
| `WEAK_BELOW` | 30 of 100 | 92 % |

The weights of words are divided by that of a word in one entry, so that they mean the same in a glossary of any size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from search_app.language.english import ENGLISH
from search_app.search.index.documents import Match
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.word_masks import QueryWordMask
from search_app.search.ranking.ranker import Ranking
from search_app.search.results.model import Confidence
from search_app.search.retrieval.text_index import Tier

SURE_FROM, WEAK_BELOW = 0.7, 0.25  # probabilities
TOGETHER = 20  # words of a text within which the words of a query belong together
NAMED_FROM = 0.4  # coverage of a query by the best result's text, from which a name inside the query is the answer

_BIAS, _TOGETHER, _SCORE, _COVERED, _SHARE_TOGETHER, _LEAD = -5.66, 0.75, 0.64, 1.28, 1.86, 1.39


def confidence_of(ranking: Ranking, first: Sequence[Match], vocabulary: Vocabulary) -> Confidence:
    """Return how sure it is that the first result answers the query.

    Args:
        ranking: of the query, with its best results.
        first: the words of the first result that match the query.
        vocabulary: of the generation.
    """
    best = ranking.matches.best
    if not best.ordinals:
        return Confidence.NONE
    query, tier = ranking.query, best.tiers[0]
    if tier <= Tier.VARIANT:
        return Confidence.SURE
    if query is None or tier == Tier.LEAD_IN or Tier.INSIDE < tier < Tier.ALL_WORDS:
        return Confidence.LIKELY
    evidence = _Evidence(query, ranking.words, first, vocabulary)
    if tier == Tier.INSIDE:
        return Confidence.SURE if evidence.together >= NAMED_FROM else Confidence.LIKELY
    probability = _probability(evidence, best.scores, vocabulary)
    if probability >= SURE_FROM:
        return Confidence.SURE
    return Confidence.LIKELY if probability >= WEAK_BELOW else Confidence.WEAK


class _Evidence:
    """What the words of an entry say about a query.

    total: the weight of the words of the query, in weights of a word in one entry.
    covered: the share of it that the entry has anywhere.
    together: the share of it that the entry has in one place.
    """

    def __init__(
        self, query: AnalyzedQuery, words: QueryWordMask, first: Sequence[Match], vocabulary: Vocabulary
    ) -> None:
        weights = _weights(query, vocabulary)
        self.total = sum(weights) or 1.0
        self.covered = _weight(_bits(first, words), weights) / self.total
        self.together = max([_weight(bits, weights) for bits in _places(first, words)], default=0.0) / self.total


def _probability(evidence: _Evidence, scores: Sequence[float], vocabulary: Vocabulary) -> float:
    rarest = vocabulary.idf(0)
    lead = max(0.0, 1 - scores[1] / max(scores[0], 1e-9)) if len(scores) > 1 else 0.0
    odds = (
        _BIAS
        + _TOGETHER * evidence.together * evidence.total
        + _SCORE * scores[0] / rarest
        + _COVERED * evidence.covered
        + _SHARE_TOGETHER * evidence.together
        + _LEAD * lead
    )
    return 1 / (1 + math.exp(-odds))


def _weights(query: AnalyzedQuery, vocabulary: Vocabulary) -> list[float]:
    """Return the weight of each stem of the query; words of asking have none."""
    frequency, rarest = vocabulary.stems.frequency, vocabulary.idf(0)
    return [
        0.0 if surface in ENGLISH.asking_words else vocabulary.idf(min(map(frequency, stems), default=0)) / rarest
        for surface, stems in zip(query.stems.values(), query.alternatives, strict=True)
    ]


def _weight(bits: int, weights: Sequence[float]) -> float:
    """Return the summed weights of the words whose bits are set."""
    return sum([weight for place, weight in enumerate(weights) if bits >> place & 1])


def _bits(matches: Sequence[Match], words: QueryWordMask) -> int:
    bits = 0
    for _, stem, _, _ in matches:
        bits |= words[stem]
    return bits


def _places(matches: Sequence[Match], words: QueryWordMask) -> set[int]:
    """Return the sets of words, as bits, that stand together somewhere."""
    found = set()
    for first, (number, _, _, _) in enumerate(matches):
        near = [match for match in matches[first : first + TOGETHER] if match[0] - number <= TOGETHER]
        found.add(_bits(near, words))
    return found

"""How sure it is that the first result answers the query.

A term found by its name is the answer. For descriptions a logistic model decides, as usual for "no answer" in question
answering (Rajpurkar et al., "Know what you don't know", 2018, give a threshold on the score). It was fitted on 230
queries in everyday words with known answers and on 100 about other things, written by people who knew the names of the
terms alone. Its bias was set again when phrasings came to count in the score, on 1,000 such queries and 160 about other
things, in English and Spanish:

| probability | off-topic queries above | right first results above |
|---|---|---|
| `SURE_FROM` | 5 of 160, two of them by the name of a game | 93 % |
| `WEAK_BELOW` | 22 of 160 | 98 % |

It knows the score of the result, in IDFs of a word that one entry has, so that it means the same in a glossary of any
size; the share of the query that the result has in one place; and how similar their meanings are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from search_app.search.index.documents import Match
from search_app.search.index.names import TranslatedName
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.word_masks import QueryWordMask
from search_app.search.ranking.ranker import Ranking
from search_app.search.results.model import Confidence
from search_app.search.retrieval.text_index import Tier

SURE_FROM, WEAK_BELOW = 0.6, 0.3  # probabilities
TOGETHER = 20  # words of a text within which the words of a query belong together
NAMED_FROM = 0.4  # share of a query that the best result has in one place, with which a name inside the query is sure

_BIAS, _SCORE, _IN_ONE_PLACE, _SIMILARITY = -6.91, 0.766, 1.49, 3.1
_SURE, _WEAK = (math.log(each / (1 - each)) for each in (SURE_FROM, WEAK_BELOW))  # the same as log-odds


def confidence_of(
    ranking: Ranking, first: Sequence[Match], vocabulary: Vocabulary, similarity: Callable[[str, int], float]
) -> Confidence:
    """Return how sure it is that the first result answers the query.

    Args:
        ranking: of the query, with its best results.
        first: the words of the first result that match the query.
        vocabulary: of the generation.
        similarity: returns how similar the meaning of an entry is to that of a text, from -1 to 1.
    """
    best = ranking.matches.best
    if not best.ordinals:
        return Confidence.NONE
    query, tier, name = ranking.query, best.tiers[0], ranking.names.get(best.ordinals[0])
    if tier <= Tier.VARIANT:
        return Confidence.SURE
    if query is None or tier == Tier.LEAD_IN or Tier.INSIDE < tier < Tier.ALL_WORDS:
        return Confidence.WEAK if isinstance(name, TranslatedName) and name.is_doubtful else Confidence.LIKELY
    in_one_place = _share_in_one_place(query, ranking.words, first, vocabulary)
    if tier == Tier.INSIDE:
        return Confidence.SURE if in_one_place >= NAMED_FROM else Confidence.LIKELY
    odds = _BIAS + _SCORE * best.scores[0] / vocabulary.idf(0) + _IN_ONE_PLACE * in_one_place
    if odds + _SIMILARITY >= _WEAK:  # no similarity is above 1
        odds += _SIMILARITY * similarity(query.text, best.ordinals[0])
    if odds >= _SURE:
        return Confidence.SURE
    return Confidence.LIKELY if odds >= _WEAK else Confidence.WEAK


def _share_in_one_place(
    query: AnalyzedQuery, words: QueryWordMask, first: Sequence[Match], vocabulary: Vocabulary
) -> float:
    """Return the weight of the words of the query that an entry has in one place, as a share of all words."""
    if not first:
        return 0.0
    weights = _weights(query, vocabulary)
    return max([_weight(bits, weights) for bits in _places(first, words)]) / (sum(weights) or 1.0)


def _weights(query: AnalyzedQuery, vocabulary: Vocabulary) -> list[float]:
    """Return the IDF of each stem of the query; words of asking have none."""
    frequency, asking = vocabulary.stems.frequency, vocabulary.language.asking_words
    return [
        0.0 if surface in asking else vocabulary.idf(min(map(frequency, stems), default=0))
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
    """Return the sets of words, as bits, that stand together somewhere; the set of all words alone, if they do."""
    found, everything = set(), _bits(matches, words)
    if len(matches) <= TOGETHER and matches[-1][0] - matches[0][0] <= TOGETHER:
        return {everything}
    for first, (number, _, _, _) in enumerate(matches):
        bits = _bits([match for match in matches[first : first + TOGETHER] if match[0] - number <= TOGETHER], words)
        if bits == everything:
            return {bits}
        found.add(bits)
    return found

"""Rerank the top results of a descriptive query with signals that BM25 over stems cannot see.

- A word in exactly the typed form counts more than another form of its stem.
- Stop words, ignored in the first stage, break ties: `to be shaken` from `shaken`.
- A name of one word made with a word of the query counts too: `milkman` for `sells milk`, `sorter` for `one who sorts`.
- A word is matched by another name of what it names: `custodian` by `guardian`.
- Words in one sentence belong together more than words far apart (Callan, "Passage-level evidence", 1994).
- The words of the query, stop words too, are typical of some categories (category_model.py).
- A name inside the query is probably meant: `charity care` in `charity care program`.
- A lead-in inside the query speaks for the entries that it leads to: `DoorDash` for gig work.
- A phrasing that has the words of the query and few others is how the entry is asked for.
- Entries of similar meaning are found in other words: `truck taken for a late payment` is a repossession.
- In a dictionary an entry with several names of one word is meant more often than one with a single name or a phrase.

Two stages are the usual way to afford such evidence (Matveeva et al., "High accuracy retrieval with multiple nested
ranker", 2006).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.search.index.doc_values import DocValues
from search_app.search.index.documents import TokenBatch, is_any
from search_app.search.index.meanings import MeaningIndex
from search_app.search.index.names import NameKind
from search_app.search.index.postings import K1, B
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.names_inside import names_of
from search_app.search.retrieval.text_index import DocumentBatch, RankedEntries
from search_app.search.storage.arrays import distinct

RERANKED = 50  # results, the best ones
EXACT = 0.5  # weight of a word in the typed form, beside 1 for its stem
SENTENCE = 0.5  # weight of the best sentence
NAME_INSIDE = 1.2  # weight of the words of a name inside the query,
OWN_NAME_INSIDE = 0.3  # and of an entry's own name, if it is one word
LEAD_IN = 0.2  # weight of the rarest word of a lead-in
MADE_WITH_FROM = 4  # letters of a stem with which names are made
MADE_WITH = 1.0  # weight of such a word
OTHER_NAME = 0.8  # weight of a word that is matched by another name
PHRASINGS = 4.0  # weight of the similarity of the phrasings, from 0 to about 1; more if several are similar
MEANING = 20.0  # weight of a similarity from -1 to 1


class Shares(NamedTuple):
    """How much of each signal counts."""

    bm25: float
    exact_forms: float
    sentence: float
    names_inside: float
    made_with: float
    other_names: float
    categories: float
    meaning: float
    one_word_names: float  # weight of the logarithm of their number


IN_GLOSSARY = Shares(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0)
# A logistic model, adjusted for the most first places, of 3,988 descriptions that are in no query set: senses in
# Webster's of 1913 of names that three entries of WordNet or more have. Scores are scaled to be as high as elsewhere.
IN_DICTIONARY = Shares(0.65, 0.32, 1.2, 0.41, 0.6, 0.92, 1.17, 2.0, 9.8)

Boosts = npt.NDArray[np.float64]


class Reranker:
    """Reranks the entries of one generation."""

    def __init__(self, vocabulary: Vocabulary, doc_values: DocValues, meanings: MeaningIndex) -> None:
        self._vocabulary = vocabulary
        self._stop_words = vocabulary.language.stop_words
        self._lexicon = vocabulary.lexicon
        self._stems = vocabulary.stems
        self._names = vocabulary.one_word_names
        self._category_model = vocabulary.category_model
        self._doc_values = doc_values
        self._meanings = meanings
        self._shares = IN_DICTIONARY if vocabulary.is_dictionary else IN_GLOSSARY

    def rerank(self, query: AnalyzedQuery, ranked: RankedEntries, batch: DocumentBatch) -> RankedEntries:
        """Return the ranked entries with the best of them in the order of their boosted scores, inside their tiers.

        Args:
            query: a description.
            ranked: the entries, best first.
            batch: the documents of the first `RERANKED` of them.
        """
        ordinals = ranked.ordinals[:RERANKED]
        scores = self._shares.bm25 * np.asarray(ranked.scores[:RERANKED])
        scores += self.boosts(query, ordinals, batch.tokens())
        order = np.lexsort((np.asarray(ordinals), -scores, np.asarray(ranked.tiers[:RERANKED]))).tolist()
        boosted = scores.tolist()
        return RankedEntries(
            [ordinals[place] for place in order] + ranked.ordinals[RERANKED:],
            [ranked.tiers[place] for place in order] + ranked.tiers[RERANKED:],
            [boosted[place] for place in order] + ranked.scores[RERANKED:],
        )

    def boosts(self, query: AnalyzedQuery, ordinals: Sequence[int], tokens: TokenBatch) -> Boosts:
        """Return a boost for the score of each entry; `tokens` are those of the entries."""
        frequency = self._stems.frequency
        weights = [self._vocabulary.idf(min(map(frequency, stems), default=0)) for stems in query.alternatives]
        shares = self._shares
        total = shares.exact_forms * self._exact_forms(query, tokens)
        total += shares.sentence * self._best_sentence(query.alternatives, weights, tokens)
        total += shares.names_inside * self._names_inside(query, ordinals) + self._lead_ins(query, ordinals)
        total += shares.made_with * self._names_made_with(query, ordinals)
        total += shares.other_names * self._other_names(query, weights, tokens)
        total += shares.categories * self._categories(query, ordinals)
        total += PHRASINGS * self._vocabulary.questions.similarities(query.stems, ordinals)
        if shares.one_word_names:
            total += shares.one_word_names * np.log1p(self._names.counts(ordinals))
        return np.asarray(total + shares.meaning * MEANING * self._meanings.similarities(query.text, ordinals))

    def _exact_forms(self, query: AnalyzedQuery, tokens: TokenBatch) -> Boosts:
        """Return BM25 over unstemmed words."""
        length = K1 * (1 - B + B * tokens.lengths / tokens.average_length)
        total = np.zeros(len(tokens.lengths))
        for surface in {word.surface for word in query.words}:
            number = self._lexicon.find(surface)
            if number >= 0:
                found = np.bincount(tokens.owners[tokens.words == number], minlength=len(total))
                total += self._exact_weight(surface, number) * found * (K1 + 1) / (found + length)
        return total

    def _names_made_with(self, query: AnalyzedQuery, ordinals: Sequence[int]) -> Boosts:
        """Return for each entry the weight of the words that begin or end a name of one word."""
        find = self._stems.find
        parts = {
            (word.stem, word.surface): find(word.stem) for word in query.content if len(word.stem) >= MADE_WITH_FROM
        }
        known = [(number, part) for part, number in parts.items() if number >= 0]
        if not known:
            return np.zeros(len(ordinals))
        names = self._names.of(ordinals)
        made = self._lexicon.made_with(names.words, [part for _, part in known])
        made &= names.stems != np.asarray([[number] for number, _ in known])
        weights = [MADE_WITH * self._vocabulary.idf(self._stems.frequency(number)) for number, _ in known]
        rows, places = made.nonzero()
        once = distinct(rows * len(ordinals) + names.owners[places])  # each word once an entry
        rows, found = np.divmod(once, len(ordinals))
        return np.asarray(np.bincount(found, np.asarray(weights)[rows], len(ordinals)), np.float64)

    def _other_names(self, query: AnalyzedQuery, weights: Sequence[float], tokens: TokenBatch) -> Boosts:
        """Return for each entry the weight of the words that it contains only by another name of what they name."""
        total = np.zeros(len(tokens.lengths))
        for (stem, surface), stems, weight in zip(query.stems.items(), query.alternatives, weights, strict=True):
            if named := query.named_by(surface, stem):
                others = self._names.of(named).stems
                matched = np.zeros(len(total), dtype=bool)
                matched[tokens.owners[is_any(tokens.stems, set(others.tolist()))]] = True
                matched[tokens.owners[is_any(tokens.stems, stems)]] = False
                total += OTHER_NAME * weight * matched
        return total

    def _categories(self, query: AnalyzedQuery, ordinals: Sequence[int]) -> Boosts:
        """Return each entry's category log-likelihood, relative to the least likely entry."""
        numbers = {self._lexicon.find(word.surface) for word in query.words} - {-1}
        likelihoods = self._category_model.log_likelihood(numbers)[self._doc_values.primary(np.asarray(ordinals))]
        return np.asarray(likelihoods - likelihoods.min())

    def _names_inside(self, query: AnalyzedQuery, ordinals: Sequence[int]) -> Boosts:
        """Return for each entry the weight of the words of its longest name inside the query.

        Of one word, only an entry's own name counts; in a dictionary, nearly every word is one.
        """
        weights = {} if query.in_dictionary else self._own_names_inside(query)
        for ordinal, words in query.names_of_several_words().items():
            weights[ordinal] = NAME_INSIDE * sum([self._rarity(word.surface) for word in words])
        return np.asarray([weights.get(ordinal, 0.0) for ordinal in ordinals])

    def _own_names_inside(self, query: AnalyzedQuery) -> dict[int, float]:
        """Return the weights of the entries whose own name is one word of the query."""
        return {
            name.ordinal: OWN_NAME_INSIDE * self._rarity(word.surface)
            for word in query.content
            for name in names_of(word.surface, self._vocabulary.names)
            if name.kind == NameKind.NAME
        }

    def _lead_ins(self, query: AnalyzedQuery, ordinals: Sequence[int]) -> Boosts:
        """Return a boost for each entry that a lead-in inside the query leads to, less for later ones."""
        total = np.zeros(len(ordinals))
        place_of = {ordinal: place for place, ordinal in enumerate(ordinals)} if query.lead_ins else {}
        for found in query.lead_ins:
            rarest = min([self._frequency(word.surface) for word in found.words])
            for name in self._vocabulary.names.names_of_lead_in(found):
                if name.ordinal in place_of:
                    total[place_of[name.ordinal]] += LEAD_IN * self._vocabulary.idf(rarest) / (name.place + 1)
        return total

    def _frequency(self, surface: str) -> int:
        """Return the number of entries that contain a word."""
        number = self._lexicon.find(surface)
        return self._lexicon.frequency(number) if number >= 0 else 0

    def _rarity(self, surface: str) -> float:
        number = self._lexicon.find(surface)
        if number < 0 or surface in self._stop_words:
            return 0.0
        return self._vocabulary.idf(self._lexicon.frequency(number))

    def _exact_weight(self, surface: str, number: int) -> float:
        """Return a word's weight (its IDF); a stop word counts only if fewer than half of the entries contain it."""
        frequency = self._lexicon.frequency(number)
        if surface in self._stop_words:
            return max(0.0, math.log((self._vocabulary.entries - frequency + 0.5) / (frequency + 0.5)))
        return EXACT * self._vocabulary.idf(frequency)

    def _best_sentence(
        self, alternatives: Sequence[Sequence[int]], weights: Sequence[float], tokens: TokenBatch
    ) -> Boosts:
        """Return for each entry the weight of the words in its best sentence, times their share of all words."""
        places, numbers = _occurrences(tokens.stems, alternatives)
        sentences = (tokens.owners[places] << 32) | tokens.sentences[places]
        pairs = np.unique(sentences * len(alternatives) + numbers)  # each word once a sentence
        best = np.zeros(len(tokens.lengths))
        if len(pairs):
            sentences, numbers = pairs // len(alternatives), pairs % len(alternatives)
            firsts = np.flatnonzero(np.concatenate(([True], sentences[1:] != sentences[:-1])))
            np.maximum.at(best, sentences[firsts] >> 32, np.add.reduceat(np.asarray(weights)[numbers], firsts))
        return np.asarray(SENTENCE * best * best / sum(weights))


def _occurrences(
    stems: npt.NDArray[Any], alternatives: Sequence[Sequence[int]]
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return the places of tokens that match any word, and the number of the word."""
    found = [np.flatnonzero(stems == stem) for each in alternatives for stem in each]
    numbers = [number for number, each in enumerate(alternatives) for _ in each]
    lengths = [len(each) for each in found]
    return np.concatenate([*found, np.empty(0, np.int64)]), np.repeat(np.asarray(numbers, np.int64), lengths)

"""What to read next: curated links first, then terms named in the text (either way), then similar texts.

Similarity is the cosine of tf-idf vectors over a term's most telling words (Salton and Buckley, 1988),
gathered through an inverted index, so that only terms that share such a word are compared.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from search_app.glossary.render import Entry
from search_app.search.analysis import STOP_WORDS, words

SHOWN = 12  # kept for each term
TELLING_WORDS = 24  # of each text, by tf-idf
COMMONEST = 0.2  # words in more than this share of the terms say nothing about likeness

Ranked = list[tuple[int, str]]


def related_entries(entries: Sequence[Entry]) -> list[Ranked]:
    """Return for each entry the ordinals to read next, best first, each with who says so."""
    ordinal = {entry.slug: number for number, entry in enumerate(entries)}
    named_by: dict[int, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for slug in entry.mentions:
            named_by[ordinal[slug]].append(number)
    similar = _similar(entries)
    ranked: list[Ranked] = []
    for number, entry in enumerate(entries):
        found: dict[int, str] = {}
        for slug in entry.related:
            found.setdefault(ordinal[slug], "curated")
        for other in [*(ordinal[slug] for slug in entry.mentions), *named_by[number]]:
            found.setdefault(other, "mentioned")
        for other in similar[number]:
            found.setdefault(other, "similar")
        found.pop(number, None)
        ranked.append(list(found.items())[:SHOWN])
    return ranked


def _similar(entries: Sequence[Entry]) -> list[list[int]]:
    counts = [_counts(entry) for entry in entries]
    frequency = Counter(word for count in counts for word in count)
    limit = max(2, len(entries) * COMMONEST)
    vectors = []
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, count in enumerate(counts):
        weights = {
            word: (1 + math.log(times)) * math.log(len(entries) / frequency[word])
            for word, times in count.items()
            if 1 < frequency[word] <= limit
        }
        telling = sorted(weights.items(), key=lambda item: -item[1])[:TELLING_WORDS]
        length = math.sqrt(sum(weight * weight for _, weight in telling)) or 1.0
        vector = [(word, weight / length) for word, weight in telling]
        vectors.append(vector)
        for word, weight in vector:
            postings[word].append((number, weight))
    similar = []
    for number, vector in enumerate(vectors):
        score: Counter[int] = Counter()
        for word, weight in vector:
            for other, other_weight in postings[word]:
                score[other] += weight * other_weight  # type: ignore[assignment]
        score.pop(number, None)
        similar.append([other for other, _ in score.most_common(SHOWN)])
    return similar


def _counts(entry: Entry) -> Counter[str]:
    texts = [entry.name, *entry.aliases, *entry.asked_as, *(passage.text for passage in entry.passages)]
    return Counter(word.stem for text in texts for word in words(text) if word.surface not in STOP_WORDS)

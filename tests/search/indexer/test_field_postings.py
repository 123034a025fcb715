from __future__ import annotations

import random
from array import array

import numpy as np
import pytest

from search_app.search.indexer.field_postings import FieldPostings, Posting, PostingsPool

LONGEST = 5  # positions of a posting


def postings(seed: int, *, with_bytes: bool = False) -> list[Posting]:
    """Return postings of two fields, document by document; with values of 32-bit numbers, or of any length."""
    chance = random.Random(seed)
    made: list[Posting] = []
    for document in range(60):
        for name in ("entry", "name"):
            for term in chance.sample([b"fee", b"plan", b"cost", "año".encode(), b""], chance.randint(0, 4)):
                value = array("I", chance.sample(range(1000), chance.randint(0, LONGEST))).tobytes()
                value += b"!" * (with_bytes and chance.randint(0, 3))
                made.append((name, term, document, chance.random(), value or None))
    return made


def as_tuples(name: str, field: FieldPostings) -> list[Posting]:
    """Return the postings of a field, one after the other."""
    terms = np.repeat(np.arange(len(field.terms)), field.frequencies).tolist()
    ends = np.cumsum(field.sizes).tolist()
    values = [field.values[end - size : end] or None for end, size in zip(ends, field.sizes.tolist(), strict=True)]
    rows = zip(terms, field.documents.tolist(), field.weights.tolist(), values, strict=True)
    return [(name, field.terms[term], document, weight, value) for term, document, weight, value in rows]


def as_stored(posting: Posting) -> Posting:
    name, term, document, weight, value = posting
    return name, term, document, float(np.float32(weight)), value


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("with_bytes", [False, True])
def test_a_pool_sorts_postings_by_field_term_and_document(seed: int, *, with_bytes: bool) -> None:
    made = postings(seed, with_bytes=with_bytes)
    found = [each for name, field in PostingsPool.of(made).drain() for each in as_tuples(name, field)]
    assert found == sorted(map(as_stored, made), key=lambda each: each[:3])


@pytest.mark.parametrize("with_bytes", [False, True])
def test_compressed_postings_are_the_same(*, with_bytes: bool) -> None:
    for name, field in PostingsPool.of(postings(7, with_bytes=with_bytes)).drain():
        assert as_tuples(name, FieldPostings.unpacked(field.packed())) == as_tuples(name, field)


def test_a_drained_pool_is_empty() -> None:
    pool = PostingsPool.of(postings(1))
    assert len(list(pool.drain())) == 2
    assert not list(pool.drain())

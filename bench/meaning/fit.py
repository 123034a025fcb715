"""Fit one vector a token, so that the mean of a text's tokens is close to the teacher's vector of the text.

The table begins with the teacher's vectors of single tokens, centred and weighted by rarity (Arora et al., "A simple
but tough-to-beat baseline for sentence embeddings", 2017). Ridge regression moves it towards the teacher's vectors of
the training texts; tokens that these lack keep their first vector.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

RARITY = 1e-3  # share of all tokens at which a token weighs half
RIDGE = 1.0
ROUNDS = 25  # of conjugate gradients
HELD_OUT = 2000  # texts, the last ones, to report the fit

Vectors = npt.NDArray[Any]


def fit(ids: Sequence[Sequence[int]], vectors: Vectors, tokens: Vectors) -> tuple[Vectors, float]:
    """Return the token table, and the mean cosine to the teacher on the texts that were held out.

    Args:
        ids: the tokens of each text.
        vectors: the teacher's vector of each text.
        tokens: the teacher's vector of each token.
    """
    counts = np.bincount(np.concatenate([np.asarray(each) for each in ids]), minlength=len(tokens))
    table = (tokens - tokens.mean(axis=0)) * (RARITY / (RARITY + counts / counts.sum()))[:, None]
    texts = _design(ids, len(tokens))
    wanted = vectors - vectors.mean(axis=0)
    known, target = texts[:-HELD_OUT], wanted[:-HELD_OUT]
    made = known @ table
    table *= float((made * target).sum() / (made * made).sum())
    table = table + _ridge(known, target - known @ table)
    return table.astype(np.float32), _mean_cosine(texts[-HELD_OUT:] @ table, wanted[-HELD_OUT:])


def sums(ids: Sequence[Sequence[int]], table: Vectors) -> Vectors:
    """Return the vector that `table` gives each text, scaled by the root of its length."""
    return np.asarray(_design(ids, len(table)) @ table)


def _design(ids: Sequence[Sequence[int]], tokens: int) -> sparse.csr_array:
    """Return a row a text with the counts of its tokens, scaled so that long texts do not outweigh short ones."""
    lengths = np.asarray([len(each) for each in ids])
    rows = np.repeat(np.arange(len(ids)), lengths)
    values = np.repeat(1 / np.sqrt(np.maximum(lengths, 1)), lengths).astype(np.float32)
    columns = np.concatenate([np.asarray(each) for each in ids])
    return sparse.coo_array((values, (rows, columns)), shape=(len(ids), tokens)).tocsr()


def _ridge(texts: sparse.csr_array, target: Vectors) -> Vectors:
    """Return the x with the least |texts x - target|² + RIDGE |x|², by conjugate gradients on all columns at once."""
    transposed = texts.T.tocsr()
    residual = transposed @ target
    found, direction = np.zeros_like(residual), residual.copy()
    size = (residual * residual).sum(axis=0)
    for _ in range(ROUNDS):
        moved = transposed @ (texts @ direction) + RIDGE * direction
        step = size / np.maximum((direction * moved).sum(axis=0), 1e-9)
        found += step * direction
        residual -= step * moved
        smaller = (residual * residual).sum(axis=0)
        direction = residual + smaller / np.maximum(size, 1e-12) * direction
        size = smaller
    return found


def _mean_cosine(left: Vectors, right: Vectors) -> float:
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    return float(np.mean((left * right).sum(axis=1) / np.maximum(lengths, 1e-9)))

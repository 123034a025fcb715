"""Compress a token table: fewer dimensions by principal components, 8 bits a number, no token that no text has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from search_app.search.meaning.quantization import Quantized, quantize

_PLACEHOLDER = re.compile(r"\[.+\]")  # `[unused7]`, `[MASK]`

Vectors = npt.NDArray[Any]


def principal_components(vectors: Vectors, dimensions: int) -> Vectors:
    """Return the `dimensions` directions of most variance as columns."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)  # ascending
    return np.asarray(directions[:, ::-1][:, :dimensions])


def compress(names: Sequence[str], table: Vectors, components: Vectors) -> tuple[list[str], Quantized]:
    """Return the names of the tokens that texts may have, and their vectors."""
    kept = [number for number, name in enumerate(names) if not _PLACEHOLDER.fullmatch(name)]
    return [names[number] for number in kept], quantize((table[kept] @ components).astype(np.float32))

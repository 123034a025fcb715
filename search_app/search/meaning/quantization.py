"""Vectors as 8-bit integers, a quarter of the size of 32-bit numbers, and as signs, a 32nd."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

BLOCK = 16_384  # vectors whose signs are compared at once, inside the processor's cache

Vectors = npt.NDArray[np.float32]
Signs = npt.NDArray[np.uint64]


class Quantized(NamedTuple):
    """Rows of integers from -127 to 127, and the factor of each row by which it becomes the vector."""

    rows: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]


def quantize(vectors: Vectors) -> Quantized:
    """Return each vector with its largest component at 127; a zero vector has zeros."""
    largest = np.abs(vectors).max(axis=1, initial=0)
    factors = np.where(largest > 0, 127 / np.where(largest > 0, largest, 1), 0).astype(np.float32)
    rows = np.rint(vectors * factors[:, None]).astype(np.int8)
    return Quantized(rows, np.where(largest > 0, largest / 127, 0).astype(np.float32))


def unit_scales(rows: npt.NDArray[np.int8]) -> npt.NDArray[np.float32]:
    """Return the factor that gives each row the length 1; 0 for a row of zeros."""
    lengths = np.linalg.norm(rows.astype(np.float32), axis=1)
    return np.where(lengths > 0, 1 / np.where(lengths > 0, lengths, 1), 0).astype(np.float32)


def signs(vectors: npt.NDArray[Any]) -> Signs:
    """Return the signs of each vector's components as bits, 64 a number; a row of numbers for each 64 components.

    The number of components is a multiple of 64. Vectors of similar direction differ in few signs (Charikar,
    "Similarity estimation techniques from rounding algorithms", 2002).
    """
    bits = np.packbits(vectors > 0, axis=1)
    return np.ascontiguousarray(bits.view(np.uint64).T)


def differing(every: Signs, one: Signs) -> npt.NDArray[np.uint8]:
    """Return for each vector the number of components whose sign differs from that of `one`."""
    blocks = [every[:, start : start + BLOCK] for start in range(0, max(every.shape[1], 1), BLOCK)]
    counts = [np.bitwise_count(block ^ one[:, None]).sum(axis=0, dtype=np.uint8) for block in blocks]
    return np.concatenate(counts)

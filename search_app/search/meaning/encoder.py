"""Encode texts as vectors, such that texts of similar meaning have similar directions.

A text's vector is the sum of the vectors of its tokens: a static embedding, which needs no neural network at run time.
The README beside this module says how the model was made.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from search_app.search.meaning.quantization import Quantized, Vectors
from search_app.search.meaning.wordpiece import WordPieceTokenizer

DIMENSIONS = 128
MODEL = Path(__file__).with_name("model")
TOKENS, SCALES, VOCABULARY = "tokens.npy", "scales.npy", "vocabulary.txt"

BLOCK = 512  # texts encoded at once, which bounds memory


class Encoder:
    """Encodes texts with the model in `folder`; its table of tokens is mapped into memory."""

    def __init__(self, folder: Path) -> None:
        names = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")[:-1]
        self._tokenizer = WordPieceTokenizer({name: number for number, name in enumerate(names)})
        self._rows = np.asarray(np.load(folder / TOKENS, mmap_mode="r")).view(np.ndarray)
        self._scales = np.load(folder / SCALES)

    def encode(self, text: str) -> Vectors:
        """Return the unit vector of a text; zeros for a text without known words."""
        numbers = self._tokenizer.numbers(text)
        if not numbers:
            return np.zeros(DIMENSIONS, np.float32)
        rows = self._rows.take(numbers, 0).astype(np.float32)  # of one type: BLAS
        total = self._scales.take(numbers).dot(rows)  # takes half the time of `@`
        unit: Vectors = total * np.float32(1 / (math.sqrt(total.dot(total)) or 1))
        return unit

    def encode_all(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts as rows."""
        return np.concatenate([np.empty((0, DIMENSIONS), np.float32), *self._blocks(texts)])

    def _blocks(self, texts: Sequence[str]) -> Iterator[Vectors]:
        for start in range(0, len(texts), BLOCK):
            yield self._sums([self._tokenizer.numbers(text) for text in texts[start : start + BLOCK]])

    def _sums(self, numbers: Sequence[Sequence[int]]) -> Vectors:
        """Return the normalized sum of the vectors of each list of tokens."""
        sums = np.zeros((len(numbers), DIMENSIONS), np.float32)
        filled = [place for place, each in enumerate(numbers) if each]
        if filled:
            flat = np.concatenate([numbers[place] for place in filled])
            vectors = self._rows[flat] * self._scales[flat, None]
            starts = np.cumsum([0, *(len(numbers[place]) for place in filled[:-1])])
            sums[filled] = np.add.reduceat(vectors, starts)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.where(lengths > 0, lengths, 1), np.float32)


@cache
def encoder() -> Encoder:
    """Return the encoder of the packaged model, loaded when it is first needed."""
    return Encoder(MODEL)


def write_model(folder: Path, names: Sequence[str], table: Quantized) -> None:
    """Write a model: the tokens by number, and their vectors."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / VOCABULARY).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    np.save(folder / TOKENS, table.rows)
    np.save(folder / SCALES, table.scales)

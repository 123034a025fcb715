"""The stored documents of entries as an OpenSearch index keeps them: two values of text an entry."""

from __future__ import annotations

import base64
import zlib
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from search_app.search.index.documents import Document

Numbers = npt.NDArray[Any]


class Tokens(Struct, frozen=True, gc=False):
    """The words of an entry as numbers: the form of each, its sentence, and its start and end in its part."""

    words: Numbers
    sentences: Numbers
    spans: Numbers  # two of each word


_encode = msgspec.msgpack.Encoder().encode
_decode_document = msgspec.msgpack.Decoder(Document).decode


def encode_document(document: Document) -> str:
    """Return the stored fields of an entry as text."""
    return _as_text(_encode(document))


def decode_document(text: str) -> Document:
    """Return what `encode_document` was given."""
    return _decode_document(_from_text(text))


def encode_tokens(tokens: Tokens) -> str:
    """Return the words of an entry as text."""
    columns = (tokens.words, _steps(tokens.sentences), _steps(tokens.spans))
    return _as_text(b"".join([column.astype("<u4").tobytes() for column in columns]))


def decode_tokens(text: str) -> Tokens:
    """Return what `encode_tokens` was given."""
    numbers = np.frombuffer(_from_text(text), "<u4")
    count = len(numbers) // 4
    words, sentences, spans = numbers[:count], numbers[count : 2 * count], numbers[2 * count :]
    return Tokens(words, sentences.cumsum(dtype=np.uint32), spans.cumsum(dtype=np.uint32))


def _steps(values: Numbers) -> Numbers:
    """Return the differences of neighbours, which are small and compress well; negative ones wrap around."""
    steps = values.astype(np.uint32)
    steps[1:] -= steps[:-1].copy()  # np.diff is five times slower for so few
    return steps


def _as_text(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content, 1)).decode()


def _from_text(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))

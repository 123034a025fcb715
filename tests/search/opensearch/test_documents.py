from __future__ import annotations

import numpy as np

from search_app.search.index.documents import Document, Field
from search_app.search.opensearch.documents import (
    Tokens,
    decode_document,
    decode_tokens,
    encode_document,
    encode_tokens,
)


def test_a_document_is_read_as_it_was_written() -> None:
    field = Field("name", "", "Déductible", 1)
    document = Document.of("deductible", ("law", "money"), "2026-01-01", "What you pay.", (field,), 1)
    assert decode_document(encode_document(document)) == document


def test_words_are_read_as_they_were_written() -> None:
    """Starts go back where a new part of the entry begins."""
    words, sentences = np.asarray([7, 0, 4_000_000_000]), np.asarray([0, 1, 65_535])
    spans = np.asarray([0, 4, 5, 9, 0, 300_000])
    found = decode_tokens(encode_tokens(Tokens(words, sentences, spans)))
    assert found.words.tolist() == words.tolist()
    assert found.sentences.tolist() == sentences.tolist()
    assert found.spans.tolist() == spans.tolist()


def test_an_entry_may_have_no_words() -> None:
    none = np.empty(0, np.uint32)
    assert len(decode_tokens(encode_tokens(Tokens(none, none, none))).words) == 0

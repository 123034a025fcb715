"""Texts become vectors: by a small model of known numbers, and by the packaged one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search_app.search.meaning.encoder import BLOCK, DIMENSIONS, Encoder, encoder, write_model
from search_app.search.meaning.quantization import quantize


@pytest.fixture
def small(tmp_path: Path) -> Encoder:
    """Return a model in which `rent` and `home` are directions of their own and `flat` is between them."""
    table = np.zeros((3, DIMENSIONS), np.float32)
    table[0, 0], table[1, 1], table[2, :2] = 1, 3, 2
    write_model(tmp_path / "model", ["rent", "home", "flat"], quantize(table))
    return Encoder(tmp_path / "model")


def test_a_text_is_the_normalized_sum_of_its_tokens(small: Encoder) -> None:
    np.testing.assert_allclose(small.encode("Rent, home!")[:2], [10**-0.5, 3 * 10**-0.5], atol=1e-3)
    np.testing.assert_allclose(small.encode("flat"), small.encode("flat flat"), atol=1e-6)


def test_a_text_without_known_words_is_zero(small: Encoder) -> None:
    assert not small.encode("cellar").any()
    assert not small.encode("").any()


def test_many_texts_are_encoded_as_each_alone(small: Encoder) -> None:
    texts = ["rent home", "", "cellar", "flat", "home"] * (BLOCK // 4)
    alone = np.stack([small.encode(text) for text in texts])
    np.testing.assert_allclose(small.encode_all(texts), alone, atol=1e-6)
    assert small.encode_all([]).shape == (0, DIMENSIONS)


def similarity(left: str, right: str) -> float:
    return float(encoder().encode(left) @ encoder().encode(right))


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("they took my car back", "repossession of a vehicle", "a fee for an overdraft"),
        ("boss kept my wages", "employer did not pay salary", "a doctor outside the network"),
        ("someone opened a card in my name", "identity theft", "a deposit for an apartment"),
    ],
)
def test_the_packaged_model_finds_texts_of_one_meaning_similar(text: str, near: str, far: str) -> None:
    assert similarity(text, near) > similarity(text, far) + 0.1
    assert similarity(text, text.upper()) == pytest.approx(1, abs=1e-5)

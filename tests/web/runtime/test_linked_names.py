from __future__ import annotations

from pathlib import Path

from search_app.search import Engine
from search_app.web.runtime.linked_names import vocabulary_of


def test_the_names_are_found_in_a_text_and_computed_once(tiny_index: Path) -> None:
    engine = Engine.open(tiny_index)
    assert [mention.slug for mention in vocabulary_of(engine).mentions("a co-pay, tips")] == ["copayment"]
    assert vocabulary_of(engine) is vocabulary_of(engine)

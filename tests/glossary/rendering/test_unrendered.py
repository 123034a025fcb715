"""From an entry back to its term."""

from __future__ import annotations

from dataclasses import replace

from search_app.glossary.rendering.entry import render
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.rendering.unrendered import term_of
from search_app.language.english import ENGLISH
from tests.glossary.formats.tables import OVERTIME, WAGE


def test_a_rendered_term_comes_back_as_it_was() -> None:
    term = replace(WAGE, definition="Pay for overtime. **Twice.**")
    assert term_of(render(term, Vocabulary([OVERTIME], ENGLISH))) == term

"""The names of the terms, as every audience finds them in texts."""

from __future__ import annotations

from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.language.languages import language_of
from search_app.search import Engine
from search_app.web.runtime.per_generation import per_generation


@per_generation()
def vocabulary_of(serving: Engine) -> Vocabulary:
    """Return the names and aliases that are mentions where a text has them."""
    return Vocabulary(serving.entries(), language_of(serving.site.language))

"""The categories that a page has room for: all of a glossary with a few, the largest of a collection with hundreds."""

from __future__ import annotations

from functools import lru_cache

from search_app.glossary.model import Category
from search_app.search import Engine

ROOM = 24  # categories that stand on every page


def main_categories(serving: Engine) -> tuple[Category, ...]:
    """Return the categories with most terms, as many as there is room for, in display order."""
    if len(serving.site.categories) <= ROOM:
        return serving.site.categories
    return _largest(serving)  # type: ignore[arg-type]  # an engine has the hash of every object


@lru_cache(maxsize=1)
def _largest(serving: Engine) -> tuple[Category, ...]:
    """Work out the largest ones of a generation; those of the newest are kept."""
    counted = serving.categories()
    largest = sorted(range(len(counted)), key=lambda place: -counted[place][1])[:ROOM]
    return tuple(counted[place][0] for place in sorted(largest))

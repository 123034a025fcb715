"""The categories listed on every page: all of a small glossary's, the largest ones of a collection with hundreds."""

from __future__ import annotations

from search_app.errors import NotFound
from search_app.glossary.model import Category
from search_app.messages import message
from search_app.search import Engine
from search_app.web.runtime.per_generation import per_generation

MAX_LISTED = 24  # categories on every page


def main_categories(engine: Engine) -> tuple[Category, ...]:
    """Return the categories with the most terms, at most MAX_LISTED, in display order."""
    if len(engine.site.categories) <= MAX_LISTED:
        return engine.site.categories
    return _largest(engine)


@per_generation()
def _largest(engine: Engine) -> tuple[Category, ...]:
    counted = engine.categories()
    largest = sorted(range(len(counted)), key=lambda position: -counted[position][1])[:MAX_LISTED]
    return tuple(counted[position][0] for position in sorted(largest))


def find_category(serving: Engine, slug: str) -> Category:
    """Return the category with this slug.

    Raises:
        NotFound: there is no such category.
    """
    for category in serving.site.categories:
        if category.slug == slug:
            return category
    raise NotFound(message("There is no category %(slug)s."), slug=repr(slug))

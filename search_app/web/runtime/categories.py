"""The categories of a glossary: those listed on every page, one by its slug, and those of a term as its page has them.

Every page lists all categories of a small glossary, and the largest ones of a collection with hundreds.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import get_template_attribute
from markupsafe import Markup

from search_app.errors import NotFound
from search_app.glossary.model import Category
from search_app.messages import message
from search_app.search import Engine
from search_app.web.runtime.per_generation import per_generation

MAX_LISTED = 24  # categories on every page
REMEMBERED = 1_024  # combinations of categories whose tags are kept for results


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


@per_generation()
def categories_by_slug(engine: Engine) -> Mapping[str, Category]:
    """Return the categories by their slugs."""
    return {category.slug: category for category in engine.site.categories}


@per_generation(maxsize=REMEMBERED)
def category_tags(engine: Engine, slugs: tuple[str, ...]) -> Markup:
    """Return the links to the categories of a term, as the template has them: a page of results has ten such lists."""
    tags: Markup = get_template_attribute("site/_parts.html", "category_tags")(slugs, categories_by_slug(engine))
    return tags


def find_category(serving: Engine, slug: str) -> Category:
    """Return the category with this slug.

    Raises:
        NotFound: there is no such category.
    """
    for category in serving.site.categories:
        if category.slug == slug:
            return category
    raise NotFound(message("There is no category %(slug)s."), slug=repr(slug))

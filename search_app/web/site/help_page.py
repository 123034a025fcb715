"""The page of everybody who helps: agencies by category, and the offices of each state."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request

from search_app.errors import NotFound
from search_app.glossary.model import Agency, Site
from search_app.urls import help_path
from search_app.web.runtime.context import engine

# By kind, as the page and links to it call them.
STATE_TABLES = {
    "labor": "State labor offices",
    "insurance": "State insurance departments",
    "attorney-general": "State attorneys general",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A category whose agencies can be shown alone; the first choice is all of them."""

    name: str
    url: str
    count: int
    selected: bool


def help_page() -> str:
    """Return the page; with a category, of its agencies alone.

    Raises:
        NotFound: the glossary lists nobody, or the category does not exist.
    """
    site = engine().site
    category = request.args.get("category", "")
    if not (site.agencies or site.state_tables):
        raise NotFound("This glossary lists no agencies.")
    if category and category not in {each.slug for each in site.categories}:
        raise NotFound(f"There is no category {category!r}.")
    return render_template(
        "site/help.html",
        agencies=agencies_for(site, category),
        choices=_choices(site, category),
        states=_states(site),
        tables=[(table.kind, STATE_TABLES.get(table.kind, table.kind)) for table in site.state_tables],
    )


def agencies_for(site: Site, category: str) -> tuple[Agency, ...]:
    """Return the agencies of a category, in the order of the table; without one, all."""
    return tuple(agency for agency in site.agencies if not category or category in agency.categories)


def _choices(site: Site, chosen: str) -> list[Choice]:
    listed = [("All", ""), *((category.name, category.slug) for category in site.categories)]
    counted = [(name, slug, len(agencies_for(site, slug))) for name, slug in listed]
    return [Choice(name, help_path(slug), count, slug == chosen) for name, slug, count in counted if count]


def _states(site: Site) -> list[tuple[str, list[tuple[str, str] | None]]]:
    """Return for each state its office in each table, as name and URL, None where the table has none."""
    tables = [{office.state: (office.name, office.url) for office in table.offices} for table in site.state_tables]
    states = sorted({state for table in tables for state in table})
    return [(state, [table.get(state) for table in tables]) for state in states]

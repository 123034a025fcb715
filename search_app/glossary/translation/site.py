"""Read `glossary.<language>.toml`: what of the site is translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from search_app.glossary.formats.toml import read_toml
from search_app.glossary.model import ENGLISH_HEADINGS, Category, Fault, Headings, Organisation, Site
from search_app.glossary.naming import SLUG
from search_app.glossary.site import SiteReader

_TOP = {"title", "headline", "tagline", "organisation", "headings", "categories", "synonyms"}
_LINKS = ("url", "donate", "volunteer", "about")


def read_translated_site(file: Path, shown: str, site: Site, language: str) -> tuple[Site, list[Fault]]:
    """Return `site` in another language, and the faults of `file`; what the file does not translate stays.

    Args:
        file: the table; without it only the language differs, and there are no synonyms.
        shown: the file's name in faults.
        site: the site in the default language.
        language: the code of the other language.
    """
    translated = replace(site, language=language, synonyms=())
    if not file.is_file():
        return translated, []
    read = read_toml(file, shown)
    if isinstance(read, Fault):
        return translated, [read]
    reader = _Reader(read.text, shown)
    return reader.translated(read.table, translated), reader.faults


class _Reader(SiteReader):
    """Convert the parsed table; a wrong value becomes a fault and stays untranslated."""

    def translated(self, table: Mapping[str, Any], site: Site) -> Site:
        self.check_keys("the file", table, _TOP)
        return replace(
            site,
            title=self.text(table, "title") or site.title,
            headline=self.text(table, "headline") or site.headline,
            tagline=self.text(table, "tagline") or site.tagline,
            organisation=self._organisation_in(self.table(table, "organisation"), site.organisation),
            headings=self._headings(self.table(table, "headings")),
            categories=self._categories_in(table.get("categories", []), site.categories),
            synonyms=self.synonyms(self.table(table, "synonyms")),
        )

    def _organisation_in(self, table: Mapping[str, Any], organisation: Organisation) -> Organisation:
        self.check_keys("[organisation]", table, {"blurb", *_LINKS})
        links = {name: self.link(table, name) or getattr(organisation, name) for name in _LINKS}
        return replace(organisation, blurb=self.text(table, "blurb") or organisation.blurb, **links)

    def _headings(self, table: Mapping[str, Any]) -> Headings:
        kinds = {heading: kind for kind, heading in asdict(ENGLISH_HEADINGS).items()}
        self.check_keys("[headings]", table, set(kinds))
        found = {kind: self.text(table, heading) or heading for heading, kind in kinds.items()}
        if len({heading.casefold() for heading in found.values()}) < len(found):
            self.fault("[headings]", "in [headings], two sections have the same heading; give each its own.")
            return ENGLISH_HEADINGS
        return Headings(**found)

    def _categories_in(self, tables: object, categories: tuple[Category, ...]) -> tuple[Category, ...]:
        if not isinstance(tables, list) or not all(isinstance(item, dict) for item in tables):
            self.fault("categories", "categories must be a list of tables; write each as [[categories]].")
            return categories
        known = {category.slug: category for category in categories}
        for item in tables:
            self.check_keys("[[categories]]", item, {"slug", "name", "description", "address"})
            slug = self.text(item, "slug")
            if slug not in known:
                self.fault(slug or "[[categories]]", f"there is no category {slug!r}; use one of {', '.join(known)}.")
            else:
                known[slug] = self._category_in(item, known[slug])
        self._check_addresses(known.values())
        return tuple(known.values())

    def _category_in(self, item: Mapping[str, Any], category: Category) -> Category:
        address = self.text(item, "address")
        if address and not SLUG.fullmatch(address):
            wanted = "small letters, digits and single hyphens"
            self.fault(address, f"the address {address!r} of the category {category.slug!r} must consist of {wanted}.")
            address = ""
        return replace(
            category,
            name=self.text(item, "name") or category.name,
            description=self.text(item, "description") or category.description,
            address=address or category.slug,
        )

    def _check_addresses(self, categories: Iterable[Category]) -> None:
        """Report a category whose address is that of another, or another's slug, which redirects to it."""
        taken = {category.slug: category.slug for category in categories}
        for category in categories:
            if (other := taken.setdefault(category.address, category.slug)) != category.slug:
                message = f"the address {category.address!r} is that of {other!r} and {category.slug!r}; change one."
                self.fault(category.address, message)

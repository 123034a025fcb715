"""Categories of imported terms: the groups of the file, or one named after it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from search_app.glossary.formats.concepts import ConceptFile
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.language_choice import LanguageChoice
from search_app.glossary.formats.safe_markdown import plain_line
from search_app.glossary.model import Category
from search_app.glossary.naming import slugify

LONGEST_NAME = 80  # characters of a category


class CategoryChoice:
    """Names the categories of a file; those without a term are not among `used()`."""

    def __init__(self, file: ConceptFile, languages: LanguageChoice, shown: str, report: ReportBuilder) -> None:
        self._report = report
        title = languages.name(file.titles)
        self.title = plain_line(title.value) if title else ""
        self._of_group = {key: self._category(key, file, languages) for key in file.groups}
        name = self.title or PurePath(shown).name.split(".")[0].replace("-", " ").replace("_", " ").capitalize()
        self._default = _named(name, "general")
        self._used: dict[str, Category] = {}

    def of(self, keys: Iterable[str], name: str) -> tuple[str, ...]:
        """Return the slugs of a term's categories, the primary one first; `name` is the term's."""
        found = [self._of_group[key] for key in dict.fromkeys(keys) if key in self._of_group]
        if not found:
            found = [self._default]
            if self._of_group:
                self._report.guess_of(f"terms in no group, put into the category {self._default.name!r}", name)
            else:
                self._report.guess(f"The file has no groups: all terms are in the category {self._default.name!r}.")
        for category in found:
            self._used.setdefault(category.slug, category)
        return tuple(dict.fromkeys(category.slug for category in found))

    def used(self) -> tuple[Category, ...]:
        """Return the categories that have terms, in the order of the file's groups."""
        ordered = dict.fromkeys(category.slug for category in (*self._of_group.values(), self._default))
        return tuple(self._used[slug] for slug in ordered if slug in self._used)

    def _category(self, key: str, file: ConceptFile, languages: LanguageChoice) -> Category:
        group = file.groups[key]
        name = languages.name(group.names)
        description = languages.name(group.descriptions)
        return _named(name.value if name else key, key, description.value if description else "")


def _named(name: str, fallback: str, description: str = "") -> Category:
    shown = plain_line(name)[:LONGEST_NAME].strip() or "General"
    slug = slugify(shown)[:LONGEST_NAME].strip("-") or slugify(fallback)[-LONGEST_NAME:].strip("-") or "general"
    return Category(slug, shown, plain_line(description))

"""A dictionary as a collection: its entries, and the ground truth that its cross references give.

An author who writes "see {modem}" says that two entries are related; that is the ground truth for related terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from search_app.glossary.formats.jsonl import Row


@dataclass(frozen=True, slots=True)
class Collection:
    """The entries, the slugs each one points to, and the slugs of entries that are unchanged since 1913.

    `withheld` are names by slug that are not in the entries, so that they can be asked.
    """

    rows: list[Row]
    related: Mapping[str, list[str]] = field(default_factory=dict)
    webster: Sequence[str] = ()
    withheld: Mapping[str, list[str]] = field(default_factory=dict)

    def sound(self) -> Collection:
        """Return the collection without entries that lack a text, and without what belongs to them."""
        rows = [row for row in self.rows if row.name and row.definition]
        kept = {row.slug for row in rows}
        related = {slug: [each for each in found if each in kept] for slug, found in self.related.items()}
        related = {slug: found for slug, found in related.items() if slug in kept and found}
        withheld = {slug: names for slug, names in self.withheld.items() if slug in kept and names}
        return Collection(rows, related, [slug for slug in self.webster if slug in kept], withheld)


def key(text: str) -> str:
    """Return a normal form that the spellings of one name share.

    Not `naming.name_key` of the service: a judge that normalizes like the judged would not see its faults.
    """
    return re.sub(r"[^0-9a-z]+", " ", text.lower()).strip()


def one_line(text: str) -> str:
    """Return `text` on one line: the packages wrap lines at 72 characters."""
    return " ".join(text.split())


def paragraph(text: str) -> str:
    """Return `text` as a paragraph of Markdown on one line, which is no heading when it begins with `#`."""
    return re.sub(r"^(?=#)", r"\\", one_line(text))


def make_row(
    slug: str, name: str, definition: str, aliases: Iterable[str] = (), category: str = "", examples: Iterable[str] = ()
) -> Row:
    """Return an entry with each of its texts on one line and no alias that repeats another name."""
    name = one_line(name)
    by_case = {name.lower(): name}
    for alias in map(one_line, aliases):
        by_case.setdefault(alias.lower(), alias)
    return Row(
        slug=slug,
        name=name,
        categories=[one_line(category)] if category.strip() else [],
        definition=paragraph(definition),
        aliases=[alias for alias in list(by_case.values())[1:] if alias],
        examples=[example for text in examples if (example := paragraph(text))],
    )

"""Read JSON Lines, one object a term: the format for exchange and for collections too large for term files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from search_app.glossary.changes import is_date, newest_first, read_change
from search_app.glossary.formats.limits import MAX_BULK_PARAGRAPH, MAX_BYTES, long_paragraphs, too_many
from search_app.glossary.model import Category, Change, Fault, Origin, Term
from search_app.glossary.naming import BULK_SLUG, slugify
from search_app.language.characters import clean_text

SMALL = 1_000  # bytes: a shorter line is below every limit


class Row(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One line of the file. Text fields are Markdown; `categories` has the primary one first."""

    slug: str
    name: str
    categories: list[str]
    definition: str
    aliases: list[str] = []
    asked_as: list[str] = []
    examples: list[str] = []
    misuse: str = ""
    benefits: str = ""
    conclusion: str = ""
    related: list[str] = []
    updated: str = ""
    not_linked: list[str] = []
    changes: list[str] = []


def read_rows(file: Path, shown: str) -> Iterator[Term | Fault]:
    """Yield the term of each line of `file`, or the fault of that line; skip blank lines.

    Category names become slugs; `category_from_slug` makes a name of one. Several lines may have the same name
    (a dictionary has one word in several senses), but not the same slug.
    """
    decode = msgspec.json.Decoder(Row).decode
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            if len(line) > MAX_BYTES:
                yield Fault(shown, number, f"the line has {len(line):,} bytes, the limit is {MAX_BYTES:,}; shorten it.")
                continue
            try:
                row = decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                yield Fault(shown, number, f"{error}; write one JSON object with the keys of a term.")
                continue
            if len(line) > SMALL and (excess := _excess(row)):
                yield Fault(shown, number, f"the term {row.slug!r} is too long: {excess}")
                continue
            yield _term(row if line.isascii() and b"\\u" not in line else _clean(row), Origin(shown, {"": number}))


def _excess(row: Row) -> str:
    """Return what is too long or too many in `row`, an empty string if nothing is."""
    values = msgspec.structs.asdict(row)
    lists = [too_many(key, len(value)) for key, value in values.items() if isinstance(value, list)]
    texts = (row.definition, *row.examples, row.misuse, row.benefits, row.conclusion)
    paragraphs = [message for text in texts for _, message in long_paragraphs(text, MAX_BULK_PARAGRAPH)]
    return next(filter(None, [*lists, *paragraphs]), "")


def _clean(row: Row) -> Row:
    """Return `row` with its texts cleaned; identifiers are left as they are."""
    changed: dict[str, Any] = {}
    for key, value in msgspec.structs.asdict(row).items():
        if key not in ("slug", "categories", "related"):
            changed[key] = clean_text(value) if isinstance(value, str) else [clean_text(text) for text in value]
    return msgspec.structs.replace(row, **changed)


def _term(row: Row, origin: Origin) -> Term | Fault:
    if not BULK_SLUG.fullmatch(row.slug):
        return origin.fault(
            "",
            f"the slug {row.slug!r} must be 1 to 200 characters other than space and / \\ ? # %, "
            "not dots alone, and not end in .md or .json.",
        )
    if not row.name.strip():
        return origin.fault("", f"the term {row.slug!r} has an empty name; give it one.")
    if row.updated and not is_date(row.updated):
        return origin.fault("", f"{row.updated!r} is not a date; write year-month-day, such as 2026-11-23.")
    changes = [read_change(text) for text in row.changes]
    if wrong := [change for change in changes if isinstance(change, str)]:
        return origin.fault("", f"in 'changes', {wrong[0]}")
    return Term(
        slug=row.slug,
        name=" ".join(row.name.split()),
        categories=tuple(dict.fromkeys(slug for name in row.categories if (slug := category_slug(name)))),
        definition=row.definition.strip(),
        aliases=tuple(dict.fromkeys(alias for text in row.aliases if (alias := " ".join(text.split())))),
        asked_as=tuple(row.asked_as),
        examples=tuple(example for example in row.examples if example.strip()),
        misuse=row.misuse.strip(),
        benefits=row.benefits.strip(),
        conclusion=row.conclusion.strip(),
        related=tuple(dict.fromkeys(row.related)),
        updated=row.updated,
        not_linked=tuple(dict.fromkeys(" ".join(text.split()) for text in row.not_linked)),
        changes=newest_first(change for change in changes if isinstance(change, Change)),
        origin=origin,
    )


@lru_cache(maxsize=4096)
def category_slug(name: str) -> str:
    """Return the slug of a category named in a row: `noun.act` becomes `noun-act`."""
    return slugify(name) or "-".join(name.lower().split())


def category_from_slug(slug: str) -> Category:
    """Return a category named after its slug, for a collection without a glossary.toml."""
    return Category(slug=slug, name=slug.replace("-", " ").capitalize())

"""Read JSON Lines, one object a term: the format for exchange and for collections too large for term files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from search_app.glossary.changes import is_date, newest_first, read_change, read_review
from search_app.glossary.citations import read_source
from search_app.glossary.formats.limits import CONTROL, MAX_BULK_PARAGRAPH, MAX_BYTES, long_paragraphs, too_many
from search_app.glossary.formats.sections import first_heading
from search_app.glossary.headings import HEADINGS, heading_fault
from search_app.glossary.model import PREFERRED, STATUSES, Category, Change, Fault, Origin, Review, Source, Term
from search_app.glossary.naming import BULK_SLUG, slugify
from search_app.language.characters import clean_text

IDENTIFIERS = ("slug", "categories", "related", "broader", "help", "successor", "status")  # keys that are no texts
SMALL = 1_000  # bytes: a shorter line is below every limit


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """A section with a heading that no other key has."""

    heading: str
    text: str


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
    actions: str = ""
    further: list[Part] = []
    sources: list[str] = []
    help: list[str] = []
    reviewed: str = ""
    status: str = PREFERRED
    successor: str = ""
    broader: list[str] = []


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
            if (b"\\" in line or b"\x7f" in line or not line.isascii()) and (wrong := _control_character(row)):
                yield Fault(shown, number, f"the term {row.slug!r} has a {wrong} in its text; delete it.")
                continue
            yield _term(row if line.isascii() and b"\\u" not in line else _clean(row), Origin(shown, start=number))


def _texts(row: Row) -> Iterator[str]:
    """Yield the Markdown of the sections."""
    yield from (row.definition, *row.examples, row.misuse, row.actions, row.benefits, row.conclusion)
    yield from (part.text for part in row.further)


def _control_character(row: Row) -> str:
    """Return the first control character in any text of `row`, an empty string if there is none."""
    lists = (
        row.aliases,
        row.asked_as,
        row.not_linked,
        row.changes,
        row.sources,
        [part.heading for part in row.further],
    )
    texts = (row.name, row.reviewed, *_texts(row), *(text for each in lists for text in each))
    found = next(filter(None, map(CONTROL.search, texts)), None)
    return f"control character U+{ord(found[0]):04X}" if found else ""


def _excess(row: Row) -> str:
    """Return what is too long or too many in `row`, an empty string if nothing is."""
    values = msgspec.structs.asdict(row)
    lists = [too_many(key, len(value)) for key, value in values.items() if isinstance(value, list)]
    paragraphs = [message for text in _texts(row) for _, message in long_paragraphs(text, MAX_BULK_PARAGRAPH)]
    return next(filter(None, [*lists, *paragraphs]), "")


def _clean(row: Row) -> Row:
    """Return `row` with its texts cleaned; identifiers are left as they are."""
    changed: dict[str, Any] = {}
    for key, value in msgspec.structs.asdict(row).items():
        if key == "further":
            changed[key] = [Part(clean_text(part.heading), clean_text(part.text)) for part in value]
        elif key not in IDENTIFIERS:
            changed[key] = clean_text(value) if isinstance(value, str) else [clean_text(text) for text in value]
    return msgspec.structs.replace(row, **changed)


def _term(row: Row, origin: Origin) -> Term | Fault:
    if wrong := _identity_fault(row) or _section_fault(row):
        return origin.fault("", wrong)
    if row.updated and not is_date(row.updated):
        return origin.fault("", f"{row.updated!r} is not a date; write year-month-day, such as 2026-11-23.")
    if row.status not in STATUSES:
        return origin.fault("", f"'status' is {row.status!r}; write one of {', '.join(STATUSES)}.")
    changes = [read_change(text) for text in row.changes]
    sources = [read_source(text) for text in row.sources]
    reviewed = read_review(row.reviewed) if row.reviewed else None
    for key, values in (("changes", changes), ("sources", sources), ("reviewed", [reviewed])):
        if wrong := next((value for value in values if isinstance(value, str)), ""):
            return origin.fault("", f"in {key!r}, {wrong}")
    return Term(
        slug=row.slug,
        name=_one_line(row.name),
        categories=tuple(dict.fromkeys(slug for name in row.categories if (slug := category_slug(name)))),
        definition=row.definition.strip(),
        aliases=tuple(dict.fromkeys(alias for text in row.aliases if (alias := _one_line(text)))),
        asked_as=tuple(row.asked_as),
        examples=tuple(example for example in row.examples if example.strip()),
        misuse=row.misuse.strip(),
        benefits=row.benefits.strip(),
        conclusion=row.conclusion.strip(),
        related=tuple(dict.fromkeys(row.related)),
        updated=row.updated,
        not_linked=tuple(dict.fromkeys(map(_one_line, row.not_linked))),
        changes=newest_first(change for change in changes if isinstance(change, Change)),
        actions=row.actions.strip(),
        further=tuple((_one_line(part.heading), part.text.strip()) for part in row.further),
        sources=tuple(dict.fromkeys(source for source in sources if isinstance(source, Source))),
        help=tuple(dict.fromkeys(row.help)),
        reviewed=reviewed if isinstance(reviewed, Review) else None,
        status=row.status,
        successor=row.successor,
        broader=tuple(dict.fromkeys(row.broader)),
        origin=origin,
    )


def _identity_fault(row: Row) -> str:
    if not BULK_SLUG.fullmatch(row.slug):
        wanted = "1 to 200 characters other than space and / \\ ? # %, not dots alone, and not end in .md or .json."
        return f"the slug {row.slug!r} must be {wanted}"
    return "" if row.name.strip() else f"the term {row.slug!r} has an empty name; give it one."


def _section_fault(row: Row) -> str:
    """Return what is wrong with the sections, an empty string if nothing is."""
    if not row.definition.strip():
        return f"the definition of {row.slug!r} is empty; write at least one paragraph."
    if heading := next(filter(None, (first_heading(text) for text in _texts(row) if "#" in text)), ""):
        return f"a text of {row.slug!r} has the heading '{heading}'; make it a section of 'further', or write ###."
    headings = [_one_line(part.heading) for part in row.further]
    for number, heading in enumerate(headings):
        wrong = heading_fault(heading)
        if heading in HEADINGS:
            wrong = f"the heading '{heading}' has a key of its own, {HEADINGS[heading]!r}; write its text there."
        elif heading in headings[:number]:
            wrong = f"the section '{heading}' is repeated; keep one."
        elif not row.further[number].text.strip():
            wrong = f"the section '{heading}' is empty; write at least one paragraph."
        if wrong:
            return f"in 'further' of {row.slug!r}, {wrong}"
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def category_slug(name: str) -> str:
    """Return the slug of a category named in a row: `noun.act` becomes `noun-act`."""
    return slugify(name) or "-".join(name.lower().split())


def category_from_slug(slug: str) -> Category:
    """Return a category named after its slug, for a collection without a glossary.toml."""
    return Category(slug=slug, name=slug.replace("-", " ").capitalize())

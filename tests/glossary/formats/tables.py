"""Terms that use every field, and the reading of a table in a test."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import NamedTuple

from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions
from search_app.glossary.model import Category, Change, Review, Site, Source, Term

ORIGIN = "https://glossary.example.org"


class Collection(NamedTuple):
    """Terms with their site."""

    site: Site
    terms: tuple[Term, ...]


WAGE = Term(
    slug="wage-theft",
    name="Wage “Theft” 🙂",
    categories=("work", "law"),
    definition="=1+1 is no formula.\n\n- one *item*\n- `code`\n\n```\n## no heading\n```",
    aliases=("unpaid, wages", "-40 an hour", "[sic]"),
    asked_as=("my boss; did not pay", "@work | no pay", "أجر غير مدفوع"),
    examples=("A cook works.\n\nTwice.", "+1 for a driver."),
    misuse="Some:\n\n    indented",
    actions="1. Write down the hours.\n2. Call.",
    benefits="'=quoted",
    conclusion="＝full width",
    further=(("Where to go", "\\## is no heading\\"), ("In court", "```\n## nor this\n```")),
    related=("overtime",),
    broader=("overtime",),
    sources=(Source("29 USC 206"), Source("A page", "https://www.dol.gov/a?b=1,2")),
    help=("dol-whd",),
    reviewed=Review("2026-11-28", "editor"),
    updated="2026-11-02",
    changes=(Change("2026-11-02", "Added: the 2026 threshold"), Change("2026-10-01", "First, and last")),
    not_linked=("-40 an hour",),
)
OVERTIME = Term(
    slug="overtime", name="Overtime", categories=("law",), definition="Pay for more hours.", status="deprecated",
    successor="wage-theft", further=(("Where to go", "There."),),
)  # fmt: skip
DRAFT = Term(slug="bare", name="Bare", categories=("law",), definition="Nothing else.", status="draft")

SITE = Site(title="Every field", categories=(Category("work", "Work"), Category("law", "Law")))
EVERY_FIELD = Collection(SITE, (WAGE, OVERTIME, DRAFT))


def written(form: Format, collection: Collection = EVERY_FIELD) -> bytes:
    """Return what a format writes."""
    assert form.write is not None
    out = io.BytesIO()
    form.write(collection, out, ORIGIN)
    return out.getvalue()


def read_bytes(form: Format, data: bytes | str, language: str = "", **columns: str) -> ImportResult:
    """Return what a format reads."""
    assert form.read is not None
    raw = data.encode() if isinstance(data, str) else data
    return form.read(raw, "terms", ReadOptions(language, columns))


def assert_mutations_are_read(form: Format, whole: bytes, change: Callable[[bytes, random.Random], bytes]) -> None:
    """Read 250 damaged versions of a file: each gives terms or faults, none an exception."""
    chance = random.Random(form.name)
    for _ in range(250):
        result = read_bytes(form, change(whole, chance))
        assert result.terms or result.faults
        assert all(str(fault) for fault in result.faults)


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return a file with flipped bytes, a piece cut out, or a piece twice."""
    data = bytearray(whole)
    kind = chance.randrange(4)
    at, to = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    if kind == 0:
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == 1:
        del data[at:to]
    elif kind == 2:
        data[at:at] = data[at:to]
    else:
        del data[at + 1 :]
    return bytes(data)

"""Terms of a few words, and the remarks on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from search_app.glossary.model import Agency, Origin, Remark, Term
from search_app.glossary.review import review
from search_app.language.english import ENGLISH

LINES = {"": 1, "name": 2, "related": 5, "updated": 6, "definition": 8, "example-1": 11, "misuse": 14}


def term(slug: str, definition: str = "Text.", *, name: str = "", **fields: object) -> Term:
    origin = Origin(f"terms/money/{slug}.md", LINES)
    shown = name or slug.replace("-", " ").title()
    return Term(slug=slug, name=shown, categories=("money",), definition=definition, origin=origin, **fields)  # type: ignore[arg-type]


def remarks(
    kind: str,
    terms: Sequence[Term],
    *,
    today: str = "2026-11-23",
    months: int = 24,
    strict: bool = False,
    agencies: Sequence[Agency] = (),
) -> list[Remark]:
    """Return the remarks of one kind on `terms`."""
    day = date.fromisoformat(today)
    found = review(terms, [], language=ENGLISH, today=day, months=months, agencies=agencies, strict=strict).remarks
    return [remark for remark in found if remark.kind == kind]


def messages(kind: str, terms: Sequence[Term], *, strict: bool = False, agencies: Sequence[Agency] = ()) -> list[str]:
    return [str(remark) for remark in remarks(kind, terms, strict=strict, agencies=agencies)]

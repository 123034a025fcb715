"""What a visitor asks for, read once for HTML, JSON and the command line alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import force_setattr

from search_app.errors import BadParameter
from search_app.urls import search_path

MAX_CHARACTERS = 300
MAX_WORDS = 32
MAX_PER_PAGE = 50
MAX_PAGE = 10_000
SORTS = ("relevance", "name", "updated")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+")


class Arguments(Protocol):
    """A query string's parameters, as Werkzeug's MultiDict offers them."""

    def get(self, key: str) -> str | None: ...
    def getlist(self, key: str) -> list[str]: ...


class SearchRequest(Struct, frozen=True):
    """One search. `q` is cleaned and cut on the way in; `cut` says that something was cut off."""

    q: str = ""
    categories: tuple[str, ...] = ()
    sort: str = "relevance"
    page: int = 1
    per_page: int = 10
    exact: bool = False
    cut: bool = False

    def __post_init__(self) -> None:
        text, cut = clean_query(self.q)
        if text != self.q or cut:
            force_setattr(self, "q", text)
            force_setattr(self, "cut", self.cut or cut)

    @classmethod
    def from_args(cls, args: Arguments, categories: Collection[str], *, strict: bool) -> SearchRequest:
        """Read a request from a query string.

        Args:
            args: the parameters q, category (several), sort, page, per_page, exact.
            categories: slugs that exist.
            strict: raise for a bad value (an API client learns of its mistake) or use the default instead
                (a visitor with an old link gets a page).

        Raises:
            BadParameter: strictly read, a value is out of range.
        """
        try:
            return cls(
                q=args.get("q") or "",
                categories=_known_categories(args.getlist("category"), categories),
                sort=_choice("sort", args.get("sort"), SORTS),
                page=whole_number("page", args.get("page"), 1, MAX_PAGE, 1),
                per_page=whole_number("per_page", args.get("per_page"), 1, MAX_PER_PAGE, 10),
                exact=_choice("exact", args.get("exact"), ("0", "1")) == "1",
            )
        except BadParameter:
            if strict:
                raise
        return cls(
            q=args.get("q") or "",
            categories=tuple(slug for slug in dict.fromkeys(args.getlist("category")) if slug in categories),
            sort=args.get("sort") if args.get("sort") in SORTS else "relevance",  # type: ignore[arg-type]
            exact=args.get("exact") == "1",
        )

    def path(self) -> str:
        """Return the address of this search on the site."""
        return search_path(self.q, self.categories, self.sort, self.page, self.exact)

    def around_categories(self) -> tuple[str, str]:
        """Return what stands before and after the categories in the addresses of this search's first page."""
        after = "" if self.sort == "relevance" else f"&sort={self.sort}"
        return search_path(self.q), after + "&exact=1" * self.exact

    def path_taken_literally(self) -> str:
        """Return the address of this search without spelling help, from its first page."""
        return search_path(self.q, self.categories, self.sort, exact=True)


def clean_query(text: str) -> tuple[str, bool]:
    """Return `text` without control characters and spare spaces, cut to the limits, and whether it was cut."""
    kept = _CONTROL.sub(" ", text[: MAX_CHARACTERS * 4]).split()
    cleaned = " ".join(kept[:MAX_WORDS])[:MAX_CHARACTERS].strip()
    return cleaned, len(text) > MAX_CHARACTERS * 4 or cleaned != " ".join(kept)


def whole_number(name: str, text: str | None, least: int, most: int, default: int) -> int:
    """Return the parameter as a number; an absent or empty one is `default`.

    Raises:
        BadParameter: it is not a whole number from `least` to `most`.
    """
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise BadParameter(name, text, f"a whole number from {least} to {most:,}")
    return int(text)


def _choice(name: str, text: str | None, allowed: Sequence[str]) -> str:
    if not text:
        return allowed[0]
    if text not in allowed:
        raise BadParameter(name, text, "one of " + ", ".join(allowed))
    return text


def _known_categories(slugs: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    for slug in slugs:
        if slug and slug not in known:
            raise BadParameter("category", slug, "one of " + ", ".join(known))
    return tuple(dict.fromkeys(filter(None, slugs)))

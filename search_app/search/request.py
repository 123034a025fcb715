"""A search request, read once for HTML, JSON and the command line."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import force_setattr

from search_app.errors import ONE_OF, BadParameter
from search_app.language.characters import INVISIBLE, clean_text
from search_app.messages import message
from search_app.urls import search_path

MAX_CHARACTERS = 300
MAX_WORDS = 32
MAX_PER_PAGE = 50
MAX_PAGE = 10_000
SORTS = ("relevance", "name", "updated")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


class Arguments(Protocol):
    """A query string's parameters, as Werkzeug's MultiDict offers them."""

    def get(self, key: str) -> str | None: ...
    def getlist(self, key: str) -> list[str]: ...


class Parameters:
    """Reads the parameters of a query string one by one; an absent or empty one has its default.

    A bad value raises BadParameter if read strictly (an API client learns of its mistake); otherwise it counts as
    absent (a visitor with an old link gets a page).
    """

    def __init__(self, args: Arguments, *, strict: bool) -> None:
        self._args, self._strict = args, strict

    def whole_number(self, name: str, least: int, most: int, default: int) -> int:
        """Return a number from `least` to `most`."""
        text = self._first(name)
        if text is None:
            return default
        if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
            return int(text)
        self._refuse(name, text, message("a whole number from %(least)s to %(most)s"), least=least, most=f"{most:,}")
        return default

    def choice(self, name: str, allowed: Sequence[str]) -> str:
        """Return one of `allowed`, the first by default."""
        text = self._first(name)
        if text is None:
            return allowed[0]
        if text in allowed:
            return text
        self._refuse(name, text, ONE_OF, values=", ".join(allowed))
        return allowed[0]

    def categories(self, known: Collection[str]) -> tuple[str, ...]:
        """Return the slugs in `category`, each once; only bad ones are left out, such as the empty one of a form."""
        slugs = dict.fromkeys(self._args.getlist("category"))
        for slug in slugs:
            if slug not in known:
                self._refuse("category", slug, ONE_OF, values=", ".join(known))
        return tuple(slug for slug in slugs if slug in known)

    def _first(self, name: str) -> str | None:
        """Return the first value of a parameter; a list that is empty costs less than an error that is caught."""
        values = self._args.getlist(name)
        return values[0] if values else None

    def _refuse(self, name: str, text: str, allowed: str, **values: object) -> None:
        if self._strict:
            raise BadParameter(name, text, allowed, **values)


class SearchRequest(Struct, frozen=True):
    """One search. `q` is cleaned and cut to the limits on creation; `cut` is true if anything was cut off.

    `all` lists results too that only mention some of the words. `related` is the number of related terms beside the
    results; a caller that shows none saves their time.
    """

    q: str = ""
    categories: tuple[str, ...] = ()
    sort: str = "relevance"
    page: int = 1
    per_page: int = 10
    exact: bool = False
    cut: bool = False
    related: int = 6
    all: bool = False

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
            strict: raise for a bad value; otherwise use that parameter's default.

        Raises:
            BadParameter: a value is out of range and `strict` is set.
        """
        read = Parameters(args, strict=strict)
        return cls(
            q=args.get("q") or "",
            categories=read.categories(categories),
            sort=read.choice("sort", SORTS),
            page=read.whole_number("page", 1, MAX_PAGE, 1),
            per_page=read.whole_number("per_page", 1, MAX_PER_PAGE, 10),
            exact=read.choice("exact", ("0", "1")) == "1",
            all=read.choice("all", ("0", "1")) == "1",
        )

    @property
    def is_first_page(self) -> bool:
        """Whether the page begins with the best result."""
        return self.q != "" and self.page == 1 and self.sort == "relevance"

    def path(self) -> str:
        """Return the URL of this search on the site."""
        return self.path_of_page(self.page)

    def path_of_page(self, page: int) -> str:
        """Return the URL of another page of this search."""
        return search_path(self.q, self.categories, self.sort, page, self.exact, self.all)

    def path_sorted(self, sort: str) -> str:
        """Return the URL of the first page of this search in another order."""
        return search_path(self.q, self.categories, sort, exact=self.exact, every=self.all)

    def path_unfiltered(self) -> str:
        """Return the URL of the first page of this search in all categories."""
        return search_path(self.q, (), self.sort, exact=self.exact, every=self.all)

    def around_categories(self) -> tuple[str, str]:
        """Return the parts before and after the categories in the URLs of this search's first page."""
        after = "" if self.sort == "relevance" else f"&sort={self.sort}"
        return search_path(self.q), after + "&exact=1" * self.exact + "&all=1" * self.all

    def path_taken_literally(self) -> str:
        """Return the URL of the first page of this search without spelling correction."""
        return search_path(self.q, self.categories, self.sort, exact=True)

    def path_corrected(self, text: str) -> str:
        """Return the URL of the first page of this search for `text` instead of what was typed."""
        return search_path(text, self.categories, self.sort)


def clean_query(text: str) -> tuple[str, bool]:
    """Return `text` without control and invisible characters and spare spaces, cut to the limits, and whether it was.

    A control character separates words; an invisible one, such as a soft hyphen, lies inside them.
    """
    kept = _CONTROL.sub(" ", _visible(text[: MAX_CHARACTERS * 4])).split()
    cleaned = " ".join(kept[:MAX_WORDS])[:MAX_CHARACTERS].strip()
    return cleaned, len(text) > MAX_CHARACTERS * 4 or cleaned != " ".join(kept)


def _visible(text: str) -> str:
    return text if text.isascii() else INVISIBLE.sub("", clean_text(text))

"""The paths of the site's pages, as every layer writes them; a front end puts its own origin before them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, urlencode


@lru_cache(maxsize=8192)
def term_path(slug: str, anchor: str = "") -> str:
    return f"/terms/{quote(slug, safe=':~')}" + (f"#{anchor}" if anchor else "")


def category_path(slug: str) -> str:
    return f"/categories/{quote(slug)}"


def search_path(
    q: str, categories: Sequence[str] = (), sort: str = "relevance", page: int = 1, exact: bool = False
) -> str:
    """Return the address of one state of the search page; what is at its default is left out."""
    query = [("q", q), *(("category", slug) for slug in categories)]
    if sort != "relevance":
        query.append(("sort", sort))
    if page != 1:
        query.append(("page", str(page)))
    if exact:
        query.append(("exact", "1"))
    return "/search?" + urlencode(query)


def feedback_path(slug: str) -> str:
    """Return where a term's "Was this helpful?" is answered."""
    return f"{term_path(slug)}/feedback"


def requests_path(q: str = "") -> str:
    """Return where a missing term is asked for."""
    return "/requests" + ("?" + urlencode([("q", q)]) if q else "")

"""The paths of the site's pages, as every layer writes them; a front end puts its own origin before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlencode, urlsplit

REMEMBERED = 1_024  # categories whose paths are kept: every page has a dozen

# A page of results has fifty addresses; most need no quoting.
_SAFE_IN_PATHS = re.compile(r"[A-Za-z0-9_.:~-]*")
_SAFE_IN_QUERIES = re.compile(r"[A-Za-z0-9_.~ -]*")


def without_prefix(path: str, prefix: str) -> str:
    """Return the path inside the site for a path below `prefix`; any other path as it is."""
    return path.removeprefix(prefix) or "/" if (path + "/").startswith(prefix + "/") else path


def term_path(slug: str, anchor: str = "") -> str:
    path = "/terms/" + (slug if _SAFE_IN_PATHS.fullmatch(slug) else quote(slug, safe=":~"))
    return f"{path}#{anchor}" if anchor else path


@lru_cache(maxsize=REMEMBERED)
def category_path(slug: str) -> str:
    return f"/categories/{quote(slug)}"


def search_path(
    q: str,
    categories: Sequence[str] = (),
    sort: str = "relevance",
    page: int = 1,
    exact: bool = False,
    every: bool = False,
) -> str:
    """Return the address of one state of the search page; what is at its default is left out."""
    path = "/search?q=" + _quoted(q)
    for slug in categories:
        path += category_argument(slug)
    if sort != "relevance":
        path += "&sort=" + quote_plus(sort)
    if page != 1:
        path += f"&page={page}"
    return path + "&exact=1" * exact + "&all=1" * every


def compare_path(slugs: Sequence[str]) -> str:
    """Return the address of terms side by side."""
    return "/compare?" + urlencode([("term", slug) for slug in slugs])


def category_argument(slug: str) -> str:
    """Return what chooses a category in the address of a search."""
    return "&category=" + _quoted(slug)


def _quoted(text: str) -> str:
    return text.replace(" ", "+") if _SAFE_IN_QUERIES.fullmatch(text) else quote_plus(text)


def help_path(category: str = "") -> str:
    """Return the page of agencies, or of those for one category."""
    return "/help" + (f"?category={quote(category)}" if category else "")


def site_name(url: str) -> str:
    """Return the name of the site of a URL, as people write it."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def feedback_path(slug: str) -> str:
    """Return where a term's "Was this helpful?" is answered."""
    return f"{term_path(slug)}/feedback"


def requests_path(q: str = "") -> str:
    """Return where a missing term is asked for."""
    return "/requests" + ("?" + urlencode([("q", q)]) if q else "")

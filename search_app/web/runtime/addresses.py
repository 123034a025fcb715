"""Other spellings of an address: the page that is meant, and the terms nearest to one that does not exist.

The site's own addresses are in lower case, with hyphens and without a slash at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from flask import current_app, make_response, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from search_app.errors import GlossaryError
from search_app.glossary.naming import slugify
from search_app.search import SearchRequest
from search_app.urls import term_path
from search_app.web.runtime.context import engine

NEAREST = 5  # terms offered in place of one that does not exist
FORMATS = (".md", ".json")
_SAFE = "/:~+!$&'()*,;=@"


@dataclass(frozen=True, slots=True)
class MissingTerm:
    """A term that does not exist: its slug as words, and links to the nearest terms as pairs of a name and a URL."""

    words: str
    nearest: tuple[tuple[str, str], ...]


def canonical_path(path: str) -> str:
    """Return `path` in lower case, without a slash at its end."""
    return "/" + "/".join(filter(None, path.lower().split("/")))


def moved_to() -> str:
    """Return the URL of the page that the address of this request means, with its query; an empty string for none.

    Programs get no redirects: the API describes the status of each response.
    """
    if request.method not in ("GET", "HEAD") or canonical_path(request.path).startswith("/api/"):
        return ""
    for path in spellings(request.path):
        if path != request.path and (found := _page_at(path)):
            query = request.query_string.decode("ascii", "replace")
            return f"{found}?{query}" if query else found
    return ""


def missing_term() -> MissingTerm | None:
    """Return the term that this request asks for; None if it does not ask for the page of one."""
    parts = canonical_path(request.path).split("/")
    if len(parts) != 3 or parts[1] != "terms":
        return None
    words = _without_format(parts[2])[0].replace("-", " ").replace("_", " ")
    try:
        page = engine().search(SearchRequest(words, per_page=NEAREST))
    except GlossaryError:
        return None
    nearest = [(hit.name, term_path(hit.slug)) for hit in page.hits]
    nearest += [(related.name, related.url) for related in page.related]
    return MissingTerm(words, tuple(nearest[:NEAREST]))


def spellings(path: str) -> Iterable[str]:
    """Yield the paths that `path` may be meant to be, the most literal first."""
    yield path
    yield canonical_path(path)
    *folders, last = canonical_path(path).split("/")[1:]
    stem, suffix = _without_format(last)
    yield "/" + "/".join([*map(slugify, folders), slugify(stem) + suffix])


def _without_format(last: str) -> tuple[str, str]:
    """Return the last part of a path without the suffix of a format, and that suffix."""
    suffix = next((each for each in FORMATS if last.endswith(each)), "")
    return last.removesuffix(suffix), suffix


def _page_at(path: str) -> str:
    """Return the URL of the page at `path`, of its term if it is an alias's; an empty string if there is no page.

    The view itself knows which slugs and letters exist, so it is called; one without arguments always has a page.
    """
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, arguments = adapter.match(path, "GET") if adapter else ("", {})
        response = make_response(current_app.view_functions[endpoint](**arguments)) if arguments else None
    except RequestRedirect:
        return path + "/"
    except (HTTPException, GlossaryError):
        return ""
    return (response and response.location) or quote(path, safe=_SAFE)

"""The page of a request in each language of the glossary, for the links between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from msgspec import Struct

from search_app.errors import NotFound
from search_app.messages import message
from search_app.search import Engine
from search_app.web.runtime.context import engine, origin
from search_app.web.runtime.current import current_request
from search_app.web.runtime.localized_addresses import SAFE, public_path
from search_app.web.runtime.translation import translator

FRONT_PAGE = "/"


class Edition(Struct, frozen=True, gc=False):
    """A page in one language.

    code: the language tag; name: what the language calls itself.
    url: of the page; of the front page if this language does not have the page.
    offer, action, close: a sentence, a link text and the name of a button in that language, for readers who prefer it.
    """

    code: str
    name: str
    url: str
    is_current: bool
    has_page: bool
    offer: str
    action: str
    close: str


def editions() -> tuple[Edition, ...]:
    """Return the page in every language, the default one first; nothing if there is one language."""
    serving = engine()
    return tuple(_editions(serving)) if len(serving.languages) > 1 else ()


def urls_in(code: str) -> Callable[[str], str]:
    """Return a function from an internal path to its URL in a language of the glossary."""
    base, serving, translate = origin(), engine().languages[code], translator(code)
    return lambda path: base + public_path(serving, path, translate)


def url_in(code: str, path: str) -> str:
    """Return the URL of an internal path in a language of the glossary."""
    return urls_in(code)(path)


def _editions(serving: Engine) -> Iterator[Edition]:
    base, asked = origin(), current_request()
    names = dict(serving.site.languages)
    path = quote(asked.path, safe=SAFE)
    query = asked.query_string.decode("ascii", "replace")
    here = path + f"?{query}" * bool(query)
    for code, other in serving.languages.items():
        has_page = has_this_page(other)
        translate = translator(code)
        yield Edition(
            code=code,
            name=names.get(code, code),
            url=base + public_path(other, here if has_page else FRONT_PAGE, translate),
            is_current=code == serving.language,
            has_page=has_page,
            # The translations of these two name their own language, not English.
            offer=translate(message("This page is also in English.")),
            action=translate(message("Read it in English")),
            close=translate(message("Close")),
        )


def has_this_page(other: Engine) -> bool:
    """Return whether a language has the page of this request; all have those that are not a term's."""
    asked = current_request()
    if asked.url_rule is None:
        return False
    slug = (asked.view_args or {}).get("slug", "")
    return has_terms(other, [slug] if slug and asked.path.startswith("/terms/") else [])


def has_terms(other: Engine, slugs: Iterable[str]) -> bool:
    """Return whether a language has all of these terms."""
    try:
        return all(other.entry(slug) for slug in slugs)
    except NotFound:
        return False

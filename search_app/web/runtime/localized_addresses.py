"""Addresses in other languages: below `/es/`, in words of the language, with the slugs of translated names.

Inside the service a page has one path, that of the default language: views, templates and stored texts know no other.
`public_path` translates it on the way out, `internal_path` on the way in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

from search_app.errors import NotFound
from search_app.glossary.naming import slug_of, slugify
from search_app.messages import message
from search_app.search import Engine
from search_app.web.runtime.per_generation import per_generation

# First parts of paths as a translator sees them: `/search` may become `/buscar`.
WORDS = (
    message("/about"), message("/accessibility"), message("/browse"), message("/categories"), message("/compare"),
    message("/embed"), message("/explain"), message("/help"), message("/recent"), message("/requests"),
    message("/search"), message("/terms"),
)  # fmt: skip
FEEDBACK = message("/feedback")  # behind the slug of a term
# What all languages share: it has no text, or has all languages in one document.
SHARED = frozenset({
    "static", "widget", "colours.css", "favicon.ico", "healthz", "readyz", "metrics", "insights", "robots.txt",
    "sitemap.xml", "oembed", "mcp",
})  # fmt: skip
SAFE = "/:~+!$&'()*,;=@"
REMEMBERED = 4_096  # paths of a generation whose public form is cached: a page has some sixty, mostly the same ones
_FORMAT = re.compile(r"\.(?:md|json)$")
_BEHIND_PATH = re.compile(r"[?#]")

Translate = Callable[[str], str]


def public_path(serving: Engine, path: str, translate: Translate) -> str:
    """Return the public form of an internal path, with its query and fragment.

    Args:
        serving: the engine of the language.
        path: a path from the root of the service, quoted as in a link.
        translate: returns the translation of a word such as `/search`; the same function for a language each time.
    """
    if not is_translation(serving):
        return path
    behind = _BEHIND_PATH.search(path)
    end = behind.start() if behind else len(path)
    return _translated_path(serving, path[:end], translate) + path[end:]


@per_generation(maxsize=REMEMBERED)
def _translated_path(serving: Engine, path: str, translate: Translate) -> str:
    parts = unquote(path[1:]).split("/")
    if parts[0] in SHARED or parts[0].startswith("sitemap-"):
        return path
    found = [_word(f"/{parts[0]}", translate) if f"/{parts[0]}" in WORDS else parts[0], *parts[1:]]
    if len(parts) > 1 and parts[0] in _ADDRESSES:
        suffix = _FORMAT.search(parts[1])
        slug = parts[1][: suffix.start()] if suffix else parts[1]
        found[1] = _ADDRESSES[parts[0]](serving, slug) + (suffix[0] if suffix else "")
    if parts[2:] == ["feedback"]:
        found[2] = _word(FEEDBACK, translate)
    return f"/{serving.language}/{quote('/'.join(found), safe=SAFE)}"


def internal_path(serving: Engine, path: str, translate: Translate) -> str:
    """Return the internal path for one below `/es`; what it does not know stays as it is.

    Args:
        serving: the engine of the language.
        path: what follows the code of the language, not quoted.
        translate: returns the translation of a word such as `/search`.
    """
    known, parts = _known_words(translate), path.split("/")
    if parts[0].lower() not in known:
        return f"/{path}"
    parts = [known[parts[0].lower()], *filter(None, parts[1:])]
    if len(parts) > 1 and parts[0] in _SLUGS:
        suffix = _FORMAT.search(parts[1])
        address = parts[1][: suffix.start()] if suffix else parts[1]
        parts[1] = _SLUGS[parts[0]](serving, address) + (suffix[0] if suffix else "")
    if parts[2:] == [_word(FEEDBACK, translate)]:
        parts[2] = FEEDBACK[1:]
    return "/" + "/".join(parts)


def is_translation(serving: Engine) -> bool:
    """Return whether an engine's language is another one than the glossary's default."""
    return serving.language != next(iter(serving.languages))


@lru_cache
def _word(word: str, translate: Translate) -> str:
    return slugify(translate(word)) or word[1:]


@lru_cache
def _known_words(translate: Translate) -> Mapping[str, str]:
    """Return the first parts of paths by those of a language, whose pages have the other ones too."""
    return {_word(word, translate): word[1:] for word in WORDS} | {word[1:]: word[1:] for word in WORDS}


def _term_address(serving: Engine, slug: str) -> str:
    try:
        return serving.address(slug)
    except NotFound:
        return slug


def _term_slug(serving: Engine, address: str) -> str:
    """Return the slug of the term at an address; an alias stays one, whose page redirects."""
    wanted = slug_of(address)
    slug = serving.redirect(wanted)
    return slug if slug and serving.address(slug) == wanted else address


def _category_address(serving: Engine, slug: str) -> str:
    return next((each.address for each in serving.site.categories if each.slug == slug), slug)


def _category_slug(serving: Engine, address: str) -> str:
    return next((each.slug for each in serving.site.categories if each.address == address.lower()), address)


_ADDRESSES: dict[str, Callable[[Engine, str], str]] = {"terms": _term_address, "categories": _category_address}
_SLUGS: dict[str, Callable[[Engine, str], str]] = {"terms": _term_slug, "categories": _category_slug}

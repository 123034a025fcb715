"""oEmbed: the URL of a term or a search, pasted into an editor elsewhere, becomes a card. https://oembed.com

Of an unknown site's HTML, WordPress keeps an iframe and a blockquote before it. Only if there is a blockquote does it
load the script that handles the messages of embed/static/frame.js: it sizes the frame, follows its links, and hides the
blockquote at the first message. Other consumers do not show the blockquote because it is `hidden`.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlencode, urlsplit

from flask import Response, request
from markupsafe import Markup
from werkzeug.exceptions import NotImplemented as UnknownFormat

from search_app.errors import NotFound
from search_app.glossary.rendering.entry import Entry
from search_app.messages import message
from search_app.search import Engine
from search_app.search.request import Parameters
from search_app.urls import term_path, without_prefix
from search_app.web.api.responses import json_response
from search_app.web.embed.snippets import SEARCH_HEIGHT, TERM_HEIGHT, THEMES
from search_app.web.embed.widget_script import CROSS_ORIGIN
from search_app.web.runtime.addresses import spellings
from search_app.web.runtime.context import answer_in_language_of, engine, origin, path_prefix, public_url
from search_app.web.runtime.localized_addresses import internal_path, is_translation
from search_app.web.runtime.translation import translator
from search_app.web.visitors.identity import split_url

WIDTH = 600  # pixels
MAX_PIXELS = 10_000
CACHE_AGE = 86_400  # seconds a consumer may cache the card

# Classes and secret are for WordPress sites that trust the glossary and therefore take the HTML as it is. Without a
# secret WordPress's script would add one to the address, which loads the frame a second time. embed/static/frame.js
# knows this one.
CARD = Markup(
    '<blockquote class="wp-embedded-content" data-secret="glossary" hidden><a href="{url}">{title}</a></blockquote>'
    '<iframe class="wp-embedded-content" data-secret="glossary" src="{src}#?secret=glossary" width="{width}"'
    ' height="{height}" title="{title}" frameborder="0" scrolling="auto"></iframe>'
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The content of a card: its title, the path of the page, and the parameters and height of the frame."""

    title: str
    path: str
    parameters: dict[str, list[str]]
    height: int


def card() -> Response:
    """Return the card of one of our pages as JSON; 501 for other formats and 404 for other pages."""
    if request.args.get("format", "json") != "json":
        raise UnknownFormat
    read = Parameters(request.args, strict=True)
    url = split_url(request.args.get("url", ""))
    serving, path = _addressed(url)
    answer_in_language_of(serving)
    shown = _shown(serving, url, path)
    width = min(WIDTH, read.whole_number("maxwidth", 1, MAX_PIXELS, WIDTH))
    height = min(shown.height, read.whole_number("maxheight", 1, MAX_PIXELS, shown.height))
    src = f"{origin()}/embed/frame?{urlencode(shown.parameters | {'theme': _theme(url)}, doseq=True)}"
    html = CARD.format(url=public_url(shown.path), src=src, width=width, height=height, title=shown.title)
    site = serving.site
    return json_response(
        {
            "version": "1.0", "type": "rich", "title": shown.title, "width": width, "height": height,
            "html": str(html),
            "provider_name": site.title, "provider_url": public_url("/"),
            "author_name": site.organisation.name or site.title, "cache_age": CACHE_AGE,
        }
    )  # fmt: skip


def allow_other_origins(response: Response) -> Response:
    """Let editors in a browser read the card, or the error."""
    if request.endpoint == "embed.card":
        response.headers.update(CROSS_ORIGIN)
    return response


def _theme(url: SplitResult) -> str:
    """Return the theme that the consumer or the URL asks for; light by default, as most pages around cards are."""
    asked = (request.args.get("theme"), *parse_qs(url.query).get("theme", ()))
    return next((theme for theme in asked if theme in THEMES), "light")


def _term_at(serving: Engine, paths: Iterable[str]) -> Entry | None:
    """Return the term whose page is at the first of `paths` that has one."""
    for path in paths:
        slug = path.removeprefix("/terms/")
        if slug != path and (target := serving.redirect(slug)):
            return serving.entry(target)
        with suppress(NotFound):
            if slug != path:
                return serving.entry(slug)
    return None


def _addressed(parts: SplitResult) -> tuple[Engine, str]:
    """Return the engine of a URL's language and the internal path of its page, which is empty for another site's."""
    serving = engine()
    if parts.netloc != urlsplit(origin()).netloc:
        return serving, ""
    path = unquote(without_prefix(parts.path, path_prefix()))
    code, _, rest = path[1:].partition("/")
    other = serving.languages.get(code)
    if other is not None and is_translation(other):
        return other, internal_path(other, rest, translator(code))
    return serving.languages.get(parse_qs(parts.query).get("lang", [""])[0], serving), path


def _shown(serving: Engine, parts: SplitResult, path: str) -> Shown:
    """Return the content of the card of a URL.

    Raises:
        NotFound: it is not the URL of a term or a search of ours.
    """
    paths = list(spellings(path)) if path else []
    language = {"lang": [serving.language]} if is_translation(serving) else {}
    if entry := _term_at(serving, paths):
        return Shown(entry.name, term_path(entry.slug), {"term": [entry.slug]} | language, TERM_HEIGHT)
    if "/search" in paths:
        asked = parse_qs(parts.query)
        kept = {name: values for name, values in asked.items() if name in ("q", "category")}
        title = f"{' '.join(asked.get('q', ['']))}: {serving.site.title}".lstrip(": ")
        return Shown(title, f"/search?{urlencode(kept, doseq=True)}", kept | language, SEARCH_HEIGHT)
    asked_for = parts.geturl()[:200]
    raise NotFound(
        message("There is no card for %(address)s; the address of a term or of a search of %(site)s has one."),
        address=repr(asked_for), site=origin(),
    )  # fmt: skip

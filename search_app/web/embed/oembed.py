"""oEmbed: the URL of a term or a search, pasted into an editor elsewhere, becomes a card. https://oembed.com

WordPress accepts the card of an unknown site if its HTML is one plain iframe; the frame reports its height by messages
(embed/static/frame.js).
"""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from flask import Response, request
from markupsafe import Markup
from werkzeug.exceptions import NotImplemented as UnknownFormat

from search_app.errors import NotFound
from search_app.search import Engine
from search_app.search.request import Parameters
from search_app.web.api.responses import json_response
from search_app.web.embed.snippets import SEARCH_HEIGHT, TERM_HEIGHT
from search_app.web.embed.widget_script import CROSS_ORIGIN
from search_app.web.runtime.context import engine, origin
from search_app.web.visitors.identity import split_url

WIDTH = 600  # pixels
MAX_PIXELS = 10_000
CACHE_AGE = 86_400  # seconds a consumer may cache the card

FRAME = Markup(
    '<iframe src="{src}" width="{width}" height="{height}" title="{title}" frameborder="0" scrolling="auto"></iframe>'
)


def card() -> Response:
    """Return the card of one of our pages as JSON; 501 for other formats and 404 for other pages."""
    if request.args.get("format", "json") != "json":
        raise UnknownFormat
    serving, read = engine(), Parameters(request.args, strict=True)
    title, arguments, height = _shown(serving, request.args.get("url", ""))
    width = min(WIDTH, read.whole_number("maxwidth", 1, MAX_PIXELS, WIDTH))
    height = min(height, read.whole_number("maxheight", 1, MAX_PIXELS, height))
    src = f"{origin()}/embed/frame?{urlencode(arguments, doseq=True)}"
    site = serving.site
    return json_response(
        {
            "version": "1.0", "type": "rich", "title": title, "width": width, "height": height,
            "html": str(FRAME.format(src=src, width=width, height=height, title=title)),
            "provider_name": site.title, "provider_url": f"{origin()}/",
            "author_name": site.organisation.name or site.title, "cache_age": CACHE_AGE,
        }
    )  # fmt: skip


def allow_other_origins(response: Response) -> Response:
    """Let editors in a browser read the card, or the error."""
    if request.endpoint == "embed.card":
        response.headers.update(CROSS_ORIGIN)
    return response


def _shown(serving: Engine, url: str) -> tuple[str, dict[str, list[str]], int]:
    """Return the title, the parameters of the frame and the height of the card of `url`.

    Raises:
        NotFound: it is not the URL of a term or a search of ours.
    """
    parts = split_url(url)
    ours = parts.netloc == urlsplit(origin()).netloc
    if ours and parts.path.startswith("/terms/"):
        slug = unquote(parts.path.removeprefix("/terms/"))
        entry = serving.entry(serving.redirect(slug) or slug)
        return entry.name, {"term": [entry.slug]}, TERM_HEIGHT
    if ours and parts.path == "/search":
        asked = parse_qs(parts.query)
        kept = {name: values for name, values in asked.items() if name in ("q", "category")}
        return f"{' '.join(asked.get('q', ['']))}: {serving.site.title}".lstrip(": "), kept, SEARCH_HEIGHT
    raise NotFound(f"There is no card for {url[:200]!r}; the address of a term or of a search of {origin()} has one.")

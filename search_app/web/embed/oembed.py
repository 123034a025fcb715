"""oEmbed: the address of a term or a search, pasted into somebody's editor, becomes a card. https://oembed.com

WordPress takes the card of a site it does not know when its HTML is one plain iframe, and gives the frame its height by
messages (embed/static/frame.js).
"""

from __future__ import annotations

from urllib.parse import SplitResult, parse_qs, unquote, urlencode, urlsplit

from flask import Blueprint, Response, request
from markupsafe import Markup
from werkzeug.exceptions import NotImplemented as UnknownFormat

from search_app.errors import NotFound
from search_app.search import Engine
from search_app.search.request import whole_number
from search_app.web.api.responses import answer
from search_app.web.embed.snippets import SEARCH_HEIGHT, TERM_HEIGHT
from search_app.web.embed.widget_script import CROSS_ORIGIN
from search_app.web.runtime.context import engine, origin

WIDTH = 600  # pixels
MOST_PIXELS = 10_000
KEPT_FOR = 86_400  # seconds a consumer may keep the card

FRAME = Markup(
    '<iframe src="{src}" width="{width}" height="{height}" title="{title}" frameborder="0" scrolling="auto"></iframe>'
)

blueprint = Blueprint("oembed", __name__)


@blueprint.get("/oembed")
def card() -> Response:
    """Answer with the card of a page of ours, as JSON; 501 for other formats and 404 for other pages."""
    if request.args.get("format", "json") != "json":
        raise UnknownFormat
    serving = engine()
    title, arguments, height = _shown(serving, request.args.get("url", ""))
    width = min(WIDTH, whole_number("maxwidth", request.args.get("maxwidth"), 1, MOST_PIXELS, WIDTH))
    height = min(height, whole_number("maxheight", request.args.get("maxheight"), 1, MOST_PIXELS, height))
    src = f"{origin()}/embed/frame?{urlencode(arguments, doseq=True)}"
    site = serving.site
    return answer(
        {
            "version": "1.0", "type": "rich", "title": title, "width": width, "height": height,
            "html": str(FRAME.format(src=src, width=width, height=height, title=title)),
            "provider_name": site.title, "provider_url": f"{origin()}/",
            "author_name": site.organisation.name or site.title, "cache_age": KEPT_FOR,
        }
    )  # fmt: skip


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Let editors in a browser read the card."""
    response.headers.update(CROSS_ORIGIN)
    return response


def _shown(serving: Engine, url: str) -> tuple[str, dict[str, list[str]], int]:
    """Return title, frame arguments and height of the card of `url`.

    Raises:
        NotFound: it is no term and no search of ours.
    """
    parts = _parts(url)
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


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")

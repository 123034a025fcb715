"""The glossary in a frame without our script (/embed/frame)."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, make_response, render_template, request

from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine, SearchPage, SearchRequest
from search_app.urls import term_path
from search_app.web.embed.snippets import THEMES
from search_app.web.runtime.context import category_slugs, engine, host_origin, public_url
from search_app.web.runtime.formats import count_of
from search_app.web.runtime.popular_terms import popular_terms
from search_app.web.runtime.security_headers import CONTENT_SECURITY_POLICY, framed_policy
from search_app.web.runtime.translation import gettext

SEARCH = "/search"  # where a frame that may not submit its form has searches opened
FRAMED = 5  # results, or popular terms, in a frame

# The configurator shows our own frame.
CONFIGURATOR_POLICY = CONTENT_SECURITY_POLICY + "; frame-src 'self'"


def frame() -> Response:
    """Show a term, a search or an empty search box; the sites in glossary.toml may frame it."""
    serving = engine()
    slug, theme = request.args.get("term", ""), request.args.get("theme", "")
    asked = SearchRequest.from_args(request.args, category_slugs(), strict=False)
    page = serving.search(asked) if asked.q and not slug else None
    response = make_response(
        render_template(
            "embed/frame.html",
            theme=theme if theme in THEMES else "",
            entry=serving.entry(serving.redirect(slug) or slug) if slug else None,
            asked=asked,
            found=_heading(page),
            results=_results(serving, page, asked.categories),
            searched=public_url(SEARCH),
            whole=public_url(term_path(slug) if slug else asked.path()),
        )
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def add_framing_policy(response: Response) -> Response:
    """Let the configurator show frames, and other sites frame ours.

    The views cannot do this: a 304, which none of them returns, has to repeat the policy, because a browser replaces
    the headers it has cached.
    """
    if request.endpoint == "embed.configurator":
        response.headers["Content-Security-Policy"] = CONFIGURATOR_POLICY
    elif request.endpoint == "embed.frame" and response.status_code in (200, 304):
        response.headers["Content-Security-Policy"] = framed_policy(engine().site.embed_origins, host_origin())
    return response


def _heading(page: SearchPage | None) -> str:
    """Return the heading of the list: the number of results, or that of popular terms."""
    if page is None:
        return gettext("Often looked up")
    return count_of(page.total) if page.total else gettext("No terms found")


def _results(serving: Engine, page: SearchPage | None, categories: Sequence[str]) -> list[Entry]:
    if page is None:
        return popular_terms(serving, FRAMED, categories)
    return [serving.entry(hit.slug) for hit in page.hits[:FRAMED]]

"""What other sites show of us without our script (/embed/frame), and the page that writes code for them (/embed)."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request

from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine, SearchPage, SearchRequest
from search_app.urls import term_path
from search_app.web.embed.snippets import KINDS, OPENS, THEMES, Choice, snippet
from search_app.web.embed.widget_script import current, releases
from search_app.web.runtime.context import engine, origin
from search_app.web.runtime.main_categories import main_categories
from search_app.web.runtime.security_headers import CONTENT_SECURITY_POLICY, framed_policy

FRAMED = 5  # results, or popular terms, in a frame

# A page of our own shows the frame of ours.
SHOWS_FRAMES = CONTENT_SECURITY_POLICY + "; frame-src 'self'"

blueprint = Blueprint("embed", __name__)


@blueprint.get("/embed")
def configurator() -> str:
    """Show what can be embedded, as chosen, and the code for it."""
    serving = engine()
    slugs = [category.slug for category in serving.site.categories]
    choice = Choice.from_args(request.args, slugs)
    if choice.term:
        serving.entry(choice.term)  # or 404
    release = next(iter(releases()), current())
    return render_template(
        "embed/configurator.html",
        choice=choice,
        categories=[
            each
            for each in serving.site.categories
            if each in main_categories(serving) or each.slug in choice.categories
        ],
        kinds=KINDS,
        themes=THEMES,
        opens=OPENS,
        pinned=release.version,
        code=snippet(choice, origin(), release),
        sample=_popular(serving),
        script=current().path,
    )


@blueprint.get("/embed/frame")
def frame() -> Response:
    """Show a term, a search or the search box alone, to be framed by the sites that glossary.toml names."""
    serving = engine()
    slug, theme = request.args.get("term", ""), request.args.get("theme", "")
    slugs = [category.slug for category in serving.site.categories]
    asked = SearchRequest.from_args(request.args, slugs, strict=False)
    page = serving.search(asked) if asked.q and not slug else None
    response = make_response(
        render_template(
            "embed/frame.html",
            theme=theme if theme in THEMES else "",
            entry=serving.entry(serving.redirect(slug) or slug) if slug else None,
            asked=asked,
            found=_found(page),
            results=_results(serving, page),
            whole=origin() + (term_path(slug) if slug else asked.path()),
        )
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.after_request
def add_policy(response: Response) -> Response:
    """Let our own page show frames, and others show ours.

    It is done here because an answer of 304 says it too: a browser takes the newest headers with the page it has.
    """
    if request.endpoint == "embed.configurator":
        response.headers["Content-Security-Policy"] = SHOWS_FRAMES
    elif response.status_code in (200, 304):
        response.headers["Content-Security-Policy"] = framed_policy(engine().site.embed_origins)
    return response


def _found(page: SearchPage | None) -> str:
    """Return the heading over the list: how much was found, or that these are popular."""
    if page is None:
        return "Often looked up"
    return {0: "No terms found", 1: "1 term"}.get(page.total, f"{page.total:,} terms")


def _results(serving: Engine, page: SearchPage | None) -> list[Entry]:
    if page is None:
        return _popular(serving)
    return [serving.entry(hit.slug) for hit in page.hits[:FRAMED]]


def _popular(serving: Engine) -> list[Entry]:
    return [serving.entry(term.slug) for term in serving.popular(FRAMED)]

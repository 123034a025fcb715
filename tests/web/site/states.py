"""Pages of results in states that few queries reach, made from pages of a real engine."""

from __future__ import annotations

from flask import Flask, render_template
from msgspec.structs import replace

from search_app.search import Confidence, Correction, Engine, Related, SearchPage, SearchRequest
from search_app.web.site.pages import search_context


def sure(engine: Engine, q: str = "copay", **changes: object) -> SearchPage:
    """Return a page whose first result is the best answer."""
    return replace(engine.search(SearchRequest(q)), confidence=Confidence.SURE, **changes)


def weak(engine: Engine, q: str = "plan", **changes: object) -> SearchPage:
    """Return a page whose results may be no answer."""
    return replace(engine.search(SearchRequest(q)), confidence=Confidence.WEAK, **changes)


def comparing(engine: Engine, *slugs: str) -> SearchPage:
    """Return a page of a query that compares terms."""
    compared = tuple(Related(slug, engine.entry(slug).name) for slug in slugs)
    return sure(engine, engine.entry(slugs[0]).name, compared=compared)


def offering(engine: Engine, q: str = "plan", to: str = "plane <b>") -> SearchPage:
    """Return a page that offers a correction."""
    page = engine.search(SearchRequest(q))
    correction = Correction(q, to, "/search?q=plan&exact=1", f"/search?q={to}", applied=False)
    return replace(page, correction=correction, confidence=Confidence.LIKELY)


def closest(engine: Engine, q: str = "zzzzqx") -> SearchPage:
    """Return a page without results, with terms that are close in meaning."""
    return replace(engine.search(SearchRequest(q)), closest=engine.search(SearchRequest("plan")).hits)


def rendered(app: Flask, engine: Engine, page: SearchPage, asked: SearchRequest | None = None) -> str:
    """Return the HTML of a page of results."""
    asked = asked or SearchRequest(page.query, page=page.page)
    with app.test_request_context(asked.path()):
        return render_template("site/search.html", **search_context(engine, asked, page))

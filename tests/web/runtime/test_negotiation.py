"""Which media type a client prefers."""

from __future__ import annotations

from search_app.web.runtime.negotiation import preferred_type, variant


def test_html_wins_a_tie() -> None:
    assert preferred_type("text/turtle, text/html") == "text/html"
    assert preferred_type("text/turtle, text/html;q=0.9") == "text/turtle"


def test_only_addresses_of_terms_have_variants() -> None:
    assert variant({"PATH_INFO": "/search", "HTTP_ACCEPT": "text/turtle"}) == ""
    assert variant({"PATH_INFO": "/terms/a"}) == ""
    assert variant({"PATH_INFO": "/terms/a", "HTTP_ACCEPT": "text/turtle"}) == "text/turtle"

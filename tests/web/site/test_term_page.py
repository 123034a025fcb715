"""The page of a term as finished values."""

from __future__ import annotations

import pytest

from search_app.errors import NotFound
from search_app.search import Engine
from search_app.web.site.term_page import MAX_COMPUTED, citation, term_page


def test_a_page_has_the_path_to_it_and_its_neighbours(tiny: Engine) -> None:
    page = term_page(tiny, "deductible")
    assert [(crumb.name, crumb.url) for crumb in page.crumbs] == [
        ("Tiny Glossary", "/"),
        ("Money", "/categories/money"),
        ("Deductible", "/terms/deductible"),
    ]
    assert page.before and page.after
    assert (page.before.slug, page.after.slug) == ("copayment", "tip-pooling")
    assert term_page(tiny, "copayment").before is None


def test_related_terms_are_curated_or_computed_and_on_the_map(real: Engine) -> None:
    for entry in real.entries()[:20]:
        page = term_page(real, entry.slug)
        assert [related.slug for related in page.curated] == list(entry.related)
        assert len(page.computed) <= MAX_COMPUTED
        assert {related.source for related in page.computed} <= {"mentioned", "similar"}
        assert page.map
        assert page.map.centre.neighbour.slug == entry.slug


def test_a_citation_names_source_date_and_url(tiny: Engine) -> None:
    assert citation(tiny.entry("copayment"), tiny.site, "https://tiny.example/terms/copayment") == (
        "“Copayment.” Tiny Glossary. Tiny Press. Last updated January 10, 2026. https://tiny.example/terms/copayment"
    )


def test_an_unknown_term_has_no_page(tiny: Engine) -> None:
    with pytest.raises(NotFound):
        term_page(tiny, "nope")

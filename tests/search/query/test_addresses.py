from __future__ import annotations

import pytest

from search_app.search.query.addresses import addressed_slug


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/terms/deductible",
        "/terms/deductible#example-2",
        "www.example.org/terms/deductible?from=mail",
        "example.org:8000/terms/deductible/",
        "HTTP://example.org/glossary/terms/deductible.md",
    ],
)
def test_the_address_of_a_term_has_its_slug(text: str) -> None:
    assert addressed_slug(text) == "deductible"


@pytest.mark.parametrize("text", ["deductible", "and/or", "terms/deductible fee", "https://example.org/", "/terms/"])
def test_other_text_is_no_address(text: str) -> None:
    assert addressed_slug(text) == ""

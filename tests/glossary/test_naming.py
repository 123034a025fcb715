"""Keys and slugs of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.glossary.naming import SLUG, name_key, slugify


@pytest.mark.parametrize(
    ("one", "other"),
    [("Café", "CAFE"), ("Workers’ Compensation", "workers compensation"), ("Co-Pay", "co pay"), ("401(k)", "401 k")],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_name_of_signs_has_a_key() -> None:
    assert name_key("@") == "@"


def test_slugs() -> None:
    assert slugify("401(k) Plan") == "401-k-plan"
    assert slugify("Workers' Compensation") == "workers-compensation"


@given(st.text())
def test_a_slug_has_the_form_of_slugs(text: str) -> None:
    assert not slugify(text) or SLUG.fullmatch(slugify(text))

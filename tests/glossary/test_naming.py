"""Keys and slugs of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.glossary.naming import SLUG, is_slug, name_key, names_in_brackets, slug_of, slugify


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


def test_signs_tell_names_apart() -> None:
    assert len({name_key(name) for name in ("C", "C++", "C#", "Plan B", "Plan B+", "NET", ".NET")}) == 7
    assert [slugify(name) for name in ("C++", "C#", ".NET")] == ["c-plus-plus", "c-sharp", "dot-net"]


def test_a_name_that_is_an_emoji_alone_has_a_key() -> None:
    assert name_key("❤\ufe0f") == name_key("❤") != ""
    assert name_key("🔒 Privacy") == "privacy"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Temporary Protected Status (TPS)", ("Temporary Protected Status", "TPS")),
        ("TPS (Temporary Protected Status)", ("TPS", "Temporary Protected Status")),
        ("Health Savings Accounts (HSAs)", ("Health Savings Accounts", "HSAs")),
        ("Research and Development [R&D]", ("Research and Development", "R&D")),
        *((name, ()) for name in ("401(k)", "Stock (finance)", "Stock (NYSE)", "Plan (B)", "Deductible (Medicare)")),
    ],
)
def test_names_in_brackets(name: str, found: tuple[str, ...]) -> None:
    assert names_in_brackets(name) == found


@given(st.text(max_size=40))
def test_every_slug_is_a_name_of_a_file(text: str) -> None:
    slug = slug_of(text)
    assert not slug or is_slug(slug)
    assert not set(slug) & set("/\\?#% ")


def test_a_slug_has_one_spelling() -> None:
    assert [slug_of(name) for name in ("Ипотека", "ипотека!", "Überziehung")] == ["ипотека", "ипотека", "uberziehung"]
    assert [is_slug(text) for text in ("wage-theft", "Wage", "Ипотека", "ипотека", "a--b", "", "x y")] == [
        True, False, False, True, False, False, False,
    ]  # fmt: skip

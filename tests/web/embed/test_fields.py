"""The text fields of the configurator: what they accept, and what they refuse."""

from __future__ import annotations

import pytest

from search_app.glossary.site import contrast_on_white
from search_app.web.embed.fields import InvalidField, on_dark, read_accent, read_selector


@pytest.mark.parametrize(
    ("text", "colour"),
    [("", ""), ("  ", ""), ("#7a1f5c", "#7a1f5c"), (" 7A1F5C ", "#7a1f5c"), ("#06c", "#0066cc"), ("000", "#000000")],
)
def test_an_accent_is_six_digits(text: str, colour: str) -> None:
    assert read_accent(text) == colour


@pytest.mark.parametrize(
    "text", ["red", "#12345", "#1234", "#7a1f5c;color:red", "url(x)", '"><script>', "#ggg", "#fff", "#777777ff"]
)
def test_other_texts_and_pale_colours_are_refused(text: str) -> None:
    with pytest.raises(InvalidField):
        read_accent(text)


@pytest.mark.parametrize("colour", ["#000000", "#7a1f5c", "#0b5a55", "#0000ff", "#006400", "#767676", "#ff0000"])
def test_on_a_dark_page_an_accent_is_lighter_and_readable(colour: str) -> None:
    against_paper = contrast_on_white("#1a1e22") / contrast_on_white(on_dark(colour))
    assert against_paper >= 4.5


@pytest.mark.parametrize(
    "text",
    [
        "article", "main p", ".entry-content", "#content", "main > article", "a, b", "h2 + p", "h2~p", "*", "div.post",
        '[data-role="text"]', "[lang|=en]", "p:not(.meta)", ":is(main, .post:not(.draft)) p", "li:nth-child(2n+1)",
        "contenido-único", "my_id", ".wp-block-post-content", "p::before",
    ],
)  # fmt: skip
def test_a_selector_is_kept(text: str) -> None:
    assert read_selector(f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "p {",
        "a;b",
        "<p>",
        '"',
        "p >",
        "> p",
        "a,,b",
        ".",
        "#",
        "[",
        "[a",
        "p:not(",
        "a" * 201,
        "p\x00",
        "()",
        "\n;",
    ],
)
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidField):
        read_selector(text)


def test_without_a_text_the_article_is_searched() -> None:
    assert read_selector("  ") == "article"

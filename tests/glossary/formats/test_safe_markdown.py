"""Foreign texts as Markdown: what is shown is the text, and nothing of it is markup."""

from __future__ import annotations

import random

import pytest
from markdown_it import MarkdownIt

from search_app.glossary.formats.limits import MAX_PARAGRAPH, long_paragraphs
from search_app.glossary.formats.safe_markdown import markdown_of, plain_line
from search_app.glossary.rendering.entry import plain_text

PARSER = MarkdownIt("commonmark")
HARMLESS = {"paragraph", "text", "inline", "bullet_list", "ordered_list", "list_item", "softbreak", "link"}


def kinds(markdown: str) -> set[str]:
    found = set()
    for token in PARSER.parse(markdown):
        found |= {each.type for each in (token, *(token.children or ()))}
    return {kind.removesuffix("_open").removesuffix("_close") for kind in found} - {"text_special"}


@pytest.mark.parametrize(
    "text",
    [
        "A *star* and an _underscore_, a snake_case, `code`, 2 * 3",
        "# No heading", "> no quotation", "- no item", "1. no item", "12) no item", "---", "===", "~~~", "```", "***",
        "+",
        "[no](http://link) ![no](image) [a]: http://x [b][c]", "<https://example.org> a < b", "&amp;amp; &#35; AT&T",
        r"a back\slash \* \\ at the end \ ", "<T> is a type, x<y", "    four spaces", "Text\n===", "Text\n---",
        "12", "1.5 percent", "_", "__init__", "a__b", "* * *",
    ],
)  # fmt: skip
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    markdown = markdown_of(text)
    assert kinds(markdown) <= {"paragraph", "text", "inline"}
    expected = " ".join(text.split()).replace("&amp;amp; &#35;", "&amp; #")
    assert plain_text(markdown) == expected


def test_random_texts_are_shown_as_they_are() -> None:
    dice = random.Random(18)
    signs = "*_`[]()<>#-+=~.1 a\\!&;|:\n\t\"'"
    for _ in range(3_000):
        text = "".join(dice.choice(signs) for _ in range(dice.randrange(1, 24)))
        markdown = markdown_of(text)
        assert kinds(markdown) <= HARMLESS - {"link"}, (text, markdown)


def test_lists_and_paragraphs_remain() -> None:
    assert markdown_of("One:\n- a\n- b\n  goes on\n\nTwo\nlines") == "One:\n\n- a\n- b goes on\n\nTwo lines"
    assert markdown_of("3. three\n4. four") == "3. three\n4. four"
    assert markdown_of("• a\n• b") == "- a\n- b"


def test_html_becomes_paragraphs_lists_and_links() -> None:
    assert markdown_of('See <a href="http://www.example.org/a_(b)">he_re</a>, <b>now</b>.') == (
        r"See [he\_re](http://www.example.org/a_%28b%29), now."
    )
    assert markdown_of("<h1>Title</h1><p>One<br>two</p><ul><li>a<li>b</ul>") == "Title\n\nOne\n\ntwo\n\n- a\n- b"
    assert markdown_of("<p>1 &lt; 2 &amp; <b>[</b>x](y)") == r"1 \< 2 \& \[x\](y)"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><p>Fine</p>",
        "<p>Fine<style>p{}</style>",
        '<a href="javascript:alert(1)">Fine</a>',
        '<img src=x onerror=alert(1)>Fine<iframe src="//evil">no</iframe>',
        "<p># Fine",
    ],
)
def test_dangerous_html_does_not_survive(text: str) -> None:
    markdown = markdown_of(text)
    assert kinds(markdown) <= {"paragraph", "text", "inline"}
    assert plain_text(markdown).removeprefix("# ") == "Fine"


def test_characters_that_no_text_may_contain_are_removed() -> None:
    assert markdown_of("a\x00b\x0bc\ud800d\r\ne\ufffe") == "abcd e"
    assert plain_line(" A\n<b>name</b> &amp;\x07 more ") == "A name & more"


def test_long_paragraphs_are_split() -> None:
    for text in ("A sentence. " * 3_000, "x" * 30_000, "word " * 8_000, "*" * 9_000):
        assert not list(long_paragraphs(markdown_of(text), MAX_PARAGRAPH))

"""Entries: links, safe HTML, plain text and summaries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_app.glossary.model import Term
from search_app.glossary.rendering.entry import Entry, first_sentence, render
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.language.english import ENGLISH


def term(slug: str, name: str, *aliases: str, definition: str = "Text.") -> Term:
    return Term(slug=slug, name=name, aliases=aliases, categories=("money",), definition=definition)


OTHERS = [
    term("copayment", "Copayment", "co-pay"),
    term("401k-plan", "401(k) Plan", "401k"),
    term("workers-compensation", "Workers' Compensation"),
    term("compensation", "Compensation"),
    term("prior-authorization", "Prior Authorization", "PA"),
    term("policy", "Policy"),
]


def rendered(definition: str, **changes: str) -> Entry:
    here = Term(slug="here", name="Here", categories=("money",), definition=definition, **changes)
    return render(here, Vocabulary([*OTHERS, here], ENGLISH))


def links(definition: str) -> list[str]:
    return list(rendered(definition).mentions)


def test_a_name_not_to_be_linked_is_text_and_the_others_are_links() -> None:
    union = Term(
        slug="labor-union", name="Labor Union", aliases=("union", "trade union"), not_linked=("Union",),
        categories=("work",), definition="Text.",
    )  # fmt: skip
    here = Term(slug="here", name="Here", categories=("work",), definition="A credit union, unions, a trade union.")
    assert '<p>A credit union, unions, a <a href="/terms/labor-union" class="term">trade union</a>.</p>' in (
        render(here, Vocabulary([union, here], ENGLISH)).passages[0].html
    )


def test_the_first_mention_of_another_term_links_to_it() -> None:
    entry = rendered("A copayment here, a copayment there.", misuse="No copayment.")
    assert entry.passages[0].html == (
        '<p>A <a href="/terms/copayment" class="term">copayment</a> here, a copayment there.</p>\n'
    )
    assert "<a" not in entry.passages[1].html


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Copayments and policies.", ["copayment", "policy"]),
        ("Your co-pays.", ["copayment"]),
        ("A co pay.", ["copayment"]),
        ("A 401(k) plan, a 401k.", ["401k-plan"]),
        ("Workers’ compensation pays.", ["workers-compensation"]),  # the longest name, not "compensation"
        ("Workers get compensation.", ["compensation"]),
        ("PA first.", ["prior-authorization"]),
        ("pa first.", []),  # capitals match capitals
        ("A prior\nauthorization.", ["prior-authorization"]),  # wrapped by its author
        ("Prior. Authorization.", []),
        ("A copaymentish thing.", []),
        ("`copayment` in code", []),
        ("### Copayment\n\nText.", []),
        ("[our copayment](https://a.example)", []),
        ("Here we are.", []),  # never itself
    ],
)
def test_mentions(text: str, slugs: list[str]) -> None:
    assert links(text) == slugs


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/pixel.png)",
        "<iframe src=//evil.example>",
        "<a href='javascript:alert(1)' onclick=alert(1)>x</a>",
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
        "[x](data:text/html,<script>alert(1)</script>)",
    ],
)
def test_raw_html_never_survives_as_markup(text: str) -> None:
    html = rendered(text).passages[0].html
    for bad in ("<script", "<img", "<iframe", "<svg", "<style", 'href="javascript', 'href="data', "<a onclick"):
        assert bad not in html.lower()


def test_plain_text_has_the_words_and_nothing_else() -> None:
    entry = rendered("One *two* `three`.\n\n- four\n- [five](https://a.example)\n\n    six")
    assert entry.passages[0].text == "One two three. four five six"


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("It is a fee. It is due.", "It is a fee."),
        ("The U.S. Department of Labor says so. Next.", "The U.S. Department of Labor says so."),
        ("It costs $3.50 a day. Next.", "It costs $3.50 a day."),
        ('He said "no." Then he left.', 'He said "no."'),
        ("No end", "No end"),
        ("word " * 100, ("word " * 60).strip() + "…"),
    ],
)
def test_the_summary_is_the_first_sentence(text: str, summary: str) -> None:
    assert first_sentence(text, ENGLISH) == summary


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(alphabet="aB9é字 _*`\"'!&;:.,()[]+-<>/\\#~", min_size=1, max_size=30), st.booleans())
def test_a_paragraph_is_the_same_alone_and_before_markup(text: str, has_mention: bool) -> None:
    text = "Pay" + text + (" R&D deductible" if has_mention else "") + " end."
    alone = rendered(text).passages[0]
    followed = rendered(text + "\n\n*More.*").passages[0]
    assert followed.html == alone.html + "<p><em>More.</em></p>\n"
    assert followed.text == alone.text + " More."


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A fee, _not_ a tax", "<p>A fee, <em>not</em> a tax</p>\n"),
        ('He said "pay me!"', "<p>He said &quot;pay me!&quot;</p>\n"),
        ("Research & development]", "<p>Research &amp; development]</p>\n"),
        ("AT&amp;T", "<p>AT&amp;T</p>\n"),
    ],
)
def test_prose_and_markup_are_told_apart(text: str, html: str) -> None:
    assert rendered(text).passages[0].html == html

"""Markdown of other systems."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.foreign_markdown import read_page, without_shortcodes


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ('A {{< glossary_tooltip text="pod" term_id="pod" >}} runs.', "A pod runs."),
        ("A {{% notice %}}careful{{% /notice %}} run.", "A careful run."),
        ("A {% include x.html %}run of {{ site.title }}.", "A run of ."),
        ("A <!-- more\n-->run.", "A run."),
        ("A ![picture](a.png)run.", "A run."),
        ("A [run](/run/) and [x](https://x.example/a(b)).", "A run and [x](https://x.example/a(b))."),
        ("A <b>run</b><br/>ends.", "A run\nends."),
        ("A [run][1].\n\n[1]: https://x.example", "A run."),
        ("A run.[^1]\n{: .note }", "A run."),
    ],
)
def test_markup_that_only_the_other_system_knows_is_gone(text: str, clean: str) -> None:
    assert read_page(text, "x").sections == (("", clean),)


def test_code_stays_as_it_is() -> None:
    code = "```html\n<b>{{< x >}}</b>\n## no heading\n```"
    assert read_page(code, "x").sections == (("", code),)


def test_headings_of_two_levels_begin_sections() -> None:
    page = read_page("# Pod\n\nIntro\n\n## What it *is*\n\nText\n### Detail\n\nHow\n===\n\nEnd", "pod")
    assert page.sections == (("", "Intro"), ("What it is", "Text\n### Detail"), ("How", "End"))


def test_links_inside_the_site_are_noted() -> None:
    assert read_page("[a](/pod/) [b](../node.md) [c](https://x.example)", "x").links == (
        "/pod/", "../node.md", "https://x.example",
    )  # fmt: skip


def test_a_shortcode_that_shows_nothing_disappears() -> None:
    assert without_shortcodes('[a]({{< ref "pod" >}})') == "[a]()"

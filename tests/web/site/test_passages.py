"""What a row shows: the first sentence always, the passage where it adds something."""

from __future__ import annotations

import pytest

from search_app.web.site.passages import summary_and_passage


@pytest.mark.parametrize(
    ("summary", "snippet", "expected"),
    [
        # The same text: the marks move into the summary.
        ("A fee.", "A <mark>fee</mark>.", ("A <mark>fee</mark>.", "")),
        ("A fee & a wage for it.", "…a <mark>wage</mark> for…", ("A fee &amp; a <mark>wage</mark> for it.", "")),
        # The summary and more: the rest is shown if it has a match.
        (
            "A fee.",
            "A <mark>fee</mark>. Paid at the <mark>desk</mark>…",
            ("A <mark>fee</mark>.", "Paid at the <mark>desk</mark>…"),
        ),
        ("A fee.", "A <mark>fee</mark>. Paid at the desk…", ("A <mark>fee</mark>.", "")),
        ("Jo & Co.", "Jo &amp; <mark>Co.</mark> <mark>Or</mark>.", ("Jo &amp; <mark>Co.</mark>", "<mark>Or</mark>.")),
        # The end of the summary and more.
        (
            "A fee that you pay for a visit.",
            "…you pay for a <mark>visit</mark>. Ask the <mark>desk</mark>…",
            ("A fee that you pay for a <mark>visit</mark>.", "Ask the <mark>desk</mark>…"),
        ),
        # Another text.
        ("It is for a fee.", "…a fee. Or a <mark>tip</mark>.", ("It is for a fee.", "…a fee. Or a <mark>tip</mark>.")),
        ("A fee.", "…Paid at the <mark>desk</mark>.", ("A fee.", "…Paid at the <mark>desk</mark>.")),
        ("A fee", "A feeble <mark>plan</mark>", ("A fee", "A feeble <mark>plan</mark>")),
        # Nothing to compare.
        ("", "A <mark>fee</mark>.", ("", "A <mark>fee</mark>.")),
        ("<b>A fee</b>.", "", ("&lt;b&gt;A fee&lt;/b&gt;.", "")),
    ],
)  # fmt: skip
def test_nothing_is_said_twice(summary: str, snippet: str, expected: tuple[str, str]) -> None:
    assert summary_and_passage(summary, snippet) == expected

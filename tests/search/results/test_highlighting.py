from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.documents import Document, Field, Match
from search_app.search.results.highlighting import LENGTH, highlight
from search_app.search.results.model import Matched

FEE, WAGE, TIP = 1, 2, 3
STEMS = {"fee": FEE, "wage": WAGE, "tip": TIP}
WORDS = {FEE: 0b1, WAGE: 0b10, TIP: 0b100}


def highlighted(*fields: tuple[str, str], query: str) -> tuple[Matched, str, str]:
    """Return the highlights of an entry with these fields (kind, text), the first of which is its name."""
    found: list[Match] = []
    parts, number = [], 0
    wanted = {STEMS[word]: WORDS[STEMS[word]] for word in query.split()}
    for kind, text in fields:
        tokens = list(ENGLISH.words(text))
        parts.append(Field(kind, f"{kind}-1", text, number + len(tokens)))
        found += [
            (number + place, STEMS[token.stem], token.start, token.end)
            for place, token in enumerate(tokens)
            if STEMS.get(token.stem) in wanted
        ]
        number += len(tokens)
    document = Document.of("slug", (), "", "The & summary.", tuple(parts), 1)
    return highlight(document, found, wanted, sum(wanted.values()), ENGLISH)


def test_a_name_with_every_word_is_the_reason() -> None:
    reason, name, snippet = highlighted(
        ("name", "Wage Fee"), ("alias", "fee"), ("definition", "A fee on a wage."), query="fee wage"
    )
    assert reason == Matched("name", "Wage Fee")
    assert name == "<mark>Wage</mark> <mark>Fee</mark>"
    assert snippet == "A <mark>fee</mark> on a <mark>wage</mark>."


def test_otherwise_the_part_with_the_most_distinct_words_is() -> None:
    fields = ("name", "Fee"), ("asked_as", "fee fee fee"), ("example", "A fee."), ("benefits", "No fee, no tip.")
    assert highlighted(*fields, query="fee tip")[0] == Matched("benefits", "No fee, no tip.", "benefits-1")
    assert highlighted(*fields[:3], query="fee tip")[0].field == "example"  # a passage rather than a phrasing
    assert highlighted(*fields[:2], query="fee tip")[0] == Matched("asked_as", "fee fee fee")


def test_an_entry_without_a_match_shows_its_summary() -> None:
    assert highlighted(("name", "Loan <1>"), query="fee") == (Matched("", ""), "Loan &lt;1&gt;", "The &amp; summary.")


def test_text_is_escaped_around_the_marks() -> None:
    snippet = highlighted(("name", "X"), ("definition", 'A <b>fee</b> & "more" of it.'), query="fee")[2]
    assert snippet == "A &lt;b&gt;<mark>fee</mark>&lt;/b&gt; &amp; &quot;more&quot; of it."


@pytest.mark.parametrize(("before", "after"), [(0, 900), (300, 300), (900, 0)])
def test_a_long_passage_is_cut_around_the_densest_matches(before: int, after: int) -> None:
    text = f"A fee first. {'word ' * before}some fee and wage and tip here {'word ' * after}".strip()
    reason, _, snippet = highlighted(("name", "X"), ("definition", text), query="fee wage tip")
    shown = "some <mark>fee</mark> and <mark>wage</mark> and <mark>tip</mark> here"
    assert shown in snippet
    assert len(reason.text) <= LENGTH
    assert reason.text in text
    assert snippet.startswith("…") is bool(before)
    assert snippet.endswith("…") is bool(after)


def test_of_overlapping_matches_the_first_is_marked() -> None:
    document = Document.of("slug", (), "", "", (Field("name", "", "Co-pay", 3),), 1)
    found = [(0, FEE, 0, 2), (1, WAGE, 0, 6), (2, TIP, 3, 6)]
    assert highlight(document, found, WORDS, 0b111, ENGLISH)[1] == "<mark>Co</mark>-<mark>pay</mark>"

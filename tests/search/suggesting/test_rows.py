"""Rows: the reason for an entry, and its name with what was typed marked."""

from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.documents import Document, Field
from search_app.search.index.names import Name, NameKind
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.suggesting.rows import Reason, make_row, reason
from tests.search.glossaries import open_reader, publish


def row(name: str, why: Reason, typed: list[str], *categories: str) -> tuple[str, str, str, str, str]:
    document = Document.of("slug", categories, "", "A sentence.", (Field("name", "", name, 1),), 1)
    made = make_row(document, why, {"law": "Employment & Law"}, typed, ENGLISH)
    assert (made.slug, made.name, made.summary) == ("slug", name, "A sentence.")
    return made.name_html, made.category, made.category_name, made.matched.field, made.matched.text


@pytest.mark.parametrize(
    ("name", "typed", "html"),
    [
        ("Tip Pooling", ["pool"], "Tip <mark>Pool</mark>ing"),
        ("Tip Pooling", ["tip", "po"], "<mark>Tip</mark> <mark>Po</mark>oling"),
        ("Co-pay & Fee", ["co", "fee"], "<mark>Co</mark>-pay &amp; <mark>Fee</mark>"),
        ("Café <b>", ["cafe", "b"], "<mark>Café</mark> &lt;<mark>b</mark>&gt;"),
        ("Fee", ["x"], "Fee"),
    ],
)
def test_typed_beginnings_of_words_are_marked(name: str, typed: list[str], html: str) -> None:
    assert row(name, Reason(0, "alias", "copay"), typed) == (html, "", "", "alias", "copay")


def test_the_first_category_has_its_name() -> None:
    assert row("Fee", Reason(0, "result", ""), [], "law", "tax") == ("Fee", "law", "Employment & Law", "result", "Fee")


def test_reasons(vocabulary: Vocabulary) -> None:
    (copay, *_) = vocabulary.names.lookup("copay")
    assert reason(copay.ordinal, copay) == Reason(copay.ordinal, "alias", "copay")
    assert reason(copay.ordinal, copay, corrected=True) == Reason(copay.ordinal, "spelling", "copay")
    assert reason(7) == Reason(7, "result", "")


def test_a_lead_in_keeps_its_reason_after_a_correction(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("vocabulary")
    names = open_reader(publish(folder, [{"name": "Fee", "definition": "A."}])).vocabulary.names
    (fee,) = names.lookup("fee")
    led = Name(fee.ordinal, NameKind.LEAD_IN, fee.number, fee.texts, reason="a sum")
    assert reason(0, led, corrected=True) == Reason(0, "vocabulary", "Fee: a sum")

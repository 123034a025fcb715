from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.search.query.syntax_tree import And, Field, Not, Or, Phrase, Prefix, Query, Term
from search_app.search.query.whoosh_parser import parse_any


def entry(word: str) -> Term:
    return Term(Field.ENTRY, word)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("fees", entry("fee")),
        ("fee wages", And((entry("fee"), entry("wage")))),
        ("fee fees", entry("fee")),
        ("fee OR wage", Or((entry("fee"), entry("wage")))),
        ("fee -wage", And((entry("fee"), Not(entry("wage"))))),
        ('"annual fees"', Phrase(Field.ENTRY, ("annual", "fee"))),
        ('"co-pay due"', Phrase(Field.ENTRY, ("co", "pay", "due"))),
        ("name:fee", Term(Field.NAME, "fee")),
        ("name:Wag*", Prefix(Field.NAME, "wag")),
        ("Café*", Prefix(Field.ENTRY, "cafe")),
        ("category:law fee", And((Term(Field.CATEGORY, "law"), entry("fee")))),
        ('category:"Employment Law"', Term(Field.CATEGORY, "employment-law")),
    ],
)
def test_whooshs_tree_becomes_ours(text: str, tree: Query) -> None:
    assert parse_any(text, ENGLISH) == tree


@pytest.mark.parametrize("text", ["", "  ", '""', "-", "&"])
def test_nothing_to_search_for_is_no_query(text: str) -> None:
    assert parse_any(text, ENGLISH) is None

"""Links between terms: what is wrong with them, and what of them is published."""

from __future__ import annotations

import pytest

from search_app.glossary.model import LeadIn, Term
from search_app.glossary.relations import (
    deprecated,
    narrower,
    published,
    published_lead_ins,
    relation_faults,
    similar_slug,
)


def term(slug: str, **fields: object) -> Term:
    return Term(slug, slug.title(), ("money",), "Text.", **fields)  # type: ignore[arg-type]


def faults(*terms: Term) -> list[str]:
    return [fault.message for fault in relation_faults(terms, {term.slug for term in terms})]


NEW, OLD = term("new"), term("old", status="deprecated", successor="new")
DRAFT = term("draft", status="draft")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (term("a", related=("a",)), "'related' names the term itself"),
        (term("a", broader=("a",)), "'broader' names the term itself"),
        (term("a", broader=("neww",)), "'broader' names 'neww', which does not exist; did you mean 'new'?"),
        (term("a", successor="new"), "only a deprecated term has a 'successor'"),
        (term("a", status="deprecated", successor="nothing-like-it"), "which does not exist"),
        (term("a", status="deprecated", successor="draft"), "which is not a term in use"),
        (term("a", status="deprecated", successor="old"), "which is not a term in use"),
        (term("a", status="deprecated", successor="a"), "which is not a term in use"),
    ],
)
def test_each_wrong_link_is_a_fault(wrong: Term, message: str) -> None:
    (found,) = faults(NEW, OLD, DRAFT, wrong)
    assert message in found


def test_a_circle_of_broader_terms_is_a_fault_of_each_term_in_it() -> None:
    circle = [term("a", broader=("b",)), term("b", broader=("c",)), term("c", broader=("a",))]
    assert len(faults(*circle, term("d", broader=("a",)))) == 3


def test_only_preferred_terms_are_published_and_links_lead_to_them() -> None:
    kept = published([NEW, OLD, DRAFT, term("a", related=("old", "draft", "new"), broader=("draft",))])
    assert [(each.slug, each.related, each.broader) for each in kept] == [("new", (), ()), ("a", ("new",), ())]
    assert deprecated([NEW, OLD, DRAFT, term("gone", status="deprecated")]) == {"old": "new"}


def test_a_successor_is_not_linked_to_itself() -> None:
    assert published([term("new", related=("old",)), OLD])[0].related == ()


def test_lead_ins_lead_to_published_terms() -> None:
    lead_ins = [LeadIn(("x",), ("old", "draft"), "y"), LeadIn(("z",), ("draft",), "y")]
    assert [each.terms for each in published_lead_ins(lead_ins, [NEW, OLD, DRAFT])] == [("new",)]


def test_narrower_terms_are_those_that_name_a_broader_one() -> None:
    assert narrower([NEW, term("a", broader=("new",)), term("b", broader=("new",))]) == {"new": ("a", "b")}


def test_no_similar_slug_is_looked_for_among_many() -> None:
    assert similar_slug("neww", ["new"]) == "did you mean 'new'?"
    assert "use the slug" in similar_slug("neww", [f"new{number}" for number in range(5_000)])

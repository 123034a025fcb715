"""Related links: one-way links and terms with too few incoming ones."""

from __future__ import annotations

from tests.glossary.review.editing import messages, term


def test_a_link_that_leads_one_way_is_told_with_both_mends() -> None:
    found = messages("one-way", [term("lien", related=("loan", "bond")), term("loan", related=("lien",)), term("bond")])
    assert found == [
        "terms/money/lien.md:5: warning: 'related' names 'bond', which does not name 'lien'; "
        "add it to 'related' in terms/money/bond.md, or remove 'bond' here."
    ]


def test_a_term_needs_two_others_that_lead_to_it() -> None:
    terms = [term("a", related=("b", "c")), term("b", related=("c", "a")), term("c", related=("a",)), term("d")]
    assert messages("links-in", terms) == [
        "terms/money/b.md:5: warning: only 'a' has 'b' in 'related'; "
        "add it to at least 2 terms that readers come from.",
        "terms/money/d.md:5: warning: no term has 'd' in 'related'; "
        "add it to at least 2 terms that readers come from.",
    ]  # fmt: skip


def test_links_to_nowhere_and_to_itself_are_left_to_the_faults() -> None:
    assert messages("one-way", [term("a", related=("a", "gone"))]) == []

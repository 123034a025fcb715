from __future__ import annotations

from search_app.search.query.syntax_tree import (
    And,
    Everything,
    Field,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    joined,
    wanted_leaves,
)

FEE, WAGE, TIP = (Term(Field.ENTRY, word) for word in ("fee", "wage", "tip"))


def test_distinct_parts_are_joined_and_one_part_stays_as_it_is() -> None:
    assert joined(And, [FEE, WAGE, FEE]) == And((FEE, WAGE))
    assert joined(Or, [FEE, FEE]) == FEE


def test_wanted_leaves_are_those_that_are_not_excluded() -> None:
    phrase, prefix = Phrase(Field.ENTRY, ("a", "b")), Prefix(Field.NAME, "t")
    tree = And((Or((FEE, phrase)), Not(Or((WAGE, TIP))), And((prefix, Everything()))))
    assert list(wanted_leaves(tree)) == [FEE, phrase, prefix]


def test_equal_trees_are_one_key() -> None:
    assert len({And((FEE, Not(WAGE))), And((FEE, Not(WAGE))), And((Not(WAGE), FEE))}) == 2

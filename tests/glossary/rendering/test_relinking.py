"""Texts whose links a change of names may affect."""

from __future__ import annotations

import pytest

from search_app.glossary.model import Term
from search_app.glossary.rendering.relinking import FEW, FirstWords, changed_names
from search_app.language.english import ENGLISH


def term(slug: str, name: str, *aliases: str, definition: str = "Text.", not_linked: tuple[str, ...] = ()) -> Term:
    return Term(slug, name, ("money",), definition, aliases=aliases, not_linked=not_linked)


def test_names_change_when_they_are_added_removed_or_given_to_another_term() -> None:
    before = [term("fee", "Fee", "charge", "cost"), term("loan", "Loan")]
    now = [term("fee", "Fee", "cost"), term("loan", "Loan", "charge"), term("lien", "Lien")]
    assert changed_names(before, now) == {"charge", "Lien"}


def test_a_name_changes_when_it_is_no_longer_linked() -> None:
    assert changed_names([term("fee", "Fee")], [term("fee", "Fee", not_linked=("Fee",))]) == {"Fee"}


@pytest.mark.parametrize("text", ["a policy", "POLICIES", "the policy’s", "caf&eacute; p&#111;licy", "Pólicy"])
@pytest.mark.parametrize("others", [0, FEW])
def test_a_word_occurs_in_any_form(text: str, others: int) -> None:
    names = ["Policy Year", *(f"word{number}" for number in range(others))]
    assert FirstWords(names, ENGLISH).occur_in(term("here", "Here", definition=text))


@pytest.mark.parametrize("text", ["police", "apolicy", "policyish", "a year"])
def test_other_words_do_not(text: str) -> None:
    assert not FirstWords(["Policy Year"], ENGLISH).occur_in(term("here", "Here", definition=text))


def test_no_names_occur_nowhere() -> None:
    assert not FirstWords([], ENGLISH).occur_in(term("here", "Here"))

"""Near-misses of names."""

from __future__ import annotations

import pytest

from search_app.glossary.model import Term
from tests.glossary.review.editing import messages, term

NAMES = [
    term("deductible", "What you pay first."),
    term("coinsurance", "A share."),
    term("identity-theft", "Someone is you."),
    term("facial-recognition", "A camera knows you.", aliases=("face scanning", "FACESCAN")),
    term("advance-directive", "What you wish."),
    term("out-of-pocket-maximum", "The most you pay.", name="Out-of-Pocket Maximum"),
    term("overtime-pay", "More for more hours.", aliases=("overtime",)),
    term("home-care", "Help at home."),
    term("nursing-home", "A place to live."),
    term("lockout", "The door is shut.", aliases=("lock-out",)),
    term("secured-card", "A card for a deposit."),
    term("labor-union", "Workers together.", aliases=("worker association",), not_linked=("worker association",)),
]


def unlinked(text: str) -> list[str]:
    return messages("unlinked", [*NAMES, term("here", text)])


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("deductable", "deductible"),  # a slip
        ("dedcutible", "deductible"),  # letters that changed places
        ("co-insurance", "coinsurance"),
        ("co insurance", "coinsurance"),
        ("identitytheft", "identity-theft"),
        ("face scans", "facial-recognition"),
        ("advanced directive", "advance-directive"),
        ("advance dirctive", "advance-directive"),
        ("outofpocket maximum", "out-of-pocket-maximum"),
    ],
)
def test_another_spelling_of_a_name_is_told(written: str, slug: str) -> None:
    found = unlinked(f"Look at the {written} first.")
    assert len(found) == 1
    assert found[0].startswith(
        f"terms/money/here.md:8: warning: '{written}' does not link to '{slug}', which has no name"
    )
    assert f"or add '{written}' to its 'aliases'." in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "The out of pocket maximums and deductibles.",  # these link
        "A deductible, then a deductable.",  # one of them links
        "It is deducted from wages.",  # another word of the root
        "Her Social Security card.",
        "He is locked out.",
        "More of it over time.",
        "It pays for nursing home care.",
        "Go to identitytheft.gov today.",
        "An inductible thing.",  # the first letter is seldom wrong
        "The worker associations.",  # held back
    ],
)
def test_other_words_are_not_taken_for_names(text: str) -> None:
    time: Term = term("time", "Hours go by over time.")
    assert messages("unlinked", [*NAMES, time, term("here", text)]) == []


def test_a_word_in_many_texts_is_no_slip() -> None:
    terms = [*NAMES, term("here", "A deductable."), term("there", "The deductable.")]
    assert messages("unlinked", terms) == []

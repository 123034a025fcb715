from __future__ import annotations

import pytest

from search_app.search.retrieval.text_index import Tier, Window


def test_names_come_before_parts_of_names_and_these_before_texts() -> None:
    names, inside = [Tier.NAME, Tier.ALIAS, Tier.VARIANT, Tier.LEAD_IN], [Tier.INSIDE]
    parts = [Tier.INITIALS, Tier.BEGINNING, Tier.LATER_WORD, Tier.ALIAS_BEGINNING]
    texts = [Tier.LEAD_IN_INSIDE, Tier.ALL_WORDS, Tier.SYNONYMS, Tier.SOME_WORDS]
    assert sorted(Tier) == [*names, *inside, *parts, *texts]


@pytest.mark.parametrize(
    ("window", "has_page"),
    [
        (Window(best=10, start=0, stop=10), False),
        (Window(best=10, start=10, stop=20), True),
        (Window(best=50, start=40, stop=50), False),
        (Window(best=10, sort="name", start=0, stop=10), True),
    ],
)
def test_a_page_among_the_best_is_not_returned_twice(window: Window, has_page: bool) -> None:
    assert window.has_page is has_page

from __future__ import annotations

from search_app.language.english import ENGLISH
from search_app.search.index.documents import Document, Field
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.results.hits import make_hits
from search_app.search.results.model import Hit, Matched
from search_app.search.retrieval.text_index import Tier

FIELDS = (Field("name", "", "Copayment", 1), Field("definition", "", "A fixed fee.", 4))
DOCUMENT = Document.of("copayment", ("money",), "2026-01-10", "A fixed fee.", FIELDS, 1)
ROW = (0, Tier.ALL_WORDS.value, 1.5, DOCUMENT, [(3, 7, 8, 11)])  # stem 7 is `fee`


def test_a_hit_is_an_entry_with_its_reason_tier_and_plain_score() -> None:
    assert make_hits([ROW], {}, {7: 1}, ENGLISH, corrected=False) == (
        Hit(
            "copayment",
            "Copayment",
            "Copayment",
            ("money",),
            "A fixed <mark>fee</mark>.",
            Matched("definition", "A fixed fee."),
            "2026-01-10",
            Tier.ALL_WORDS,
            1.5,
            "A fixed fee.",
        ),
    )


def test_the_name_that_found_an_entry_is_the_reason(vocabulary: Vocabulary) -> None:
    names = {0: vocabulary.names.lookup("copay")[0]}
    assert make_hits([ROW], names, {7: 1}, ENGLISH, corrected=False)[0].matched == Matched("alias", "copay")
    assert make_hits([ROW], names, {7: 1}, ENGLISH, corrected=True)[0].matched == Matched("spelling", "copay")
    assert make_hits([ROW], {1: names[0]}, {7: 1}, ENGLISH, corrected=True)[0].matched.field == "definition"


def test_a_page_without_entries_has_no_hits() -> None:
    assert make_hits([], {}, {}, ENGLISH, corrected=False) == ()

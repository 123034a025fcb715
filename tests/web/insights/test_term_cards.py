"""The card of each term."""

from __future__ import annotations

import os
from pathlib import Path

from search_app.analytics.reporting.model import TermPerformance
from search_app.search import Engine
from search_app.web.insights.term_cards import count_tests, measured, term_cards


def test_every_term_has_a_card_with_measures_and_tests(tiny: Engine, tmp_path: Path) -> None:
    file = tmp_path / "relevance.yaml"
    file.write_text("copay: copayment\nco pay: copayment\n", encoding="utf-8")
    cards = term_cards(tiny.languages, (), file, 10)
    assert [card.slug for card in cards] == [entry.slug for entry in tiny.entries()]
    assert {card.slug: card.tests for card in cards}["copayment"] == 2
    assert all(card.performance is None and card.measures.readability > 0 for card in cards)
    assert sum(card.measures.links_in for card in cards) == sum(card.measures.links_out for card in cards) > 0
    assert len(term_cards(tiny.languages, (), file, 2)) == 2


def test_cards_in_each_language_have_its_measures_and_tests(bilingual_index: Path, tmp_path: Path) -> None:
    engine = Engine.open(bilingual_index)
    (tmp_path / "relevance.yaml").write_text("copay: copayment\n", encoding="utf-8")
    (tmp_path / "relevance.es.yaml").write_text("copago: copayment\nlo fijo: copayment\n", encoding="utf-8")
    performance = TermPerformance("copayment", "es", "Copago", "", 1, 1.0, 1.0, 0, None, ())
    cards = term_cards(engine.languages, [performance], tmp_path / "relevance.yaml", 10)
    assert [(card.slug, card.language, card.name, card.tests, card.measures.scale) for card in cards] == [
        ("copayment", "es", "Copago", 2, "INFLESZ"),
        ("copayment", "en", "Copayment", 1, "grade"),
        ("deductible", "en", "Deductible", 0, "grade"),
        ("tip-pooling", "en", "Tip Pooling", 0, "grade"),
        ("deductible", "es", "Deducible", 0, "INFLESZ"),
    ]
    assert [card.performance for card in cards] == [performance, None, None, None, None]


def test_tests_are_read_again_only_when_their_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "relevance.yaml"
    file.write_text("copay: copayment\n", encoding="utf-8")
    os.utime(file, (1, 1))
    assert count_tests(file) == {"copayment": 1}
    file.write_text("not: read: yet", encoding="utf-8")
    os.utime(file, (1, 1))
    assert count_tests(file) == {"copayment": 1}
    file.write_text("copay: copayment\nco pay: copayment\n", encoding="utf-8")
    os.utime(file, (2, 2))
    assert count_tests(file) == {"copayment": 2}


def test_links_are_counted_both_ways(tiny: Engine) -> None:
    found = measured(tiny, ("copayment", "deductible"))
    entries = {entry.slug: entry for entry in tiny.entries()}
    pointing = [slug for slug, entry in entries.items() if "copayment" in {*entry.related, *entry.mentions}]
    assert found["copayment"].links_in == len(pointing)


def test_a_missing_file_of_tests_counts_none(tmp_path: Path) -> None:
    assert count_tests(tmp_path / "none.yaml") == {}

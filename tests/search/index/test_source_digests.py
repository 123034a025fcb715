"""Digests show which terms have changed, and whether any name has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from search_app.glossary.formats.markdown import parse_term
from search_app.glossary.model import Term
from search_app.search.index.source_digests import SourceDigests, read_source_digests, write_source_digests
from search_app.search.storage.strings import write_strings
from tests.conftest import COPAYMENT, DEDUCTIBLE


def term(slug: str, text: str) -> Term:
    parsed, faults = parse_term(text.encode(), f"{slug}.md", slug, "money")
    assert not faults
    assert parsed
    return parsed


TERMS = [term("copayment", COPAYMENT), term("deductible", DEDUCTIBLE)]


def test_they_are_read_back_in_the_order_of_the_entries(tmp_path: Path) -> None:
    digests = SourceDigests.of(TERMS)
    write_source_digests(tmp_path, digests)
    write_strings(tmp_path, "order", list(digests.terms))
    assert read_source_digests(tmp_path) == digests
    assert list(read_source_digests(tmp_path).terms) == ["copayment", "deductible"]


def test_a_text_changes_its_term_alone() -> None:
    before, now = SourceDigests.of(TERMS), SourceDigests.of([replace(TERMS[0], definition="New."), TERMS[1]])
    assert now.names == before.names
    assert now.terms["copayment"] != before.terms["copayment"]
    assert now.terms["deductible"] == before.terms["deductible"]


def test_a_name_an_alias_held_back_and_the_order_change_the_digest_of_names() -> None:
    others = [
        [replace(TERMS[0], name="Copay"), TERMS[1]],
        [replace(TERMS[0], not_linked=("copay",)), TERMS[1]],
        TERMS[::-1],
    ]
    assert len({SourceDigests.of(terms).names for terms in (TERMS, *others)}) == 4


def test_the_place_of_a_file_is_not_part_of_a_term() -> None:
    assert SourceDigests.of([term("copayment", COPAYMENT)]) == SourceDigests.of(TERMS[:1])

"""Relevance tests: read, run and added to; and those of the real glossary, which it must pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.errors import ContentError, SettingError
from search_app.evaluation.relevance_tests import add_relevance_test, read_relevance_tests, run
from search_app.glossary.source import read_glossary, source_digest
from search_app.search import Engine
from tests.conftest import ROOT

REAL = ROOT / "terms" / "relevance.yaml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "relevance.yaml"


def test_lines_are_read_with_their_rank(file: Path) -> None:
    file.write_text('co pay: copayment\n"a: b": deductible 3\n')
    assert [(test.line, test.query, test.slug, test.rank) for test in read_relevance_tests(file)] == [
        (1, "co pay", "copayment", 1),
        (2, "a: b", "deductible", 3),
    ]


def test_faults_have_lines(file: Path, tmp_path: Path) -> None:
    file.write_text("co pay: copayment\nfee:\ntips: tip pooling\n")
    with pytest.raises(ContentError) as caught:
        read_relevance_tests(file)
    assert [fault.line for fault in caught.value.faults] == [2, 3]  # type: ignore[attr-defined]
    with pytest.raises(SettingError, match="cannot be read"):
        read_relevance_tests(tmp_path / "none.yaml")


def test_a_term_that_is_not_at_its_rank_fails(tiny: Engine, file: Path) -> None:
    file.write_text("co pay: copayment\nfee: tip-pooling\n")
    good, bad = run(tiny, read_relevance_tests(file))
    assert (good.passed, bad.passed) == (True, False)
    assert str(bad) == f"{file}:2: 'fee' must have tip-pooling first; it was not found, copayment is first."


def test_a_test_is_appended_and_no_query_has_two(file: Path) -> None:
    file.write_text("# ours\ncopay: copayment\n")
    assert add_relevance_test(file, "a: b", "deductible", 3) == "'a: b': deductible 3"
    assert file.read_text() == "# ours\ncopay: copayment\n'a: b': deductible 3\n"
    with pytest.raises(ContentError) as caught:
        add_relevance_test(file, "Copay", "deductible", 1)
    assert [str(fault) for fault in caught.value.faults] == [f"{file}:2: holds 'Copay' already."]


def test_they_are_not_part_of_what_is_published(terms: Path) -> None:
    before = source_digest(terms)
    (terms / "relevance.yaml").write_text("fixed fee: copayment\n")
    assert source_digest(terms) == before
    assert read_glossary(terms).faults == ()


def test_the_editors_have_at_least_400_tests_and_no_query_twice() -> None:
    queries = [test.query for test in read_relevance_tests(REAL)]
    assert len(queries) >= 400
    assert len(set(queries)) == len(queries)


def test_the_real_glossary_passes(real: Engine) -> None:
    failed = [str(outcome) for outcome in run(real, read_relevance_tests(REAL)) if not outcome.passed]
    assert failed == []

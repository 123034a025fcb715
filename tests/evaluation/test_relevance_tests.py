from __future__ import annotations

from pathlib import Path

import pytest

from search_app.errors import ContentError, SettingError
from search_app.evaluation.relevance_tests import read_relevance_tests, run
from search_app.search import Engine, build
from tests.cli.test_cli import glossary
from tests.conftest import COPAYMENT, ROOT

QUERIES = ROOT / "tests" / "golden" / "queries.yaml"


def test_lines_are_read_with_their_rank(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text('co pay: copayment\n"a: b": deductible 3\n')
    assert [(line.query, line.slug, line.rank) for line in read_relevance_tests(tmp_path / "g.yaml")] == [
        ("co pay", "copayment", 1),
        ("a: b", "deductible", 3),
    ]


def test_faults_have_lines(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text("co pay: copayment\nfee:\ntips: tip pooling\n")
    with pytest.raises(ContentError) as caught:
        read_relevance_tests(tmp_path / "g.yaml")
    assert [fault.line for fault in caught.value.faults] == [2, 3]  # type: ignore[attr-defined]
    with pytest.raises(SettingError, match="cannot be read"):
        read_relevance_tests(tmp_path / "none.yaml")


def test_what_is_found_elsewhere_is_told(tiny: Engine, tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text("co pay: copayment\nfee: tip-pooling\n")
    good, bad = run(tiny, read_relevance_tests(tmp_path / "g.yaml"))
    assert good.passed
    assert not bad.passed
    assert str(bad).endswith("'fee' must have tip-pooling first; it was not found, copayment is first.")


def test_the_command_prints_what_moved_and_what_fails(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(terms, index)
    (tmp_path / "g.yaml").write_text("fixed fee: copayment\n")
    assert glossary("golden", str(tmp_path / "g.yaml"), "--index", str(index)).returncode == 0
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("fixed fee", "sum").replace("a fee", "a sum"))
    build(terms, index)
    ran = glossary("golden", str(tmp_path / "g.yaml"), "--index", str(index))
    assert ran.returncode == 1
    assert "moved: 'fixed fee' from 1 to nowhere" in ran.stdout
    assert "0 of 1 queries" in ran.stdout


def test_the_editors_ask_at_least_400_queries_and_none_twice() -> None:
    queries = [line.query for line in read_relevance_tests(QUERIES)]
    assert len(queries) >= 400
    assert len(set(queries)) == len(queries)


def test_the_real_glossary_finds_what_editors_expect(real: Engine) -> None:
    failed = [str(outcome) for outcome in run(real, read_relevance_tests(QUERIES)) if not outcome.passed]
    assert failed == []

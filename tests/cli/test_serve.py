"""`glossary serve`: what happens before the first request; the server itself has acceptance tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.command import invoke
from tests.conftest import COPAYMENT, Served


def test_terms_with_faults_and_nothing_published_end_it(terms: Path, tmp_path: Path) -> None:
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("related: [deductible]", "related: [nope]"))
    ran = invoke("serve", "--terms", str(terms), "--index", str(tmp_path / "index"))
    assert ran.returncode == 1
    assert ran.stdout.startswith("terms/money/copayment.md:6: 'related' names 'nope'")


def test_without_terms_the_published_generation_is_served(tiny_index: Path, serve: Callable[..., Served]) -> None:
    server = serve("--terms", "/nowhere", "--index", str(tiny_index), "--workers", "1")
    assert "No terms at /nowhere; serving what is published." in server.log.read_text()


def test_without_a_database_the_glossary_is_served(tiny_index: Path, serve: Callable[..., Served]) -> None:
    options = ("--terms", "/nowhere", "--index", str(tiny_index), "--workers", "1")
    server = serve(*options, GLOSSARY_DATABASE_URL="sqlite:////dev/null/analytics.db")
    assert "The analytics database cannot be used; serving without it." in server.log.read_text()


def test_when_most_terms_are_gone_the_published_ones_are_served(
    tiny_index: Path, tmp_path: Path, serve: Callable[..., Served]
) -> None:
    (tmp_path / "none.jsonl").write_text("")
    server = serve("--terms", str(tmp_path / "none.jsonl"), "--index", str(tiny_index), "--workers", "1")
    assert "and 3 are published; nothing was published" in server.log.read_text()
    assert "Serving what was published before." in server.log.read_text()

"""`glossary show`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import invoke


def test_a_term_is_printed_by_slug_or_alias(tiny_index: Path) -> None:
    index = str(tiny_index)
    printed = invoke("show", "copayment", "--index", index).stdout
    assert printed.startswith("Copayment\nmoney · updated 2026-01-10\nAlso called copay, co-pay\n")
    assert "A copayment is a fixed fee" in printed
    assert invoke("show", "co-pay", "--index", index).stdout == printed


def test_an_unknown_slug_is_named(tiny_index: Path) -> None:
    shown = invoke("show", "nope", "--index", str(tiny_index))
    assert (shown.returncode, "'nope'" in shown.stderr) == (1, True)

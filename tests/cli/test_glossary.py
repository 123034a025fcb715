"""The command as a whole: wrong usage is one sentence and an exit code."""

from __future__ import annotations

import pytest

from tests.cli.command import glossary, invoke


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["search"], 2, "Missing argument"),
        (["nope"], 2, "No such command"),
        (["search", "x", "--index", "/nowhere"], 1, "Nothing that can be served is published in /nowhere"),
        (["check", "--terms", "/nowhere"], 2, "There are no terms at /nowhere"),
        (["serve", "--port", "99999"], 2, "99999"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments: list[str], code: int, sentence: str) -> None:
    ran = invoke(*arguments)
    assert ran.returncode == code
    assert sentence in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_command_is_the_module_too() -> None:
    ran = glossary("search", "x", "--index", "/nowhere")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Nothing that can be served is published in /nowhere")

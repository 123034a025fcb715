"""`glossary settings`."""

from __future__ import annotations

from tests.cli.command import invoke


def test_settings_lists_each_with_its_source() -> None:
    listed = invoke("settings", "--index", "/tmp/elsewhere").stdout
    assert "GLOSSARY_INDEX" in listed
    assert "command line" in listed

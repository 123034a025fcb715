"""The public origin: the setting, else the host of the request."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import client_of


def test_addresses_follow_the_setting_or_the_host(tiny_index: Path) -> None:
    path = "/api/v1/suggest?q=co"
    assert "http://localhost/terms" in client_of(tiny_index).get(path).get_data(as_text=True)
    fixed = client_of(tiny_index, GLOSSARY_BASE_URL="https://glossary.example.org/")
    assert "https://glossary.example.org/terms" in fixed.get(path).get_data(as_text=True)

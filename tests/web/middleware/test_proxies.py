"""X-Forwarded-* headers count only behind configured proxies."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import client_of


def test_proxies_are_believed_only_when_named(tiny_index: Path) -> None:
    told = {"X-Forwarded-Host": "public.example", "X-Forwarded-Proto": "https"}
    path = "/api/v1/suggest?q=co"
    assert "public.example" not in client_of(tiny_index).get(path, headers=told).get_data(as_text=True)
    trusting = client_of(tiny_index, GLOSSARY_TRUSTED_PROXIES="1")
    assert "https://public.example/terms" in trusting.get(path, headers=told).get_data(as_text=True)

"""Damage files, and read them without a network."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator

import pytest

from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions

MUTATIONS = 250


class NetworkUsed(BaseException):
    """No parser catches it."""


def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every attempt to connect fail the test."""

    def refuse(*_: object, **__: object) -> None:
        raise NetworkUsed

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def mutated(data: bytes, seed: int = 18, count: int = MUTATIONS) -> Iterator[bytes]:
    """Yield damaged copies of `data`: bytes flipped, cut off, removed, doubled, and exchanged with markup."""
    dice = random.Random(seed)
    for _ in range(count):
        copy = bytearray(data)
        for _ in range(dice.randrange(1, 4)):
            start = dice.randrange(len(copy))
            end = min(len(copy), start + dice.randrange(1, 80))
            match dice.randrange(5):
                case 0:
                    copy[start] ^= 1 << dice.randrange(8)
                case 1:
                    del copy[start:end]
                case 2:
                    copy[start:start] = copy[start:end] * dice.randrange(1, 4)
                case 3:
                    copy[start : start + 1] = dice.choice(
                        (b"<", b"]", b'"', b"\x00", b"&a;", b"{", b"\xff", b"'''", b"\\u")
                    )
                case 4 if dice.random() < 0.3:
                    del copy[start:]
            copy = copy or bytearray(b"x")
        yield bytes(copy)


def read(format_: Format, data: bytes | str, **options: str) -> ImportResult:
    assert format_.read
    content = data.encode() if isinstance(data, str) else data
    return format_.read(content, f"a{format_.suffixes[0]}", ReadOptions(**options))  # type: ignore[arg-type]


def check_result(result: ImportResult) -> None:
    """Fail unless the result is terms or sentences for people."""
    assert result.terms or result.faults
    for fault in result.faults:
        assert fault.line >= 1
        assert fault.message.endswith((".", "?")), fault.message
        assert "Traceback" not in fault.message
        assert len(fault.message) < 600
    assert len({term.slug for term in result.terms}) == len(result.terms)
    for term in result.terms:
        assert term.slug
        assert term.name.strip()

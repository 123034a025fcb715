"""Bodies that end too early or are no chunks: the sender gets a 400, and the next visitor an answer."""

from __future__ import annotations

import socket
import urllib.request
from urllib.parse import urlsplit

import pytest

CHUNKED = "Transfer-Encoding: chunked\r\n"
PATHS = {
    "/api/v1/match": "application/json",
    "/api/v1/requests": "application/json",
    "/api/v1/terms/copayment/feedback": "application/json",
    "/requests": "application/x-www-form-urlencoded",
    "/terms/copayment/feedback": "application/x-www-form-urlencoded",
    "/explain": "application/x-www-form-urlencoded",
}
BODIES = {
    "cut off inside a chunk": b"ff\r\n{",
    "cut off after a chunk": b'3\r\n{"a\r\n',
    "no size": b"zz\r\n{}\r\n0\r\n\r\n",
    "negative size": b"-5\r\n{}\r\n0\r\n\r\n",
    "longer than its size": b'2\r\n{"text": "copay"}\r\n0\r\n\r\n',
}


def post(origin: str, path: str, headers: str, body: bytes) -> bytes:
    """Return all that the server sends before it closes the connection."""
    address = urlsplit(origin)
    with socket.create_connection((str(address.hostname), address.port or 80), timeout=10) as connection:
        head = f"POST {path} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n{headers}\r\n"
        connection.sendall(head.encode() + body)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("path", PATHS)
def test_a_body_that_is_no_chunks_is_refused(served: str, path: str, body: bytes) -> None:
    answer = post(served, path, f"Content-Type: {PATHS[path]}\r\n{CHUNKED}", body)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"Traceback" not in answer
    if path.startswith("/api/"):
        assert b"application/problem+json" in answer
        assert b"What you sent is not whole." in answer
    with urllib.request.urlopen(served + "/healthz", timeout=10) as healthy:
        assert healthy.status == 200


def test_a_whole_chunked_body_is_read(served: str) -> None:
    answer = post(
        served, "/api/v1/match", f"Content-Type: application/json\r\n{CHUNKED}", b'11\r\n{"text": "copay"}\r\n0\r\n\r\n'
    )
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b'"slug":"copayment"' in answer


def test_a_body_shorter_than_declared_is_refused(served: str) -> None:
    answer = post(served, "/api/v1/match", "Content-Type: application/json\r\nContent-Length: 500\r\n", b'{"text": "')
    assert answer.startswith(b"HTTP/1.1 400 ")

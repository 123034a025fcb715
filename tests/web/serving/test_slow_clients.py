"""Slow, idle and malformed clients on real sockets: others are answered meanwhile, and HTTP keeps its meaning."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from tests.conftest import Served

PAGE = b"GET /api/v1/search?q=copay HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /api/v1/match HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
JSON = b'{"text": "a copayment"}'
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
BEGUN = {
    "idle": b"",
    "header": b"GET / HTTP/1.1\r\nHost: ",
    "body": POST + b"Content-Length: 100\r\n\r\n{",
    "chunk": CHUNKED + b"9\r\n{",
    "reader": (b"GET /api/v1/terms?per_page=100 HTTP/1.1\r\nHost: localhost\r\n\r\n") * 40,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, tiny_index: Path) -> Iterator[Served]:
    options = ("--workers", "1", "--threads", "2", "--index", str(tiny_index), "--terms", str(tiny_index / "none"))
    running = Served(*options, log=tmp_path_factory.mktemp("served") / "log").wait()
    yield running
    running.kill()


@contextmanager
def connected(server: Served, sent: bytes = b"") -> Iterator[socket.socket]:
    port = int(server.url.rpartition(":")[2])
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(10)
        client.connect(("127.0.0.1", port))
        client.sendall(sent)
        yield client


def answer(server: Served, sent: bytes) -> bytes:
    """Send bytes and return everything the server sends until it closes."""
    with connected(server, sent) as client:
        return all_of(client)


def all_of(client: socket.socket) -> bytes:
    received = b""
    try:
        while data := client.recv(65536):
            received += data
    except ConnectionResetError:
        pass
    return received


def status(url: str) -> int:
    with urllib.request.urlopen(url, timeout=10) as response:
        return int(response.status)


@pytest.mark.parametrize("kind", BEGUN)
def test_slow_clients_take_no_thread(server: Served, kind: str) -> None:
    with ExitStack() as stack:
        for _ in range(30):
            stack.enter_context(connected(server, BEGUN[kind]))
        time.sleep(0.2)
        began = time.monotonic()
        assert [status(f"{server.url}/terms/copayment") for _ in range(10)] == [200] * 10
        assert time.monotonic() - began < 40  # each would wait five seconds for a thread


def test_requests_of_one_connection_are_answered_in_order(server: Served) -> None:
    sent = PAGE + b"\r\n" + CHUNKED + b"17\r\n" + JSON + b"\r\n0\r\n\r\n"
    sent += b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n" + PAGE + b"Connection: close\r\n\r\n"
    received = answer(server, sent)
    assert received.count(b"HTTP/1.1 200 OK") == 4
    assert received.index(b'"results"') < received.index(b'"matches"') < received.rindex(b'"results"')


def test_a_client_that_will_send_nothing_more_is_answered(server: Served) -> None:
    with connected(server, PAGE + b"\r\n" + PAGE + b"\r\n") as client:
        client.shutdown(socket.SHUT_WR)
        assert all_of(client).count(b"HTTP/1.1 200 OK") == 2


def test_what_is_sent_while_a_response_is_computed_is_read_after_it(server: Served) -> None:
    with connected(server) as client:
        for _ in range(20):
            client.sendall(PAGE + b"\r\n")
            time.sleep(0.001)
        client.sendall(PAGE + b"Connection: close\r\n\r\n")
        assert all_of(client).count(b"HTTP/1.1 200 OK") == 21


def test_an_unchanged_page_keeps_the_connection(server: Served) -> None:
    etag = urllib.request.urlopen(f"{server.url}/about", timeout=10).headers["ETag"].encode()
    page = b"GET /about HTTP/1.1\r\nHost: " + server.url[7:].encode() + b"\r\n"
    received = answer(server, page + b"If-None-Match: " + etag + b"\r\n\r\n" + page + b"Connection: close\r\n\r\n")
    assert received.startswith(b"HTTP/1.1 304")
    assert b"HTTP/1.1 200 OK" in received


def test_a_client_may_wait_to_be_asked_for_the_body(server: Served) -> None:
    with connected(server, POST + b"Content-Length: 23\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n") as client:
        assert client.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(JSON)
        assert b"200 OK" in all_of(client)


CL, TE = b"Content-Length: 23\r\n", b"Transfer-Encoding: "
WRONG = [
    (b"GET /" + b"a" * 140_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    (b"GET /" + b"a" * 200_000, 414),
    (PAGE + b"X: " + b"a" * 170_000 + b"\r\n\r\n", 431),
    (POST + b"Content-Length: 900000\r\n\r\n" + b"a" * 900_000, 413),
    (CHUNKED + (b"8000\r\n" + b"a" * 32768 + b"\r\n") * 20, 413),
    (POST + b"Content-Length: 300000\r\nConnection: close\r\n\r\n" + b"a" * 300_000, 413),
    (CHUNKED + b"nonsense\r\n\r\n", 400),
    (CHUNKED + b"3\r\nabcdef\r\n0\r\n\r\n", 400),
    (POST + CL + TE + b"chunked\r\n\r\n0\r\n\r\n", 400),
    (POST + TE + b"chunked, chunked\r\n\r\n0\r\n\r\n", 501),
    (POST + TE + b"chunked\r\n" + TE + b"identity\r\n\r\n0\r\n\r\n", 501),
    (POST.replace(b"1.1", b"1.0") + TE + b"chunked\r\n\r\n0\r\n\r\n", 400),
    (POST + CL + b"Content-Length: 24\r\n\r\n", 400),
    (POST + b"Content-Length: +23\r\n\r\n", 400),
    (PAGE.replace(b"1.1", b"1.2") + b"\r\n", 400),
    (PAGE + b"X : y\r\n\r\n", 400),
    (PAGE + b"X: y\n\r\n", 400),
    (b"nonsense\r\n\r\n", 400),
]


@pytest.mark.parametrize(("sent", "expected"), WRONG, ids=range(len(WRONG)))
def test_a_malformed_request_is_refused_and_nothing_after_it_is_read(
    server: Served, sent: bytes, expected: int
) -> None:
    received = answer_of_refused(server, sent + PAGE + b"\r\n")
    assert received.split(b" ")[1] == str(expected).encode()
    assert received.count(b"HTTP/1.") == 1


def answer_of_refused(server: Served, sent: bytes) -> bytes:
    with connected(server) as client:
        with suppress(OSError):
            client.sendall(sent)
        return all_of(client)


def test_a_body_cut_off_is_refused(server: Served) -> None:
    with connected(server, CHUNKED + b"ff\r\n{") as client:
        client.shutdown(socket.SHUT_WR)
        assert all_of(client).startswith(b"HTTP/1.1 400 ")
    assert "Traceback" not in server.log.read_text()


def test_what_is_begun_is_answered_when_the_server_stops(serve: Callable[..., Served], tiny_index: Path) -> None:
    server = serve("--workers", "1", "--index", str(tiny_index), "--terms", str(tiny_index / "none"))
    with connected(server, POST + b"Content-Length: 23\r\n\r\n{") as slow, connected(server) as kept:
        kept.sendall(PAGE + b"\r\n")
        assert b"200 OK" in kept.recv(65536)
        time.sleep(0.2)
        os.kill(server.pid, signal.SIGTERM)
        time.sleep(0.3)
        kept.sendall(PAGE + b"\r\n")
        slow.sendall(JSON[1:])
        assert b"Connection: close" in all_of(kept)
        assert b"200 OK" in all_of(slow)


def test_idle_connections_do_not_keep_a_server_from_stopping(serve: Callable[..., Served], tiny_index: Path) -> None:
    server = serve("--workers", "2", "--index", str(tiny_index), "--terms", str(tiny_index / "none"))
    with ExitStack() as stack:
        kept = [stack.enter_context(connected(server, sent)) for sent in [b"", PAGE + b"\r\n"] * 10]
        time.sleep(0.3)
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 20  # three on a machine that does nothing else, thirty if they kept it
        assert b"200 OK" in all_of(kept[-1])
    with socket.socket() as late:
        assert late.connect_ex(("127.0.0.1", int(server.url.rpartition(":")[2]))) != 0


def test_workers_share_the_connections_that_come_at_once(serve: Callable[..., Served], tiny_index: Path) -> None:
    server = serve("--workers", "2", "--index", str(tiny_index), "--terms", str(tiny_index / "none"))
    children: list[str] = []
    while len(children) < 2:
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    time.sleep(2)  # both accept
    shares = [smaller_share(server, children) for _ in range(9)]
    assert sorted(shares)[4] >= 4


def smaller_share(server: Served, workers: Sequence[str]) -> int:
    """Open sixteen connections at once; return how many of them the worker has that accepted fewer."""
    before = [number_of_sockets(worker) for worker in workers]
    accepted = [0]
    give_up = time.monotonic() + 4
    with ExitStack() as stack:
        for _ in range(16):
            stack.enter_context(connected(server))
        while sum(accepted) < 16 and time.monotonic() < give_up:
            time.sleep(0.05)
            accepted = [number_of_sockets(worker) - sockets for worker, sockets in zip(workers, before, strict=True)]
    while sum(map(number_of_sockets, workers)) > sum(before):
        time.sleep(0.05)
    return min(accepted)


def number_of_sockets(pid: str) -> int:
    number = 0
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            number += str(file.readlink()).startswith("socket:")
    return number


def test_headers_of_no_proxy_are_not_believed(server: Served) -> None:
    host = server.url[7:].encode()
    for forged in (b"X-Forwarded-Proto: https", b"X-Forwarded-Ssl: on", b"Script-Name: /api", b"SCRIPT_NAME: /api"):
        received = answer(
            server,
            b"GET /api/v1/suggest?q=co HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n" + forged + b"\r\n\r\n",
        )
        assert server.url.encode() + b"/terms/" in received
    for hosts in (b"", b"Host: a\r\nHost: b\r\n"):
        assert answer(server, b"GET / HTTP/1.1\r\nConnection: close\r\n" + hosts + b"\r\n").startswith(b"HTTP/1.1 400")

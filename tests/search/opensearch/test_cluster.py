"""The connection: what it says of an address, and what it does when nobody answers."""

from __future__ import annotations

import base64
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from search_app.errors import SettingError, TextsUnavailable
from search_app.search.opensearch.cluster import ATTEMPT, ATTEMPTS, PAUSE, Address, Cluster
from tests.conftest import free_port
from tests.opensearch.node import Node

PASSWORD = "p%40ss:word"  # as in a URL

Serve = Callable[..., str]


@pytest.fixture
def server() -> Iterator[Serve]:
    """Start a server that says it is of a version and wants a password; it returns its address."""
    with ExitStack() as started:

        def start(version: str = "3.9.0", distribution: str = "opensearch") -> str:
            answer = json.dumps({"version": {"number": version, "distribution": distribution}}).encode()
            wanted = "Basic " + base64.b64encode(b"reader:p@ss:word").decode()

            class Handler(BaseHTTPRequestHandler):
                def do_GET(self) -> None:
                    self.send_response(200 if self.headers["Authorization"] == wanted else 401)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)

                def log_message(self, *_: object) -> None:
                    pass

            found = started.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
            threading.Thread(target=found.serve_forever, daemon=True).start()
            started.callback(found.shutdown)
            return f"127.0.0.1:{found.server_port}"

        yield start


def test_an_address_is_read_without_its_password() -> None:
    address = Address.of(f"https://reader:{PASSWORD}@a.example:9200, https://b.example/search/", ca="/ca.pem")
    assert address.urls == ("https://a.example:9200", "https://b.example/search")
    assert (address.user, address.password) == ("reader", "p@ss:word")
    assert "p@ss" not in repr(address)
    assert Address.of("http://a:b@c", "other", "secret").user == "other"


def test_the_right_password_is_taken(server: Serve) -> None:
    Cluster(Address.of(f"http://reader:{PASSWORD}@{server()}")).check()


def test_a_wrong_password_is_refused_in_one_sentence(server: Serve, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(SettingError, match="refuses the user or the password") as error:
        Cluster(Address.of(f"http://reader:wrong-secret@{server()}")).check()
    assert "wrong-secret" not in str(error.value) + caplog.text


@pytest.mark.parametrize(("version", "distribution"), [("1.3.0", "opensearch"), ("8.11.0", ""), ("x", "opensearch")])
def test_a_wrong_version_is_refused_in_one_sentence(server: Serve, version: str, distribution: str) -> None:
    with pytest.raises(SettingError, match=f"a server of the version {version}, which is no OpenSearch from 2 on"):
        Cluster(Address.of(f"http://reader:{PASSWORD}@{server(version, distribution)}")).check()


def test_a_real_node_is_taken(opensearch: Node) -> None:
    Cluster(Address.of(opensearch.url)).check()


def test_a_node_that_is_gone_is_passed_over(opensearch: Node) -> None:
    gone = f"http://127.0.0.1:{free_port()}"
    cluster = Cluster(Address.of(f"{gone},{opensearch.url}"))
    for _ in range(6):
        assert cluster.request("GET", "/_cluster/health")["status"]


def test_nobody_there_is_said_without_addresses(caplog: pytest.LogCaptureFixture) -> None:
    port = free_port()
    with caplog.at_level(logging.INFO), pytest.raises(TextsUnavailable) as error:
        Cluster(Address.of(f"http://127.0.0.1:{port}")).request("GET", "/_cluster/health")
    assert str(error.value) == "The search is not available at the moment; try again in a few seconds."
    assert "no node can be reached" in caplog.text
    assert str(port) not in caplog.text


def test_a_frozen_node_costs_a_deadline_once_and_is_used_again(opensearch: Node) -> None:
    cluster = Cluster(Address.of(opensearch.url))
    opensearch.freeze()
    try:
        started = time.monotonic()
        with pytest.raises(TextsUnavailable):
            cluster.request("GET", "/_cluster/health")
        waited = time.monotonic() - started
        assert waited < ATTEMPT * ATTEMPTS + 2
        with pytest.raises(TextsUnavailable):
            cluster.request("GET", "/_cluster/health")
        assert time.monotonic() - started - waited < PAUSE  # it fails at once
    finally:
        opensearch.thaw()
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        try:
            assert cluster.request("GET", "/_cluster/health")["status"]
            return
        except TextsUnavailable:
            time.sleep(0.1)
    pytest.fail("the node is not used again")

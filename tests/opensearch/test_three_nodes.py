"""A cluster of three nodes: one is killed under searches, then all of them, and they come back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from search_app.config import load_settings
from search_app.search import Engine, SearchRequest
from search_app.search.back_ends import cluster_of, open_by_settings
from search_app.search.indexer.opensearch_publisher import publish_in_cluster
from search_app.web.app import create_app
from tests.conftest import UNLIMITED, free_port, need
from tests.opensearch.node import Node, is_installable

QUERIES = ("broken arm", "tips", "what i hand over at the front desk", '"generic drug"', "misuse:fee", "deductable")
VISITORS = 4


@pytest.fixture(scope="module")
def nodes() -> Iterator[list[Node]]:
    need("OpenSearch", "maven", found=is_installable())
    ports = [free_port() for _ in range(3)]
    with ExitStack() as stack:
        found = []
        for port in ports:
            found.append(Node(free_port(), port, ports))
            stack.callback(found[-1].remove)
        yield [node.wait(3) for node in found]


@pytest.fixture(scope="module")
def environ(nodes: list[Node], tiny_index: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings of a web machine; the three terms are published."""
    folder = tmp_path_factory.mktemp("web")
    found = {
        "GLOSSARY_ENGINE": "opensearch",
        "GLOSSARY_OPENSEARCH_URL": ",".join(node.url for node in nodes),
        "GLOSSARY_OPENSEARCH_PREFIX": f"test-{uuid4().hex[:8]}",
        "GLOSSARY_INDEX": str(folder),
        "GLOSSARY_DATABASE_URL": f"sqlite:///{folder}/audience.db",
        **UNLIMITED,
    }
    cluster = cluster_of(load_settings(found))
    assert cluster
    publish_in_cluster(cluster, tiny_index)
    return found


def manager(nodes: list[Node]) -> Node:
    """Return the node that manages the cluster, whose loss is the worst."""
    chosen = nodes[0].get("/_cluster/state/cluster_manager_node")["cluster_manager_node"]
    return next(node for node in nodes if chosen in node.get("/_nodes/_local")["nodes"])  # type: ignore[operator]


def visit(engine: Engine, goes_on: Callable[[], bool]) -> list[str]:
    """Search until it is over; return the errors and wrong answers, and a full stop for each right one."""
    found = []
    while goes_on():
        for query in QUERIES:
            try:
                found.append("." if engine.search(SearchRequest(query)).hits else f"nothing for {query}")
            except Exception as error:
                found.append(repr(error))
    return found


def test_no_search_fails_when_a_node_is_killed(nodes: list[Node], environ: dict[str, str]) -> None:
    engine = open_by_settings(load_settings(environ))
    killed = manager(nodes)
    over = False
    with ThreadPoolExecutor(VISITORS) as visitors:
        visits = [visitors.submit(visit, engine, lambda: not over) for _ in range(VISITORS)]
        time.sleep(1)
        killed.kill()
        time.sleep(5)  # connections, the shards and the manager are found again meanwhile
        over = True
    found = [each for done in visits for each in done.result()]
    print(f"{len(found)} searches")
    assert {*found} == {"."}, (len(found), {*found})


def test_searches_are_answered_again_when_all_nodes_are_back(nodes: list[Node], environ: dict[str, str]) -> None:
    client = create_app(load_settings(environ)).test_client()
    assert client.get("/search?q=plan").status_code == 200
    for node in nodes:
        node.kill()
    assert client.get("/search?q=broken+arm").status_code == 503
    assert client.get("/terms/copayment").status_code == 200
    assert client.post("/api/v1/terms/copayment/feedback", json={"helpful": True}).status_code == 201
    for node in nodes:
        node.start()
    for node in nodes:
        node.wait(3)
    give_up = time.monotonic() + 60
    while client.get("/search?q=broken+arm").status_code != 200:
        assert time.monotonic() < give_up
        time.sleep(0.1)
    assert client.get("/api/v1/search?q=broken+arm").json["results"][0]["slug"] == "deductible"

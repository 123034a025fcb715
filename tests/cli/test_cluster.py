"""Commands while texts are searched in a cluster: they read what is published there, and uploads are tried again."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from search_app.config import load_settings
from search_app.errors import TextsUnavailable
from search_app.search.back_ends import cluster_of
from search_app.search.index.generations import current_name
from search_app.search.opensearch.cluster import Cluster
from search_app.search.opensearch.generations import PublishedGenerations
from tests.cli.command import invoke
from tests.conftest import COPAYMENT
from tests.opensearch.node import Node


@pytest.fixture
def cluster(opensearch: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    """The cluster of the settings, in which nothing is published yet."""
    monkeypatch.setenv("GLOSSARY_ENGINE", "opensearch")
    monkeypatch.setenv("GLOSSARY_OPENSEARCH_URL", opensearch.url)
    monkeypatch.setenv("GLOSSARY_OPENSEARCH_PREFIX", f"test-{uuid4().hex[:8]}")
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", f"sqlite:///{tmp_path}/analytics.db")
    found = cluster_of(load_settings())
    assert found
    return found


@pytest.fixture
def read_only(cluster: Cluster) -> Iterator[Callable[[], None]]:
    """A cluster that takes nothing, until what this returns is called."""
    setting = "cluster.blocks.read_only"

    def lift() -> None:
        cluster.build_request("PUT", "/_cluster/settings", {"persistent": {setting: None}})

    cluster.build_request("PUT", "/_cluster/settings", {"persistent": {setting: True}})
    yield lift
    lift()


def published(cluster: Cluster) -> list[str]:
    """Return the generations in the cluster; none while it opens the index that lists them."""
    try:
        return PublishedGenerations(cluster).names()
    except TextsUnavailable:
        return []


def eventually(holds: Callable[[], object], seconds: float = 30) -> bool:
    give_up = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.05)
    return True


def test_relevance_and_promote_read_what_the_cluster_serves(cluster: Cluster, terms: Path, tmp_path: Path) -> None:
    built, web = ("--terms", str(terms), "--index", str(tmp_path / "built")), ("--index", str(tmp_path / "web"))
    tests = tmp_path / "tests.yaml"
    tests.write_text("fixed fee: copayment\n")
    assert invoke("build", *built).returncode == 0
    assert invoke("relevance", str(tests), *web).returncode == 0
    promoted = invoke("promote", "broken arm", "--term", "deductible", "--file", str(tests), *web)
    assert promoted.stdout == f"{tests}: broken arm: deductible\n"
    assert invoke("insights", *web).returncode == 0
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("fixed fee", "sum").replace("a fee", "a sum"))
    assert invoke("build", *built).returncode == 0
    ran = invoke("relevance", str(tests), *web)
    assert "moved: 'fixed fee' from 1 to nowhere" in ran.stdout
    assert "1 of 2 queries" in ran.stdout


def test_a_build_that_the_cluster_does_not_take_says_so(
    cluster: Cluster, read_only: Callable[[], None], terms: Path, tmp_path: Path
) -> None:
    ran = invoke("build", "--terms", str(terms), "--index", str(tmp_path / "built"))
    assert (ran.returncode, "The OpenSearch cluster cannot be written" in ran.stderr) == (1, True)
    assert PublishedGenerations(cluster).names() == []


def test_a_watching_build_tries_an_upload_again(
    cluster: Cluster, read_only: Callable[[], None], terms: Path, tmp_path: Path
) -> None:
    options = ["--watch", "--terms", str(terms), "--index", str(tmp_path / "built")]
    log = tmp_path / "log"
    with log.open("w") as output:
        command = [sys.executable, "-m", "search_app", "build", *options]
        watching = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        assert eventually(lambda: "cannot be written" in log.read_text()), log.read_text()
        built = current_name(tmp_path / "built")
        read_only()
        assert eventually(lambda: published(cluster) == [built]), log.read_text()
        assert current_name(tmp_path / "built") == built  # it was not built again
    finally:
        watching.kill()
        watching.wait(10)

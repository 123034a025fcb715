"""The copy on a web machine; test_opensearch_publisher.py opens it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from search_app.search.opensearch.cluster import Address, Cluster
from search_app.search.replica import Replica
from tests.conftest import free_port


def test_an_unreachable_cluster_is_logged_and_no_error(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    replica = Replica(Cluster(Address.of(f"http://127.0.0.1:{free_port()}")), tmp_path)
    with caplog.at_level(logging.WARNING):
        replica.start()
        replica.follow()
        for _ in range(3):
            replica._due = 0.0
            replica.follow()
    assert caplog.text.count("new generations cannot be looked for") == 1


def test_one_of_several_looks_for_generations(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cluster = Cluster(Address.of(f"http://127.0.0.1:{free_port()}"))
    first, second = Replica(cluster, tmp_path), Replica(cluster, tmp_path)
    first.follow()
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        second.follow()
    assert not caplog.text

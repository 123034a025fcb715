"""The node that engines in OpenSearch are measured with: the one of GLOSSARY_OPENSEARCH_URL."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

from search_app.config import load_settings
from search_app.errors import SettingError, TextsUnavailable
from search_app.search.back_ends import cluster_of

if TYPE_CHECKING:  # without the extra there is no client library
    from search_app.search.opensearch.cluster import Cluster


def cluster_to_measure(prefix: str = "") -> Cluster:
    """Return a cluster with indexes of its own, or with those that begin with `prefix`.

    Raises:
        SettingError: no node is named, or it cannot be used.
    """
    if "GLOSSARY_OPENSEARCH_URL" not in os.environ:
        raise SettingError("GLOSSARY_OPENSEARCH_URL names no node to measure with")
    chosen = {"GLOSSARY_ENGINE": "opensearch", "GLOSSARY_OPENSEARCH_PREFIX": prefix or f"bench-{uuid4().hex[:8]}"}
    cluster = cluster_of(load_settings({**os.environ, **chosen}))
    if cluster is None:
        raise SettingError("the settings name no cluster")
    try:
        cluster.check()
    except TextsUnavailable:
        raise SettingError("the node of GLOSSARY_OPENSEARCH_URL does not answer") from None
    return cluster


def version_of(cluster: Cluster) -> str:
    """Return the version of the server."""
    return str(cluster.request("GET", "/")["version"]["number"])


def bytes_in(cluster: Cluster) -> int:
    """Return the size of the indexes that were made for a measurement."""
    found = cluster.request("GET", f"/{cluster.prefix}-*/_stats/store")
    return int(found["_all"]["primaries"]["store"]["size_in_bytes"])


def remove_indexes(cluster: Cluster) -> None:
    """Delete the indexes that were made for a measurement."""
    for name in cluster.request("GET", f"/{cluster.prefix}-*/_settings"):
        cluster.build_request("DELETE", f"/{name}")

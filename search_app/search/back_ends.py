"""The back end that the settings choose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from search_app.config import Settings
from search_app.errors import SettingError, TextsUnavailable
from search_app.search.engine import Engine
from search_app.search.index.generations import current_name
from search_app.search.opening import open_newest, open_previous
from search_app.search.replica import FOLDER, Replica

if TYPE_CHECKING:  # without the extra there is no client library
    from search_app.search.opensearch.cluster import Cluster


class Published(NamedTuple):
    """Where generations are published: their folder, and the cluster that has their texts, if that is elsewhere."""

    folder: Path
    cluster: Cluster | None = None

    def open(self) -> Engine:
        """Open the published generation.

        Raises:
            IndexUnavailable: no generation can be served.
        """
        return open_newest(self.folder, cluster=self.cluster).engine

    def open_previous(self) -> Engine | None:
        """Open the generation before the published one; None when there is none."""
        return open_previous(self.folder, self.cluster)


def cluster_of(settings: Settings) -> Cluster | None:
    """Return the cluster that has the texts, not connected yet; None for the embedded back end.

    Raises:
        SettingError: the client library is missing.
    """
    if settings.engine != "opensearch":
        return None
    try:
        from search_app.search.opensearch.cluster import Address, Cluster  # noqa: PLC0415  an extra
    except ModuleNotFoundError:
        raise SettingError("GLOSSARY_ENGINE=opensearch needs the extra: pip install 'glossary[opensearch]'.") from None
    address = Address.of(
        settings.opensearch_url,
        settings.opensearch_user,
        settings.opensearch_password,
        settings.opensearch_ca,
        settings.opensearch_prefix,
    )
    return Cluster(address)


def replica_of(settings: Settings) -> Replica | None:
    """Return the copy of what a cluster publishes, brought up to date; None for the embedded back end.

    Raises:
        SettingError: the client library is missing, the cluster refuses the password or is of another version.
    """
    cluster = cluster_of(settings)
    if cluster is None:
        return None
    replica = Replica(cluster, settings.index)
    try:
        replica.cluster.check()
    except TextsUnavailable:
        return replica  # what was copied before is served
    replica.start()
    return replica


def published_by(settings: Settings) -> Published:
    """Return where the settings say that generations are published, the copy of a cluster brought up to date.

    Raises:
        SettingError: as for `replica_of`.
    """
    replica = replica_of(settings)
    return Published(replica.folder, replica.cluster) if replica else Published(settings.index)


def published_here(settings: Settings) -> Published:
    """Return what this machine has: the copy of a cluster, otherwise what was built here; the cluster is not asked."""
    cluster, copy = cluster_of(settings), settings.index / FOLDER
    return Published(copy, cluster) if cluster and current_name(copy) else Published(settings.index)


def open_by_settings(settings: Settings) -> Engine:
    """Open the published generation behind the back end of the settings.

    Raises:
        IndexUnavailable: no generation can be served.
    """
    return published_by(settings).open()

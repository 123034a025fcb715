"""The back end that the settings choose."""

from __future__ import annotations

from pathlib import Path

from search_app.config import Settings
from search_app.errors import SettingError, TextsUnavailable
from search_app.search.engine import Engine
from search_app.search.opening import open_newest
from search_app.search.replica import Replica


def replica_of(settings: Settings) -> Replica | None:
    """Return the copy of what a cluster publishes, brought up to date; None for the embedded back end.

    Raises:
        SettingError: the client library is missing, the cluster refuses the password or is of another version.
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
    replica = Replica(Cluster(address), settings.index)
    try:
        replica.cluster.check()
    except TextsUnavailable:
        return replica  # what was copied before is served
    replica.start()
    return replica


def open_by_settings(settings: Settings) -> Engine:
    """Open the published generation behind the back end of the settings.

    Raises:
        IndexUnavailable: no generation can be served.
    """
    replica = replica_of(settings)
    folder: Path = replica.folder if replica else settings.index
    return open_newest(folder, cluster=replica.cluster if replica else None).engine

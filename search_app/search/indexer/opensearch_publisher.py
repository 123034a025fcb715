"""Publish a built generation in an OpenSearch cluster, from where web machines take it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from search_app.search.index import generations
from search_app.search.index.reader import CatalogueReader
from search_app.search.indexer.opensearch_writer import Report, write_texts
from search_app.search.opensearch.cluster import Cluster
from search_app.search.opensearch.generations import PublishedGenerations
from search_app.search.storage.files import opening


def is_published(cluster: Cluster, index: Path) -> bool:
    """Return whether the generation that was built last in the folder `index` is the one that the cluster serves."""
    return PublishedGenerations(cluster).names()[:1] == [generations.current_name(index)]


def publish_in_cluster(cluster: Cluster, index: Path, report: Report = lambda *_: None) -> None:
    """Publish the generation that was built last in the folder `index`.

    Raises:
        TextsUnavailable: the cluster cannot be written; what was published before is served.
    """
    folder = next(generations.candidates(index))
    with opening(in_memory=False) as files:
        CatalogueReader(folder)  # what it opens is what a web machine needs
        for translation in generations.read_manifest(folder).folders(folder).values():
            CatalogueReader(translation, translated=True)
    write = partial(write_texts, cluster, report=report)
    PublishedGenerations(cluster).publish(folder, list(files.stamps), write)

"""The OpenSearch cluster, if texts are searched in one: it can be used, and has the generation of this machine."""

from __future__ import annotations

from collections.abc import Iterator

from search_app.config import Settings
from search_app.errors import SettingError, TextsUnavailable
from search_app.operations.finding import Finding, fault, ok, warning
from search_app.search.back_ends import cluster_of, published_here
from search_app.search.index.generations import current_name

CHECK = "cluster"

_PUBLISH = "Run `glossary build` where the terms are."


def check(settings: Settings) -> Iterator[Finding]:
    """Check the cluster; nothing is found with the embedded engine."""
    try:
        cluster = cluster_of(settings)
        if cluster is None:
            return
        cluster.check()
        from search_app.search.opensearch.generations import PublishedGenerations  # noqa: PLC0415  an extra

        names, health = PublishedGenerations(cluster).names(), cluster.health()
    except SettingError as error:
        yield fault(CHECK, str(error), "Correct the settings GLOSSARY_OPENSEARCH_*.")
        return
    except TextsUnavailable:
        yield fault(CHECK, "No node answers; searches get 503.", "Check the nodes and GLOSSARY_OPENSEARCH_URL.")
        return
    here = current_name(published_here(settings).folder)
    if not names:
        yield fault(CHECK, "Nothing is published in the cluster.", _PUBLISH)
    elif health == "red":
        yield fault(CHECK, "A part of an index is missing; searches get 503.", "Bring its node back, or build again.")
    elif here and here != names[0]:
        yield warning(CHECK, f"It serves the generation {names[0]}, this machine has {here}.", _PUBLISH)
    else:
        yield ok(CHECK, f"It serves the generation {names[0]}.")

"""A collection in an OpenSearch cluster beside the embedded engine: building, agreement, times, requests a second.

    GLOSSARY_OPENSEARCH_URL=http://127.0.0.1:9200 python -m bench.serving.in_cluster mix_1m.jsonl [--index FOLDER]

FOLDER has an index of the collection that `glossary build` left there; without it, one is built. Its generation is
published in the cluster and copied back, as a web machine does, and opened twice: with its texts in the cluster and on
this machine. OpenSearch's own ranking runs beside the two. Then two servers with two workers each, one for either back
end, are loaded in turn with queries that never repeat.
"""

from __future__ import annotations

import itertools
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

import click

from bench.engines.base import EngineAdapter, Row, Shape, words_of
from bench.engines.cluster import bytes_in, cluster_to_measure, remove_indexes
from bench.engines.glossary import Glossary, write_terms
from bench.engines.glossary_in_opensearch import GlossaryInOpenSearch
from bench.engines.opensearch import OpenSearch
from bench.serving.servers import free_port
from bench.serving.throughput import FASTEST, OURS, obtain_wrk, requests_a_second, serve, write_paths
from bench.speed.queries import SEED, Kinds, QuerySampler
from bench.speed.run import build_engine, read_rows, run_queries, warm_up
from bench.speed.serving_cost import build_command, in_process, work
from search_app.language.english import ENGLISH
from search_app.search import Engine, SearchPage, SearchRequest
from search_app.search.indexer.opensearch_publisher import publish_in_cluster
from search_app.search.opening import open_newest
from search_app.search.opensearch.cluster import Cluster
from search_app.search.replica import Replica

EMBEDDED, IN_CLUSTER = "embedded engine", GlossaryInOpenSearch.title
ASKED = 300  # queries of a worker before its memory is read
COMMON = 1_000  # the commonest words of the collection, of which queries that never repeat are made

Rates = Mapping[str, Sequence[float]]  # back end -> requests a second of each round


def publish(cluster: Cluster, index: Path, copy: Path) -> tuple[Engine, list[str]]:
    """Publish the generation of `index`, copy it to `copy` and open it; return it with the rows of a table."""
    started = time.perf_counter()
    publish_in_cluster(cluster, index)
    published = time.perf_counter()
    replica = Replica(cluster, copy)
    replica.refresh()
    copied = time.perf_counter()
    engine = open_newest(replica.folder, cluster=cluster).engine
    opened = time.perf_counter()
    vocabulary = sum(file.stat().st_size for file in replica.folder.rglob("*") if file.is_file())
    return engine, [
        f"| publishing an index that is built | {published - started:.0f} s |",
        f"| copying it to a web machine; opening it | {copied - published:.0f} s; {opened - copied:.1f} s |",
        f"| in the cluster; of it, the vocabulary | {_mib(bytes_in(cluster))}; {_mib(vocabulary)} on the web machine |",
    ]


def agreement(engines: Mapping[str, Engine], kinds: Kinds) -> Iterator[str]:
    """Yield, for each kind, how many queries both back ends answer alike."""
    yield "| queries | asked | same first | same ten in order | same total, facets, correction |"
    yield "|---|---:|---:|---:|---:|"
    for kind, queries in kinds.items():
        alike: Counter[str] = Counter()
        asked = [query.text for query in queries if query.shape is not Shape.PREFIX]
        for text in asked:
            here, there = (engines[name].search(SearchRequest(q=text, related=0)) for name in (EMBEDDED, IN_CLUSTER))
            alike["first"] += _slugs(here)[:1] == _slugs(there)[:1]
            alike["ten"] += _slugs(here) == _slugs(there)
            alike["about"] += _about(here) == _about(there)
        if asked:
            yield f"| {kind} | {len(asked)} | {alike['first']} | {alike['ten']} | {alike['about']} |"


def _slugs(page: SearchPage) -> list[str]:
    return [hit.slug for hit in page.hits]


def _about(page: SearchPage) -> tuple[object, ...]:
    return page.total, page.facets, page.correction


def times(engines: Sequence[EngineAdapter], kinds: Kinds, rounds: int) -> Iterator[str]:
    """Yield p50, p95 and p99 in milliseconds of each engine."""
    warm_up(engines, kinds)
    found = run_queries(engines, kinds, rounds, len(next(iter(kinds.values()))), "in runs")
    yield f"| p50 / p95 / p99, ms | {' | '.join(engine.title for engine in engines)} |"
    yield f"|---|{'---:|' * len(engines)}"
    for kind in kinds:
        cells = [" / ".join(f"{one:.2f}" for one in found.percentiles(engine.title, kind)) for engine in engines]
        yield f"| {kind} | {' | '.join(cells)} |"


def distinct_queries(rows: Sequence[Row]) -> list[str]:
    """Return pairs of the most frequent content words of definitions in random order, each pair once."""
    counted = Counter(
        word for row in rows for word in set(words_of(row["definition"])) if len(word) > 3 and word.isascii()
    )
    words = [word for word, _ in counted.most_common(2 * COMMON) if word not in ENGLISH.stop_words][:COMMON]
    found = [" ".join(pair) for pair in itertools.combinations(words, 2)]
    random.Random(SEED).shuffle(found)  # noqa: S311  the same ones each time
    return found


def load(ports: Mapping[str, int], queries: Sequence[str], seconds: int, rounds: int, folder: Path) -> Rates:
    """Load the servers in turn, each with the same queries of the round; the first round is a warm-up."""
    found: dict[str, list[float]] = {name: [] for name in ports}
    each = min(FASTEST * seconds, len(queries) // (rounds + 1))
    for round_ in range(rounds + 1):
        paths = write_paths(folder / "paths.txt", OURS, queries[round_ * each : (round_ + 1) * each])
        for name, port in ports.items():
            found[name].append(requests_a_second(port, paths, seconds))
    return {name: rates[1:] for name, rates in found.items()}


def _serve_both(stack: ExitStack, terms: Path, index: Path, prefix: str, folder: Path) -> dict[str, int]:
    """Run a server of each back end and return their ports."""
    ports = {EMBEDDED: free_port(), IN_CLUSTER: free_port()}
    common = {"GLOSSARY_TERMS": str(terms)}
    embedded = {"GLOSSARY_INDEX": str(index), "GLOSSARY_DATABASE_URL": f"sqlite:///{folder}/embedded.db"}
    cluster = {
        "GLOSSARY_INDEX": str(folder / "copy"), "GLOSSARY_DATABASE_URL": f"sqlite:///{folder}/cluster.db",
        "GLOSSARY_ENGINE": "opensearch", "GLOSSARY_OPENSEARCH_PREFIX": prefix,
    }  # fmt: skip
    serve(stack, ports[EMBEDDED], common | embedded)
    serve(stack, ports[IN_CLUSTER], common | cluster)
    return ports


def memory_of_worker(copy: Path, prefix: str, kinds: Kinds) -> str:
    """Return the memory of a worker over the cluster after some hundred queries, as a row of a table."""
    queries = [query.text for kind in kinds.values() for query in kind if query.shape is not Shape.PREFIX]
    random.Random(SEED).shuffle(queries)  # noqa: S311  the same ones each time
    private, shared = in_process("spawn", _web_machine, copy, prefix, queries[:ASKED])
    return f"| a worker's own memory; shared | {_mib(int(private))}; {_mib(int(shared))} |"


def _web_machine(connection: Connection, copy: Path, prefix: str, queries: Sequence[str]) -> None:
    """Open the copy as a server does, and run the queries in a forked worker."""
    cluster = cluster_to_measure(prefix)
    engine = open_newest(Replica(cluster, copy).folder, cluster=cluster).engine
    connection.send(in_process("fork", work, engine, queries))


def rates(found: Rates) -> Iterator[str]:
    """Yield the medians of a load."""
    yield "| two workers, queries that never repeat | requests a second | lowest to highest |"
    yield "|---|---:|---:|"
    for name, measured in found.items():
        yield f"| {name} | {statistics.median(measured):,.0f} | {min(measured):,.0f} to {max(measured):,.0f} |"


def _mib(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--index", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Made of DATA's terms already."
)
@click.option("--queries", default=200, show_default=True, help="Queries of each kind.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--seconds", default=5, show_default=True, help="Of each round of load and server.")
def main(data: Path, index: Path | None, queries: int, rounds: int, seconds: int) -> None:
    obtain_wrk()
    rows = read_rows(data)
    kinds = QuerySampler(rows, queries).kinds()
    never_the_same = distinct_queries(rows)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cluster, peer = cluster_to_measure(), OpenSearch()
        stack.callback(remove_indexes, cluster)
        stack.callback(peer.close)
        terms = folder / data.name
        write_terms(rows, terms)
        _say(f"{len(rows):,} entries\n", "| | |", "|---|---|")
        if index is None:
            index = folder / "index"
            _say(f"| `glossary build` | {build_command(terms, index)[0]:.0f} s |")
        engine, lines = publish(cluster, index, folder / "copy")
        built = build_engine(peer, rows, folder / "peer")
        del rows
        _say(*lines, memory_of_worker(folder / "copy", cluster.prefix, kinds))
        _say(f"| OpenSearch's own ranking: writing; in the cluster | {built.seconds:.0f} s; {_mib(built.size)} |\n")
        engines = {EMBEDDED: Engine.open(index), IN_CLUSTER: engine}
        _say(*agreement(engines, kinds), "")
        _say(*times([*_adapters(engines), peer], kinds, rounds), "")
        with ExitStack() as servers:
            ports = _serve_both(servers, terms, index, cluster.prefix, folder)
            _say(*rates(load(ports, never_the_same, seconds, rounds, folder)))


def _adapters(engines: Mapping[str, Engine]) -> Iterator[Glossary]:
    for title, engine in engines.items():
        adapter = Glossary()
        adapter.title = title
        adapter.serve(engine)
        yield adapter


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    main()

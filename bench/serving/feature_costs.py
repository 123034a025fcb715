"""Requests a second and the 99th percentile of searches, with metrics and read limits off and on.

    python -m bench.serving.feature_costs [--seconds 3] [--rounds 9]

Four servers with two workers run side by side: with neither, with metrics, with read limits (so many a minute that none
is exceeded), and with both. `wrk` loads each in turn with the same requests, as many as the machine answers: searches
that are repeated, whose cached responses are cheap, so that the cost of a feature shows; and searches that never
repeat. A ratio is the median of the rounds' ratios to the server with neither.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from bench.serving.log_under_load import QUERIES, load
from bench.serving.servers import ROOT, free_port, running
from bench.serving.throughput import AGAIN, FASTEST, NEVER, OURS, distinct_searches, obtain_wrk, searches, write_paths

UNREACHED = "100000000 per minute"
METRICS, LIMITS = {"GLOSSARY_METRICS": "on"}, {"GLOSSARY_READ_RATELIMIT": UNREACHED}
NEITHER = "neither"
CASES: dict[str, dict[str, str]] = {
    NEITHER: {"GLOSSARY_METRICS": "off", "GLOSSARY_READ_RATELIMIT": "off"},
    "metrics": METRICS,
    "read limits": LIMITS,
    "both": METRICS | LIMITS,
}

Rounds = dict[str, list[tuple[float, float, float]]]  # case -> requests a second, 50th and 99th percentile in ms


def measure(ports: dict[str, int], paths: Path, kind: str, seconds: int, rounds: int) -> Rounds:
    """Load the servers in turn, in another order each round; the first round is a warm-up."""
    found: Rounds = {case: [] for case in CASES}
    for round_ in range(rounds + 1):
        queries = searches()[:QUERIES] if kind == AGAIN else distinct_searches(FASTEST * seconds, round_)
        write_paths(paths, OURS, queries)
        for case in list(CASES)[:: 1 if round_ % 2 else -1]:
            found[case].append(load(ports[case], paths, FASTEST * 100, seconds))
    return {case: measured[1:] for case, measured in found.items()}


def report(kind: str, found: Rounds) -> Iterator[str]:
    """Yield the rows of a table in Markdown."""
    for case, measured in found.items():
        rate, p50, p99 = (statistics.median(values) for values in zip(*measured, strict=True))
        pairs = list(zip(measured, found[NEITHER], strict=True))
        faster = statistics.median(one[0] / none[0] for one, none in pairs)
        slower = statistics.median(one[2] / none[2] for one, none in pairs)
        yield f"| {kind} | {case} | {rate:,.0f} | {faster:.2f} | {p50:.1f} | {p99:.1f} | {slower:.2f} |"


@click.command(help=__doc__)
@click.option("--seconds", default=3, show_default=True, help="Of each round and server.")
@click.option("--rounds", default=9, show_default=True)
def main(seconds: int, rounds: int) -> None:
    obtain_wrk()
    ports = {case: free_port() for case in CASES}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for case, port in ports.items():
            command = [sys.executable, "-m", "search_app", "serve", "--port", str(port), "--workers", "2"]
            variables = {
                "GLOSSARY_INDEX": str(folder / f"index-{case}"),
                "GLOSSARY_TERMS": str(ROOT / "terms"),
                "GLOSSARY_DATABASE_URL": f"sqlite:///{folder}/{case}.db",
            }
            address = f"http://127.0.0.1:{port}/readyz"
            stack.enter_context(running(command, address, **variables, **CASES[case]))
        click.echo(f"{rounds} rounds of {seconds} s in turn\n")
        click.echo("| queries | with | requests a second | ratio | p50 ms | p99 ms | ratio of p99 |")
        click.echo("|---|---|---:|---:|---:|---:|---:|")
        for kind in (AGAIN, NEVER):
            for row in report(kind, measure(ports, folder / "paths.txt", kind, seconds, rounds)):
                click.echo(row)


if __name__ == "__main__":
    main()

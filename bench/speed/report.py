"""The measurements as Markdown."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.engines.glossary import Glossary
from bench.engines.registry import available
from bench.speed.measurements import TIME_BUDGET, Measured, Times


def report(found: Sequence[Measured], queries: int, rounds: int) -> str:
    """Return the measurements as Markdown."""
    lines = ["# Search speed", "", *machine(), ""]
    lines += [
        f"{queries} queries of each kind, {rounds} rounds after an untimed one, all engines in one process,",
        "queried in runs: one engine all queries of a kind, then the next. Times are milliseconds of a call: ten",
        "ranked entries with URL, facet counts over all matches, ten marked passages; for a keystroke eight names. A",
        "ratio is this engine's time divided by the other's: below 1, it is faster. The ratios *query by query* are of",
        "one round in which each engine finds the processor's caches full of the others' data.",
        "`bench/engines/` documents how each engine is used and what it leaves out.",
    ]
    for measured in found:
        lines += ["", f"## {measured.name}: {measured.rows:,} entries", "", *building(measured)]
        lines += ["", *serving(measured), "", *percentiles(measured), ""]
        lines += [*ratios("ratio of p50 / p95 to", measured, measured.times), ""]
        lines += [*ratios("query by query, to", measured, measured.in_turn)]
        lines += ["", *answered(measured)]
    if len(found) > 1:
        lines += ["", "## Growth", "", *growth(found)]
    return "\n".join(lines) + "\n"


def machine() -> Iterator[str]:
    """Yield date, machine and versions."""
    model = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    total = re.search(r"^MemTotal:\s*(\d+) kB$", Path("/proc/meminfo").read_text(), re.MULTILINE)
    cores = len(os.sched_getaffinity(0))
    yield f"- Date: {datetime.now(UTC):%Y-%m-%d}"
    yield (
        f"- Machine: {model[1] if model else platform.machine()}, {cores} cores,"
        f" {int(total[1]) / 2**20 if total else 0:.1f} GiB; load {os.getloadavg()[0]:.1f} at the end"
    )
    versions = [f"Python {platform.python_version()}", f"numpy {importlib.metadata.version('numpy')}"]
    versions += [f"{engine.title} {engine.version}" for engine in available() if not isinstance(engine, Glossary)]
    yield f"- Versions: {', '.join(versions)}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---{'|---:' * (len(head) - 1)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def building(measured: Measured) -> Iterator[str]:
    rows = [[title, f"{built.seconds:.2f}", f"{built.size / 2**20:.1f}"] for title, built in measured.builds.items()]
    yield from table(("engine", "build, s", "index, MiB"), rows)


def serving(measured: Measured) -> Iterator[str]:
    found = measured.serving
    yield f"`glossary build`: {found.building:.1f} s, at most {found.peak / 2**20:,.0f} MiB in all its processes;"
    yield f"again after one row has changed: {found.rebuilding:.2f} s; opened in {found.opening * 1000:.0f} ms. After"
    yield f"some hundred queries a forked worker has {found.private / 2**20:.1f} MiB for itself and"
    yield f"{found.shared / 2**20:.1f} MiB shared."
    if "Whoosh" in measured.builds:
        ratio = found.building / measured.builds["Whoosh"].seconds
        yield f"Building takes {ratio:.2f} times as long as stock Whoosh needs to index alone."


def percentiles(measured: Measured) -> Iterator[str]:
    """Yield p50 / p95 / p99 of each kind and engine."""
    rows = [
        [kind, *(" / ".join(map(_milliseconds, measured.times.percentiles(title, kind))) for title in measured.titles)]
        for kind in measured.kinds
    ]
    yield from table(("p50 / p95 / p99, ms", *measured.titles), rows)


def _milliseconds(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.1f}"


def ratios(title: str, measured: Measured, times: Times) -> Iterator[str]:
    """Yield this engine's p50 and p95 divided by those of each other engine."""
    ours, *others = measured.titles
    rows = []
    for kind in measured.kinds:
        mine = times.percentiles(ours, kind)
        theirs = [times.percentiles(other, kind) for other in others]
        rows.append([kind, *(f"{mine[0] / each[0]:.2g} / {mine[1] / each[1]:.2g}" for each in theirs)])
    yield from table((title, *others), rows)


def answered(measured: Measured) -> Iterator[str]:
    """Yield the share of queries with results: an empty result is quickly returned."""
    rows = [
        [kind, *(f"{measured.times.share_answered(title, kind):.0%}" for title in measured.titles)]
        for kind in measured.kinds
    ]
    yield from table(("queries that found something", *measured.titles), rows)
    for (title, kind), number in measured.times.skipped.items():
        if number:
            yield ""
            yield f"{title} had used up its {TIME_BUDGET:.0f} seconds for *{kind}* when {number} were still to come."


def growth(found: Sequence[Measured]) -> Iterator[str]:
    """Yield how many times as long the median query takes in the largest collection as in one of ten thousand."""
    small = min(found, key=lambda measured: abs(measured.rows - 10_000))
    large = max(found, key=lambda measured: measured.rows)
    yield f"{large.rows / small.rows:.1f} times the entries ({small.rows:,} to {large.rows:,}) make the median query"
    yield "take so many times as long:"
    yield ""
    titles = [title for title in large.titles if title in small.titles]
    rows = []
    for kind in large.kinds:
        medians = [
            (small.times.percentiles(title, kind)[0], large.times.percentiles(title, kind)[0]) for title in titles
        ]
        rows.append([kind, *(f"{after / before:.1f}" for before, after in medians)])
    yield from table(("p50, times", *titles), rows)

"""The 99th percentile of searches under load, with the search log on and off.

    python -m bench.serving.log_under_load [--rate 2000] [--seconds 5] [--rounds 7]

Two servers with two workers run side by side; `wrk` sends each the same requests in turn, at about the given rate, or
as many as the machine answers. The queries are some of the relevance tests, again and again: every request is a note. A
ratio is the median of the rounds' ratios, each between neighbours in time. The bar: the 99th percentile with the log is
at most 1.5 times that without.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from bench.serving.servers import ROOT, free_port, running
from bench.serving.throughput import OURS, obtain_wrk, searches, write_paths

CONNECTIONS = 16
QUERIES = 200  # few enough that responses are cached and the rate is reached
BAR = 1.5
CASES = ("off", "on")

# A script of wrk: request the paths in a file with pauses; print requests a second, 50th and 99th percentile, errors.
SCRIPT = """
local paths, number, pause = {}, 0, tonumber(os.getenv("PAUSE"))
for path in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = path end
function request()
  number = number % #paths + 1
  return wrk.format("GET", paths[number])
end
function delay() return pause end
function done(summary, latency)
  local bad = summary.errors.status + summary.errors.timeout + summary.errors.read
  io.write(string.format("found %f %f %f %d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
"""


def load(port: int, paths: Path, rate: int, seconds: int) -> tuple[float, float, float]:
    """Return requests a second, and the 50th and 99th percentile in milliseconds.

    Raises:
        click.ClickException: a response was an error.
    """
    script = paths.with_suffix(".lua")
    script.write_text(SCRIPT)
    pause = str(max(0, round(CONNECTIONS * 1000 / rate) - 1))  # milliseconds; a response takes about one
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), f"http://127.0.0.1:{port}"]
    environ = {**os.environ, "PATHS": str(paths), "PAUSE": pause}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)  # noqa: S603
    found = next(line for line in done.stdout.splitlines() if line.startswith("found")).split()
    if int(found[4]):
        raise click.ClickException(done.stdout)
    return float(found[1]), float(found[2]), float(found[3])


@click.command(help=__doc__)
@click.option("--rate", default=2000, show_default=True, help="Requests a second.")
@click.option("--seconds", default=5, show_default=True, help="Of each round and server.")
@click.option("--rounds", default=7, show_default=True)
def main(rate: int, seconds: int, rounds: int) -> None:
    obtain_wrk()
    found: dict[str, list[tuple[float, float, float]]] = {case: [] for case in CASES}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        paths = write_paths(folder / "paths.txt", OURS, searches()[:QUERIES])
        ports = {case: free_port() for case in CASES}
        with ExitStack() as servers:
            for case, port in ports.items():
                command = [sys.executable, "-m", "search_app", "serve", "--port", str(port)]
                variables = {
                    "GLOSSARY_INDEX": str(folder / f"index-{case}"),
                    "GLOSSARY_TERMS": str(ROOT / "terms"),
                    "GLOSSARY_DATABASE_URL": f"sqlite:///{folder}/{case}.db",
                    "GLOSSARY_SEARCH_LOG": case,
                }
                servers.enter_context(running(command, f"http://127.0.0.1:{port}/readyz", **variables))
            for round_ in range(rounds + 1):
                for case in CASES if round_ % 2 else CASES[::-1]:
                    found[case].append(load(ports[case], paths, rate, seconds))
        with sqlite3.connect(folder / "on.db") as stored:
            rows, notes = stored.execute("SELECT COUNT(*), SUM(times) FROM searches").fetchone()
    ratios = [on[2] / off[2] for off, on in zip(found["off"][1:], found["on"][1:], strict=True)]
    click.echo(f"{rounds} rounds of {seconds} s; {notes:,} searches logged in {rows:,} rows\n")
    click.echo("| search log | requests a second | p50 ms | p99 ms |\n|---|---:|---:|---:|")
    for case, measured in found.items():
        rates, p50, p99 = (statistics.median(values) for values in zip(*measured[1:], strict=True))
        click.echo(f"| {case} | {rates:,.0f} | {p50:.2f} | {p99:.2f} |")
    ratio = statistics.median(ratios)
    click.echo(f"\np99 with the log: {ratio:.2f} of that without ({min(ratios):.2f} to {max(ratios):.2f})")
    if ratio > BAR:
        raise click.ClickException(f"the bar is {BAR}")


if __name__ == "__main__":
    main()

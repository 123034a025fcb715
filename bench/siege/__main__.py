"""Run the siege and write the table of docs/reliability.md.

    python -m bench.siege [--soak 2] [--only NAME] [--write docs/reliability.md]

Exits with 1 if the service did not stand one of the tests.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bench.siege import generations, processes, slow_clients, storage
from bench.siege.trial import Trial
from bench.siege.visitors import RATE

BEGIN, END = "<!-- siege -->", "<!-- /siege -->"
HEAD = """| test | fault | answers | lost | wrong | stale | p50 ms | p99 ms | counted | stood |
|---|---|---:|---:|---:|---:|---:|---:|---|---|"""


@click.command(help=__doc__)
@click.option("--soak", default=2.0, show_default=True, help="Minutes of the soak.")
@click.option("--only", type=click.Choice(["slow", "processes", "generations", "storage"]), multiple=True)
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="Markdown file with the table's place.")
def main(soak: float, only: tuple[str, ...], write: Path | None) -> None:
    rows, failed = [], 0
    click.echo(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for trial in _trials(Path(folder), soak, only):
            rows.append(row(trial))
            failed += bool(trial.faults)
            click.echo(rows[-1])
    if write:
        write.write_text(with_table(write.read_text(encoding="utf-8"), rows), encoding="utf-8")
    if failed:
        raise click.ClickException(f"the service did not stand {failed} of {len(rows)} tests")


def row(trial: Trial) -> str:
    """Return a trial as a row of the table."""
    answers = trial.answers
    cells = [trial.name, trial.fault]
    if answers:
        cells += [f"{len(answers.times):,}", str(len(answers.lost)), str(len(answers.wrong)), str(answers.stale)]
        cells += [f"{answers.p50:.1f}", f"{answers.p99:.1f}"]
    else:
        cells += [""] * 6
    return f"| {' | '.join([*cells, trial.counted, '; '.join(trial.faults) or 'yes'])} |"


def with_table(text: str, rows: list[str]) -> str:
    """Return the document with its table, between the two comments, replaced."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    day, cores = datetime.now(UTC).date(), os.cpu_count()
    machine = f"{cores} processors ({platform.machine()}), Python {platform.python_version()}"
    said = f"{day}, {machine}, {RATE} requests a second."
    return f"{before}{BEGIN}\n\n{said}\n\n{HEAD}\n" + "\n".join(rows) + f"\n\n{END}{after}"


def _trials(folder: Path, soak: float, only: tuple[str, ...]) -> Iterator[Trial]:
    kinds = {
        "slow": lambda: slow_clients.trials(folder / "slow"),
        "processes": lambda: processes.trials(folder / "processes", soak),
        "generations": lambda: generations.trials(folder / "generations"),
        "storage": lambda: storage.trials(folder / "storage"),
    }
    for name, trials in kinds.items():
        if not only or name in only:
            yield from trials()


if __name__ == "__main__":
    main()

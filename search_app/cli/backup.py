"""`glossary backup` and `glossary restore`."""

from __future__ import annotations

from pathlib import Path

import click

from search_app.cli.console import TERMS, err
from search_app.config import load_settings

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@FILE
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@TERMS
def backup(file: Path, force: bool, terms: str | None) -> None:
    """Write database, terms and settings (without secrets) to one archive, while the service runs."""
    from search_app.operations.backup import back_up  # noqa: PLC0415  other commands start faster without the database

    report = back_up(load_settings(terms=terms), file.absolute(), force=force)
    rows = "no database" if report.rows is None else f"{sum(report.rows.values())} rows"
    err.print(f"Wrote {file}: {report.files} files of the terms, {rows}, {report.size} bytes.", markup=False)


@click.command()
@FILE
@click.option("--force", is_flag=True, help="Replace terms and database that are there.")
@TERMS
def restore(file: Path, force: bool, terms: str | None) -> None:
    """Restore database and terms from an archive that `glossary backup` wrote: all of it or nothing."""
    from search_app.operations.restore import restore as put_back  # noqa: PLC0415

    report = put_back(load_settings(terms=terms), file.absolute(), force=force)
    database = "and the database" if report.database else "and no database"
    err.print(f"Restored {report.files} files of the terms {database}, as of {report.created}.", markup=False)
    for variable, value in report.differing.items():
        err.print(f"  The backup had {variable}={value}", markup=False)
    err.print("`glossary serve` or `glossary build` publishes the terms.", markup=False)

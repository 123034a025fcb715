"""`glossary convert`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from search_app.cli.exchange import DEFAULT_ORIGIN, LANG, MAP, counted, print_limited, print_read, read_options
from search_app.config import load_settings
from search_app.errors import SettingError
from search_app.glossary.formats.exchange import ImportResult
from search_app.glossary.transfer.plan import Wishes, plan_import
from search_app.glossary.transfer.reading import Collection, read_any, site_of, writer_of
from search_app.glossary.transfer.writing import replaced_file, write_folder


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--from", "form", default="", metavar="FORMAT", help="Format of SOURCE; by default that of its suffix.")
@click.option("--to", "wanted", default="", metavar="FORMAT", help="Format of TARGET; by default that of its suffix.")
@MAP
@LANG
def convert(source: Path, target: Path, form: str, wanted: str, columns: Sequence[str], lang: str) -> None:
    """Turn the glossary SOURCE, a file or a folder, into TARGET: a file, or a new folder of term files."""
    is_folder = target.is_dir() or not (wanted or target.suffix)
    if is_folder and target.is_dir() and any(target.iterdir()):
        raise SettingError(f"{target} is not empty; write into it with `glossary import {source} --into {target}`.")
    write = None if is_folder else writer_of(target, wanted)
    result = read_any(source, read_options(columns, lang), form)
    print_read(source.name, result)
    title = source.stem.replace("-", " ").replace("_", " ").capitalize()
    faults = len(result.faults)
    if not result.terms:
        raise SystemExit(1)
    if write:
        with replaced_file(target) as out:
            write(
                Collection(site_of(result.site_hints, title), result.terms),
                out,
                load_settings().base_url or DEFAULT_ORIGIN,
            )
        written = len(result.terms)
    else:
        written, faults = _write_folder(result, target, title)
    click.echo(f"{target}: {counted(written, 'term')}.")
    if faults:
        raise SystemExit(1)


def _write_folder(result: ImportResult, target: Path, title: str) -> tuple[int, int]:
    """Write term files; return how many, and how many faults there are."""
    plan = plan_import(result, target, Wishes(today=date.today().isoformat(), title=result.site_hints.title or title))
    print_limited("Changed", plan.notes)
    print_limited("Faults of single terms", [str(each) for each in plan.faults[len(result.faults) :]])
    if plan.files:
        write_folder(target, plan.files)
    return len(plan.added), len(plan.faults)

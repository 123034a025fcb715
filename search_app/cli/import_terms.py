"""`glossary import`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from search_app.cli.exchange import FORMAT, LANG, MAP, counted, print_limited, print_read, read_options
from search_app.config import load_settings
from search_app.errors import SettingError
from search_app.glossary.naming import SLUG
from search_app.glossary.transfer.plan import Plan, Wishes, plan_import
from search_app.glossary.transfer.reading import read_any
from search_app.glossary.transfer.writing import write_folder


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), show_default="the setting GLOSSARY_TERMS", help="Folder.")
@click.option(
    "--dry-run/--write", "is_dry", default=None, help="By default nothing is written if the folder has terms."
)
@click.option("--replace", is_flag=True, help="Terms of the file replace those with the same slug.")
@click.option("--category", default="", metavar="SLUG", help="Category of all terms, instead of those of the file.")
@MAP
@LANG
@FORMAT
def import_command(
    file: Path, into: Path | None, is_dry: bool | None, replace: bool, category: str,
    columns: Sequence[str], lang: str, form: str | None,
) -> None:  # fmt: skip
    """Turn a file or folder of another system into term files, and report what was taken and what was not."""
    if category and not SLUG.fullmatch(category):
        raise click.BadParameter(f"{category!r} is not a slug; write small letters, digits and hyphens.")
    folder = into or load_settings().terms
    if folder.is_file() or folder.suffix in (".jsonl", ".csv"):
        raise SettingError(f"{folder} is not a folder; write a file with `glossary convert {file} {folder}`.")
    result = read_any(file, read_options(columns, lang), form or "")
    print_read(file.name, result)
    title = result.site_hints.title or file.stem.replace("-", " ").replace("_", " ").capitalize()
    plan = plan_import(result, folder, Wishes(replace, category, date.today().isoformat(), title))
    _print_plan(plan, len(result.faults))
    if plan.files:
        if plan.has_terms if is_dry is None else is_dry:
            reason = "a dry run" if is_dry else f"{folder} has terms; run the command again with --write"
            click.echo(f"Nothing is written: {reason}.")
        else:
            write_folder(folder, plan.files, plan.removed)
            click.echo(f"Written to {folder}: {counted(len(plan.added) + len(plan.replaced), 'term')}.")
    if plan.faults or not result.terms:
        raise SystemExit(1)


def _print_plan(plan: Plan, read: int) -> None:
    """Print what an import changes; the first `read` faults have been printed."""
    click.echo(
        f"{plan.folder}: {len(plan.added):,} new, {len(plan.replaced):,} replaced, "
        f"{len(plan.kept):,} left as they are, {len(plan.equal):,} equal."
    )
    print_limited("New", plan.added)
    print_limited("Replaced", plan.replaced)
    print_limited("Left as they are (--replace replaces them)", plan.kept)
    print_limited("New categories", [f"{category.slug}: {category.name}" for category in plan.categories])
    print_limited("Changed", plan.notes)
    print_limited("Faults, without whose terms the others can be written", [str(each) for each in plan.faults[read:]])

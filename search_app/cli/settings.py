"""`glossary settings`."""

from __future__ import annotations

import click
from rich.table import Table

from search_app.cli.console import INDEX, TERMS, out
from search_app.config import SETTINGS, load_settings


@click.command("settings")
@TERMS
@INDEX
def settings_command(terms: str | None, index: str | None) -> None:
    """Print every setting, its value and where it came from."""
    settings = load_settings(terms=terms, index=index)
    table = Table("Setting", "Value", "From", "What it is", box=None)
    for setting in SETTINGS:
        shown = setting.shown(getattr(settings, setting.name))
        table.add_row(setting.variable, shown, settings.sources[setting.name], setting.help)
    out.print(table)

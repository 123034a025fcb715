"""`glossary mcp`."""

from __future__ import annotations

import click

from search_app.cli.console import INDEX
from search_app.config import load_settings


@click.command()
@INDEX
def mcp(index: str | None) -> None:
    """Answer an assistant over standard input and output (Model Context Protocol); it reads and changes nothing."""
    from search_app.assistants.server import create_server  # noqa: PLC0415  needed here only

    create_server(load_settings(index=index)).run("stdio")

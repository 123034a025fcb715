"""The `glossary` command. Exit codes: 0 success, 1 faulty content or an empty result, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from search_app.cli.backup import backup, restore
from search_app.cli.build import build_command
from search_app.cli.check import check
from search_app.cli.console import err, print_faults
from search_app.cli.convert import convert
from search_app.cli.doctor import doctor
from search_app.cli.export import export
from search_app.cli.import_terms import import_command
from search_app.cli.insights import insights
from search_app.cli.mcp import mcp
from search_app.cli.new import new
from search_app.cli.promote import promote
from search_app.cli.relevance import golden, relevance
from search_app.cli.search import search
from search_app.cli.serve import serve
from search_app.cli.settings import settings_command
from search_app.cli.show import show
from search_app.cli.suggest import suggest
from search_app.errors import ContentError, GlossaryError

COMMANDS = (
    backup, build_command, check, convert, doctor, export, golden, import_command, insights, mcp, new, promote,
    relevance, restore, search, serve, settings_command, show, suggest,
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="commerceguard-glossary", prog_name="glossary")
def glossary() -> None:
    """A search-first glossary: write terms, check and publish them, search and serve them."""


for command in COMMANDS:
    glossary.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command with `arguments` (by default those of the process) and exit.

    An expected error is one sentence on standard error, never a traceback.
    """
    try:
        glossary(arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except ContentError as error:
        print_faults(error.faults)
        err.print(str(error), markup=False)
        sys.exit(error.exit_code)
    except GlossaryError as error:
        err.print(str(error), markup=False)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # `glossary ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)

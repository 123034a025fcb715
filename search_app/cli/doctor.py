"""`glossary doctor`."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from search_app.cli.console import INDEX, TERMS, print_json


@click.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--url", metavar="URL", help="Where the service runs: forged proxy headers are tried there.")
@TERMS
@INDEX
def doctor(format_: str, url: str | None, terms: str | None, index: str | None) -> None:
    """Check the installation, and print one line for each subject; exit with 1 if there is a fault."""
    from search_app.operations.doctor import diagnose  # noqa: PLC0415  other commands start faster without the database

    findings = list(diagnose(url, terms=terms, index=index))
    if format_ == "json":
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            line = f"{finding.level.value:8} {finding.check}: {finding.text} {finding.remedy}"
            click.echo(" ".join(line.split("\n")).rstrip())
    if any(finding.level == "fault" for finding in findings):
        sys.exit(1)

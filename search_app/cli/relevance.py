"""`glossary relevance`."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path

import click

from search_app.cli.console import INDEX, LANGUAGE, in_language
from search_app.config import load_settings
from search_app.evaluation.relevance_tests import Outcome, RelevanceTest, read_relevance_tests, run, tests_in
from search_app.search import Engine
from search_app.search.back_ends import published_by


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@LANGUAGE
@INDEX
def relevance(file: Path | None, lang: str | None, index: str | None) -> None:
    """Run the editors' relevance tests in FILE, and print what moved since the generation before.

    The tests of a language besides the first one are beside the others, such as relevance.es.yaml.
    """
    settings = load_settings(index=index)
    published = published_by(settings)
    engine = in_language(published.open(), lang)
    tests = read_relevance_tests(file or tests_in(settings.relevance, engine))
    outcomes = run(engine, tests)
    if (previous := published.open_previous()) and engine.language in previous.languages:
        _print_moves(outcomes, previous.languages[engine.language], tests)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        click.echo(str(outcome))
    click.echo(f"{len(outcomes) - len(failed)} of {len(outcomes)} queries find what they should.")
    if failed:
        raise SystemExit(1)


golden = copy(relevance)  # the name of the command in 0.1.0
golden.name, golden.hidden = "golden", True


def _print_moves(outcomes: Sequence[Outcome], previous: Engine, tests: Sequence[RelevanceTest]) -> None:
    """Print each test whose term had another rank in the previous generation."""
    for before, now in zip(run(previous, tests), outcomes, strict=True):
        if before.found != now.found:
            was, found = before.found or "nowhere", now.found or "nowhere"
            click.echo(f"moved: {now.test.query!r} from {was} to {found}")

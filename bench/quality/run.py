"""Search quality: publish each collection, run the query sets against it, and compare the scores with bars.

    python -m bench.quality [--root DIR] [--only foldoc,vera] [--write FILE]

Exit codes: 0 every bar is met, 1 one is missed or a collection is unavailable, 2 wrong usage.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import click
import msgspec

from bench.corpora.fetch import ONLY, ROOT, chosen, prepare, read_rows, rows_file, write_lines
from bench.quality.queries import ALSO_READ, SETS, Question, query_sets
from search_app.evaluation.metrics import DEPTH, Scores, judge, mean, percentile
from search_app.search import Engine, SearchRequest, build

WARM_UP = 5  # untimed questions, which pay for the first access to each mapped file
WITHHELD = "acronym, aliases withheld"  # only the definition can match
COLUMNS = ("set", "queries", "first", "in five", "MRR@10", "nDCG@10", "no result", "p50 ms", "p95 ms", "bar")

Ask = Callable[[Engine, Question], list[str]]


@dataclass(frozen=True, slots=True)
class Bar:
    """The minimum of a score."""

    score: str
    least: float


# By collection and set; a set without a bar is only reported.
BARS = {
    ("foldoc", "known"): Bar("first", 1.0),
    ("foldoc", "alias"): Bar("first", 1.0),
    ("foldoc", "acronym"): Bar("first", 1.0),
    ("foldoc", WITHHELD): Bar("first", 0.73),
    ("foldoc", "misspelled"): Bar("first", 0.98),
    ("foldoc", "misspelled_by_sound"): Bar("first", 0.95),
    ("foldoc", "prefix"): Bar("first", 0.70),
    ("foldoc", "related"): Bar("ndcg", 0.75),
    ("jargon", "related"): Bar("ndcg", 0.84),
    ("vera", "acronym_reverse"): Bar("first", 0.99),
    ("wordnet", "known"): Bar("first", 1.0),
    ("wordnet", "alias"): Bar("first", 1.0),
    ("wordnet", "misspelled"): Bar("first", 0.92),
    ("wordnet", "misspelled_by_sound"): Bar("first", 0.86),
    ("wordnet", "reverse"): Bar("first", 0.235),
    ("law", "known"): Bar("first", 1.0),
    ("law", "alias"): Bar("first", 1.0),
    ("law", "misspelled"): Bar("first", 0.94),
    ("law", "misspelled_by_sound"): Bar("first", 0.95),
    ("law", "reverse"): Bar("first", 0.35),
    ("hpo", "known"): Bar("first", 1.0),
    ("hpo", "alias"): Bar("first", 1.0),
    ("hpo", "misspelled"): Bar("first", 0.99),
    ("hpo", "misspelled_by_sound"): Bar("first", 0.99),
    ("hpo", "lay_wording"): Bar("first", 0.315),
    ("hpo", "related"): Bar("ndcg", 0.41),
    ("cwe", "known"): Bar("first", 1.0),
    ("cwe", "alias"): Bar("first", 1.0),
    ("cwe", "misspelled"): Bar("first", 0.99),
    ("cwe", "misspelled_by_sound"): Bar("first", 0.99),
    ("cwe", "related"): Bar("ndcg", 0.36),
}
SHOWN = {"first": "first", "ndcg": "nDCG@10"}  # score with a bar -> its column


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of a query set; `times` are in milliseconds."""

    collection: str
    name: str
    scores: Scores
    times: tuple[float, ...]

    @property
    def bar(self) -> Bar | None:
        """Return the bar of this set, if it has one."""
        return BARS.get((self.collection, self.name))

    @property
    def missed(self) -> bool:
        """Return whether there is a bar and the score is below it."""
        return self.bar is not None and getattr(self.scores, self.bar.score) < self.bar.least

    def cells(self) -> tuple[str, ...]:
        """Return the line of the table, in the order of `COLUMNS`."""
        scores = attrgetter("first", "five", "mrr", "ndcg", "none")(self.scores)
        middle, slow = (f"{percentile(self.times, share):.2f}" for share in (0.5, 0.95))
        bar = ""
        if self.bar:
            bar = f"{SHOWN[self.bar.score]} ≥ {self.bar.least:.2f}: {'fail' if self.missed else 'pass'}"
        name = f"{self.collection} {self.name}"
        return (name, str(len(self.times)), *(f"{score:.3f}" for score in scores), middle, slow, bar)


# Running queries


def _search(engine: Engine, question: Question) -> list[str]:
    """Return the slugs on the first page of results."""
    return [hit.slug for hit in engine.search(SearchRequest(q=question.query, per_page=DEPTH)).hits]


def _suggest(engine: Engine, question: Question) -> list[str]:
    """Return the slugs of the suggestions for the query."""
    return [suggestion.slug for suggestion in engine.suggest(question.query, DEPTH)]


def _related(engine: Engine, question: Question) -> list[str]:
    """Return the slugs of the related terms."""
    return [related.slug for related in engine.related(question.slug, DEPTH)]


ASKED: dict[str, Ask] = {"prefix": _suggest, "related": _related}  # the other sets are searches


def ask_all(engine: Engine, collection: str, name: str, questions: Sequence[Question]) -> Result:
    """Run a query set, one question after the other, and score the results."""
    ask = ASKED.get(name, _search)
    for question in questions[:WARM_UP]:
        ask(engine, question)
    scores, times = [], []
    for question in questions:
        started = time.perf_counter()
        answers = ask(engine, question)
        times.append((time.perf_counter() - started) * 1000)
        scores.append(judge(answers, question.grades))
    return Result(collection, name, mean(scores), tuple(times))


def measure(root: Path, collection: str) -> Iterator[Result]:
    """Publish a collection and run its query sets; where a bar asks for it, publish it without aliases too."""
    sets = query_sets(root, collection)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        terms = rows_file(root, collection)
        yield from _results(terms, Path(folder, "index"), collection, sets)
        if (collection, WITHHELD) in BARS:
            bare = Path(folder, f"{collection}.jsonl")
            write_lines(bare, (msgspec.structs.replace(row, aliases=[]) for row in read_rows(root, collection)))
            yield from _results(bare, Path(folder, "bare"), collection, {WITHHELD: sets["acronym"]})


def _results(terms: Path, index: Path, collection: str, sets: dict[str, list[Question]]) -> Iterator[Result]:
    """Build a new index, so that none of it comes from earlier code, and run these query sets."""
    started = time.perf_counter()
    report = build(terms, index)
    took = time.perf_counter() - started
    click.echo(f"{collection}: {report.manifest.terms} terms published in {took:.1f} s", err=True)
    engine = Engine.open(index)
    try:
        for name, questions in sets.items():
            yield ask_all(engine, collection, name, questions)
    finally:
        engine.close()


# Tables


def plain(results: Sequence[Result]) -> str:
    """Return the table as aligned text."""
    lines = [COLUMNS, *(result.cells() for result in results)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    shown = []
    for name, *numbers, bar in lines:
        middle = (number.rjust(width) for number, width in zip(numbers, widths[1:-1], strict=True))
        shown.append("  ".join((name.ljust(widths[0]), *middle, bar)).rstrip())
    return "\n".join(shown)


def markdown(results: Sequence[Result]) -> str:
    """Return the table in Markdown."""
    rule = ("---", *("---:" for _ in COLUMNS[1:-1]), "---")
    lines = (COLUMNS, rule, *(result.cells() for result in results))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


@click.command()
@ROOT
@ONLY
@click.option("--write", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write the table as Markdown.")
def main(root: Path, only: str, file: Path | None) -> None:
    """Measure search quality; collections that are not in the cache are fetched first."""
    names = chosen(only, list(SETS))
    root = root.expanduser().resolve()
    prepare(root, sorted({*names, *(other for name in names for other in ALSO_READ.get(name, ()))}))
    results = [result for name in names for result in measure(root, name)]
    click.echo(plain(results))
    if file:
        file.write_text(markdown(results), encoding="utf-8")
    missed = [result for result in results if result.missed]
    if missed:
        which = "; ".join(f"{result.collection} {result.name}" for result in missed)
        raise click.ClickException(f"Below the bar: {which}.")


if __name__ == "__main__":
    main()

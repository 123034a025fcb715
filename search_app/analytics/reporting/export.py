"""Export of the report: JSON for programs, CSV for spreadsheets, text for a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from search_app.analytics.reporting.model import Day, LanguageFigures, Report, TermPerformance
from search_app.analytics.reporting.query_clusters import Cluster

# First characters of a cell that a spreadsheet evaluates; East Asian ones take the full-width signs too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
COLUMNS = ("section", "what", "count", "detail", "language")


class Row(NamedTuple):
    """A row of the report; `language` is that of what it is about, empty where a row is about all."""

    section: str
    what: str
    number: int
    detail: str
    language: str = ""


def as_json(report: Report) -> str:
    """Return the report as JSON; its keys are those of `Report`."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1).decode()


def as_csv(report: Report) -> str:
    """Return the report as one table: section, what, count, detail, and the language if there are several."""
    written = io.StringIO()
    table = csv.writer(written)
    columns = COLUMNS if report.mixes_languages else COLUMNS[:-1]
    table.writerow(columns)
    for row in _rows(report):
        table.writerow([_harmless(cell) for cell in row[: len(columns)]])
    return written.getvalue()


def as_text(report: Report, most: int = 10) -> str:
    """Return the report as plain text, the first `most` rows of each list."""
    period = f"{report.since} to {report.until}" + (f", {report.language}" if report.language else "")
    lines = [
        f"{period}: {_counted(report.searches, 'search', 'searches')}, "
        f"{report.without_results} without results, "
        f"{report.weak} without a good result, {report.corrected} corrected, "
        f"{_counted(report.opened, 'result', 'results')} opened."
    ]
    section, shown = "", 0
    for row in _rows(report):
        if row.section == "searches by day":
            continue
        if row.section != section:
            section, shown = row.section, 0
            lines += ["", section[0].upper() + section[1:]]
        shown += 1
        if shown <= most:
            language = f"  [{row.language}]" if row.language and report.mixes_languages else ""
            lines.append(f"{row.number:>7}  {row.what}{language}" + (f"  ({row.detail})" if row.detail else ""))
    return "\n".join(lines)


def advice(cluster: Cluster) -> str:
    """Return in one phrase how to make the queries of a cluster find something."""
    if cluster.found_today:
        return f"finds {cluster.nearest} today"
    if not cluster.fix:
        return "write a term"
    fix = cluster.fix
    phrase = f"nearest is {fix.name}, {cluster.likeness:.0%} alike: add {fix.text!r} to {fix.key} of {fix.slug}"
    return phrase + (", or rather write a term" if cluster.wants_a_term else "")


def _rows(report: Report) -> Iterator[Row]:
    for day in report.days:
        yield Row("searches by day", str(day.day), day.searches, _failed(day))
    for figures in report.languages if report.mixes_languages else ():
        detail = f"{_failed(figures)}, {figures.opened} opened, {figures.sent} votes and requests"
        yield Row("languages", figures.language, figures.searches, detail)
    for query in report.top:
        detail = f"{query.results} results, opened {query.opened} times"
        yield Row("top searches", query.query, query.searches, detail, query.language)
    yield from _missed_rows("searches without results", [each for each in report.missed if not each.only_weak])
    yield from _missed_rows("searches without a good result", [each for each in report.missed if each.only_weak])
    for query in report.unopened:
        detail = f"{query.results} results"
        yield Row("results but nothing opened", query.query, query.searches, detail, query.language)
    for place in report.ranks:
        yield Row("place of what was opened", place.place, place.opened, "")
    yield from _term_rows(report)


def _missed_rows(section: str, clusters: Iterable[Cluster]) -> Iterator[Row]:
    for missed in clusters:
        yield Row(section, missed.label, missed.searches, _missed(missed), missed.language)


def _term_rows(report: Report) -> Iterator[Row]:
    """Yield what visitors said and opened, and where they came from."""
    for term in report.unhelpful:
        yield Row("terms that did not help", term.name, term.votes, _helpfulness(term), term.language)
    for comment in report.comments:
        detail = f"{'helpful' if comment.helpful else 'not helpful'}: {comment.comment}"
        yield Row("comments", comment.name, 1, detail, comment.language)
    for requested in report.requested:
        said = " / ".join(requested.comments)
        yield Row("terms asked for", requested.query, requested.requests, said, requested.language)
    for site in report.sites:
        detail = f"{site.searches} searches, {site.opened} opened, {site.sent} votes and requests"
        yield Row("sites that embed us", site.origin, site.total, detail)
    for term in report.terms:
        yield Row("terms", term.name, term.opened, _performance(term), term.language)


def _failed(counted: Day | LanguageFigures) -> str:
    return f"{counted.without_results} without results, {counted.weak} without a good result"


def _performance(term: TermPerformance) -> str:
    rank = f"at place {term.rank:g}; " if term.rank else ""
    after = f"; after {', '.join(term.queries)}" if term.queries else ""
    return f"{rank}{_helpfulness(term)}; updated {term.updated or 'unknown'}{after}"


def _missed(cluster: Cluster) -> str:
    """Return the advice on a cluster and its other queries."""
    others = f"; also {', '.join(cluster.queries[1:6])}" if len(cluster.queries) > 1 else ""
    return advice(cluster) + others


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _helpfulness(term: TermPerformance) -> str:
    return "no votes" if term.helpful is None else f"{term.helpful:.0%} of {term.votes} found it helpful"


def _harmless(cell: object) -> object:
    """Return a cell that a spreadsheet shows as text instead of evaluating it."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell

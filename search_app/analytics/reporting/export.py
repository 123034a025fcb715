"""Export of the report: JSON for programs, CSV for spreadsheets, text for a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from search_app.analytics.reporting.model import Report, TermPerformance
from search_app.analytics.reporting.query_clusters import Cluster

# First characters of a cell that a spreadsheet evaluates; East Asian ones take the full-width signs too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_json(report: Report) -> str:
    """Return the report as JSON; its keys are those of `Report`."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1).decode()


def as_csv(report: Report) -> str:
    """Return the report as one table: section, what, count, detail."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(("section", "what", "count", "detail"))
    for row in _rows(report):
        table.writerow([_harmless(cell) for cell in row])
    return written.getvalue()


def as_text(report: Report, most: int = 10) -> str:
    """Return the report as plain text, the first `most` rows of each list."""
    lines = [
        f"{report.since} to {report.until}: {_counted(report.searches, 'search', 'searches')}, "
        f"{report.without_results} without results, "
        f"{report.weak} without a good result, {report.corrected} corrected, "
        f"{_counted(report.opened, 'result', 'results')} opened."
    ]
    section, shown = "", 0
    for name, what, count, detail in _rows(report):
        if name == "searches by day":
            continue
        if name != section:
            section, shown = name, 0
            lines += ["", name[0].upper() + name[1:]]
        shown += 1
        if shown <= most:
            lines.append(f"{count:>7}  {what}" + (f"  ({detail})" if detail else ""))
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


def _rows(report: Report) -> Iterator[tuple[str, str, int, str]]:
    """Yield section, what, count, detail."""
    for day in report.days:
        detail = f"{day.without_results} without results, {day.weak} without a good result"
        yield "searches by day", str(day.day), day.searches, detail
    for query in report.top:
        yield "top searches", query.query, query.searches, f"{query.results} results, opened {query.opened} times"
    for missed in (each for each in report.missed if not each.only_weak):
        yield "searches without results", missed.label, missed.searches, _missed(missed)
    for missed in (each for each in report.missed if each.only_weak):
        yield "searches without a good result", missed.label, missed.searches, _missed(missed)
    for query in report.unopened:
        yield "results but nothing opened", query.query, query.searches, f"{query.results} results"
    for place in report.ranks:
        yield "place of what was opened", place.place, place.opened, ""
    for term in report.unhelpful:
        yield "terms that did not help", term.name, term.votes, _helpfulness(term)
    for comment in report.comments:
        yield "comments", comment.name, 1, f"{'helpful' if comment.helpful else 'not helpful'}: {comment.comment}"
    for requested in report.requested:
        yield "terms asked for", requested.query, requested.requests, " / ".join(requested.comments)
    for site in report.sites:
        detail = f"{site.searches} searches, {site.opened} opened, {site.sent} votes and requests"
        yield "sites that embed us", site.origin, site.total, detail
    for term in report.terms:
        rank = f"at place {term.rank:g}; " if term.rank else ""
        after = f"; after {', '.join(term.queries)}" if term.queries else ""
        yield "terms", term.name, term.opened, f"{rank}{_helpfulness(term)}; updated {term.updated or 'unknown'}{after}"


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

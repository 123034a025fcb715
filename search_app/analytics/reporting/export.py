"""The report, written: JSON for programs, CSV for spreadsheets, text for a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from search_app.analytics.reporting.query_clusters import Cluster
from search_app.analytics.reporting.report import Card, Report

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run instead of showing


def as_json(report: Report) -> str:
    """Return the report as JSON; its keys are the fields of `Report`."""
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
    """Return the report for people, the first `most` rows of each list."""
    lines = [
        f"{report.since} to {report.until}: {report.searches} searches, {report.without_results} without results, "
        f"{report.corrected} corrected, {report.opened} results opened."
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


def described(cluster: Cluster) -> str:
    """Return what to do about a cluster, in one phrase."""
    if cluster.found_today:
        return f"finds {cluster.nearest} today"
    if not cluster.mend:
        return "write a term"
    mend = cluster.mend
    phrase = f"nearest is {mend.name}, {cluster.likeness:.0%} alike: add {mend.text!r} to {mend.key} of {mend.slug}"
    return phrase + (", or rather write a term" if cluster.wants_a_term else "")


def _rows(report: Report) -> Iterator[tuple[str, str, int, str]]:
    for day in report.days:
        yield "searches by day", str(day.day), day.searches, f"{day.without_results} without results"
    for query in report.top:
        yield "top searches", query.query, query.searches, f"{query.results} results, opened {query.opened} times"
    for missed in report.missed:
        others = f"; also {', '.join(missed.queries[1:6])}" if len(missed.queries) > 1 else ""
        yield "searches without results", missed.label, missed.searches, described(missed) + others
    for query in report.unopened:
        yield "results but nothing opened", query.query, query.searches, f"{query.results} results"
    for place in report.ranks:
        yield "place of what was opened", place.place, place.opened, ""
    for card in report.unhelpful:
        yield "terms that did not help", card.name, card.votes, _health(card)
    for comment in report.comments:
        yield "comments", comment.name, 1, f"{'helpful' if comment.helpful else 'not helpful'}: {comment.comment}"
    for wish in report.requested:
        yield "terms asked for", wish.query, wish.requests, " / ".join(wish.comments)
    for site in report.sites:
        detail = f"{site.searches} searches, {site.opened} opened, {site.sent} votes and requests"
        yield "sites that embed us", site.origin, site.total, detail
    for card in report.cards:
        rank = f"from place {card.rank}; " if card.rank else ""
        led = f"; after {', '.join(card.queries)}" if card.queries else ""
        yield "terms", card.name, card.opened, f"{rank}{_health(card)}; updated {card.updated or 'unknown'}{led}"


def _health(card: Card) -> str:
    return "no votes" if card.helpful is None else f"{card.helpful:.0%} of {card.votes} found it helpful"


def _harmless(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell

"""The editors' page: the report, behind a token.

HTTP Basic authentication: the browser asks for the token (as the password, with any user name) and sends it with every
request. This needs no cookie and no session, and leaves no token in a URL or a log. Programs send
`Authorization: Bearer`.
"""

from __future__ import annotations

import hmac

from flask import Response, make_response, render_template, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import NotFound, Unauthorized

from search_app.analytics.reporting.export import as_csv, as_json
from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.report import report
from search_app.search import Engine
from search_app.search.nearest import NearestTerms
from search_app.search.request import Parameters
from search_app.urls import term_path
from search_app.web.insights.charts import Chart, bar_chart
from search_app.web.insights.term_cards import term_cards
from search_app.web.runtime.context import engine, settings
from search_app.web.runtime.editions import url_in
from search_app.web.runtime.services import services

PERIODS = (7, 30, 90, 365)  # days the page offers
DAYS = 30
MAX_DAYS = 3650
CARDS = 500  # on the page
FORMATS = {"json": (as_json, "application/json"), "csv": (as_csv, "text/csv; charset=utf-8")}
REALM = "Insights: any user name, the token as password"


def insights() -> Response:
    """Show the report of the last `days`, of one `lang` or of all, or download it as JSON or CSV."""
    _require_token()
    read, languages = Parameters(request.args, strict=True), engine().languages
    days = read.whole_number("days", 1, MAX_DAYS, DAYS)
    chosen_language = read.choice("lang", tuple(languages)) if request.args.get("lang") else ""
    found = report(services().database, NearestTerms.by_language(engine()), days, chosen_language)
    if chosen := FORMATS.get(request.args.get("format", "")):
        write, content_type = chosen
        return _private(Response(write(found), content_type=content_type))
    return _private(make_response(_page(found, days)))


def _page(found: Report, days: int) -> str:
    serving, language = engine(), found.language
    engines = {language: serving.languages[language]} if language else serving.languages
    return render_template(
        "insights/insights.html",
        report=found,
        cards=term_cards(engines, found.terms, settings().relevance, CARDS),
        terms=sum(map(len, engines.values())),
        days=days,
        periods=[(each, _path(each, language)) for each in PERIODS],
        languages=_languages(serving, days),
        language_names=dict(serving.site.languages),
        downloads=[(each.upper(), f"{_path(days, language)}&format={each}") for each in FORMATS],
        searches_chart=_searches_chart(found),
        ranks_chart=bar_chart([(rank.place, rank.opened, 0) for rank in found.ranks], "opened", ""),
        term_address=_term_address,
    )


def _path(days: int, language: str) -> str:
    return f"/insights?days={days}" + (f"&lang={language}" if language else "")


def _languages(serving: Engine, days: int) -> list[tuple[str, str, str]]:
    """Return code, name and path of each choice of a language; none in a glossary of one."""
    if len(serving.languages) == 1:
        return []
    names = {"": "All languages", **dict(serving.site.languages)}
    return [(each, names[each], _path(days, each)) for each in ("", *serving.languages)]


def _term_address(slug: str, language: str) -> str:
    """Return where the page of a term is, in a language if the glossary has that."""
    is_other = language in engine().languages and language != engine().language
    return url_in(language, term_path(slug)) if is_other else term_path(slug)


def _require_token() -> None:
    """Refuse a request without the token.

    Raises:
        NotFound: no token is configured, and without one there is no page.
        Unauthorized: the token is missing or wrong.
    """
    token = settings().insights_token
    if not token:
        raise NotFound
    if not has_token():
        raise Unauthorized(www_authenticate=WWWAuthenticate("basic", {"realm": REALM, "charset": "UTF-8"}))


def has_token() -> bool:
    """Return whether the request has the token; where none is configured, no request has it."""
    token, sent = settings().insights_token, request.authorization
    given = (sent.token if sent.type == "bearer" else sent.password) if sent else ""
    return token != "" and hmac.compare_digest((given or "").encode("utf-8", "surrogatepass"), token.encode())


def _searches_chart(found: Report) -> Chart:
    rows = [(f"{day.day:%b} {day.day.day}", day.searches, day.without_results) for day in found.days]
    return bar_chart(rows, "searches", "without results")


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

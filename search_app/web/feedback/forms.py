"""What visitors send: whether a page helped, which term they miss, and what they opened without a results page.

The forms are whole without JavaScript: what was kept is answered with 303 to a page of thanks, and what could not be
kept, or came too soon, comes back in the form. The API takes the same from any site, without credentials: the widget
works wherever its one line stands, and a site that made its visitors vote unawares would gain one vote a visitor and a
line of its own in the editors' report.
"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, make_response, redirect, render_template, request
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.wrappers import Response as AnyResponse

from search_app.analytics.collection.feedback import MAX_COMMENT, TermRequest, Vote, save_term_request, save_vote
from search_app.errors import BadField, DatabaseUnavailable, GlossaryError, SentTooOften
from search_app.glossary.rendering.entry import Entry
from search_app.urls import feedback_path, requests_path
from search_app.web.feedback.blueprint import blueprint
from search_app.web.feedback.payloads import comment_of, identifier_of, query_of, read_form
from search_app.web.runtime.context import engine
from search_app.web.runtime.errors import RETRY_AFTER, SENTENCES, answer
from search_app.web.visitors.identity import (
    database,
    embedding_origin,
    sent_by_another_site,
    visitor_identifier,
    visitor_key,
)

HONEYPOT = "subject"  # a field that people do not see and programs fill in
ANSWERS = {"yes": True, "no": False}


# The forms


@blueprint.get("/terms/<slug>/feedback")
def vote_page(slug: str) -> Response:
    answer = request.args.get("helpful", "")
    identifier = request.args.get("id", "") if answer in ANSWERS else ""
    said = "comment" if "done" in request.args else "vote" if identifier else ""
    return _vote_form(engine().entry(slug), answer, identifier=identifier, said=said)


@blueprint.post("/terms/<slug>/feedback")
def send_vote(slug: str) -> AnyResponse:
    entry, form = engine().entry(slug), read_form()
    _refuse_other_sites()
    if form.get(HONEYPOT):
        return redirect(f"{feedback_path(slug)}?done", 303)
    answer, comment = form.get("helpful", ""), form.get("comment", "")
    try:
        vote = _vote(entry, form)
        kept = save_vote(database(), vote)
    except (DatabaseUnavailable, BadField) as error:
        return _vote_form(entry, answer, form.get("id", ""), comment, problem=error)
    if vote.comment:
        return redirect(f"{feedback_path(slug)}?done", 303)
    return redirect(f"{feedback_path(slug)}?{urlencode({'helpful': answer, 'id': kept})}", 303)


def _vote(entry: Entry, form: dict[str, str]) -> Vote:
    answer = form.get("helpful", "")
    if answer not in ANSWERS:
        raise BadField("helpful", "must be yes or no")
    given = form.get("id", "")
    return Vote(
        id=identifier_of(given) if given else visitor_identifier("vote", entry.slug, answer),
        slug=entry.slug,
        helpful=ANSWERS[answer],
        voter=visitor_key("vote", entry.slug),
        comment=comment_of(form.get("comment", "")),
        origin=embedding_origin(form.get("from", "")),
    )


def _vote_form(
    entry: Entry,
    answer: str,
    identifier: str = "",
    comment: str = "",
    *,
    said: str = "",
    problem: GlossaryError | None = None,
) -> Response:
    page = render_template(
        "feedback/feedback.html",
        entry=entry,
        answer=answer if answer in ANSWERS else "",
        identifier=identifier,
        comment=comment,
        said=said,
        problem=str(problem or ""),
        max_comment=MAX_COMMENT,
    )
    return _form_response(page, problem)


@blueprint.get("/requests")
def request_page() -> Response:
    return _request_form(request.args.get("q", ""), done="done" in request.args)


@blueprint.post("/requests")
def send_request() -> AnyResponse:
    form = read_form()
    _refuse_other_sites()
    if form.get(HONEYPOT):
        return redirect(f"{requests_path()}?done", 303)
    query, comment = form.get("query", ""), form.get("comment", "")
    try:
        asked = query_of(query)
        said = comment_of(comment)
        identifier = visitor_identifier("request", asked, said)
        save_term_request(database(), TermRequest(identifier, asked, said, embedding_origin(form.get("from", ""))))
    except (DatabaseUnavailable, BadField) as error:
        return _request_form(query, comment, problem=error)
    return redirect(f"{requests_path()}?done", 303)


def _request_form(
    query: str, comment: str = "", *, done: bool = False, problem: GlossaryError | None = None
) -> Response:
    page = render_template(
        "feedback/request.html",
        query=query,
        comment=comment,
        done=done,
        problem=str(problem or ""),
        max_comment=MAX_COMMENT,
    )
    return _form_response(page, problem)


def _form_response(page: str, problem: GlossaryError | None) -> Response:
    response = make_response(page, problem.http_status if problem else 200)
    response.headers["X-Robots-Tag"] = "noindex"
    if isinstance(problem, DatabaseUnavailable):
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


@blueprint.errorhandler(429)
def send_again(_: HTTPException) -> Response:
    """Give back a form that came too soon with all that was typed; everything else gets the error alone."""
    problem, slug = SentTooOften(SENTENCES[429]), (request.view_args or {}).get("slug", "")
    try:
        form = {} if request.path.startswith("/api/") or sent_by_another_site() else read_form()
        if form and slug:
            typed = form.get("helpful", ""), form.get("id", ""), form.get("comment", "")
            return _vote_form(engine().entry(slug), *typed, problem=problem)
        if form:
            return _request_form(form.get("query", ""), form.get("comment", ""), problem=problem)
    except (GlossaryError, HTTPException):
        pass  # there is no such term, or it is too large: what cannot be shown again
    return answer(429)


def _refuse_other_sites() -> None:
    if sent_by_another_site():
        raise Forbidden

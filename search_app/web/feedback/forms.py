"""The forms for votes, comments and requests for terms, complete without JavaScript.

A stored form is answered with 303 to a page of thanks. One that could not be stored, or exceeded the rate limit, is
shown again with everything that was typed.
"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, make_response, redirect, render_template, request
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.wrappers import Response as AnyResponse

from search_app.analytics.collection.feedback import MAX_COMMENT, TermRequest, Vote, save_term_request, save_vote
from search_app.errors import BadField, DatabaseUnavailable, GlossaryError, SentTooOften
from search_app.glossary.rendering.entry import Entry
from search_app.messages import message
from search_app.urls import feedback_path, requests_path
from search_app.web.feedback.payloads import comment_of, identifier_of, query_of, read_form
from search_app.web.runtime.context import engine
from search_app.web.runtime.errors import RETRY_AFTER, SENTENCES, error_response
from search_app.web.runtime.services import services
from search_app.web.runtime.translation import current_language, translated
from search_app.web.visitors.identity import (
    embedding_origin,
    is_cross_site_form,
    visitor_identifier,
    visitor_key,
)

HONEYPOT = "subject"  # a hidden field, which only programs fill in
ANSWERS = {"yes": True, "no": False}


def vote_page(slug: str) -> Response:
    answer = request.args.get("helpful", "")
    identifier = request.args.get("id", "") if answer in ANSWERS else ""
    received = "comment" if "done" in request.args else "vote" if identifier else ""
    return _vote_form(engine().entry(slug), answer, identifier=identifier, received=received)


def send_vote(slug: str) -> AnyResponse:
    entry, form = engine().entry(slug), read_form()
    _refuse_other_sites()
    if form.get(HONEYPOT):
        return redirect(f"{feedback_path(slug)}?done", 303)
    answer, comment = form.get("helpful", ""), form.get("comment", "")
    try:
        vote = _vote(entry, form)
        kept = save_vote(services().database, vote)
        services().meter.vote(vote.helpful)
    except (DatabaseUnavailable, BadField) as error:
        return _vote_form(entry, answer, form.get("id", ""), comment, problem=error)
    if vote.comment:
        return redirect(f"{feedback_path(slug)}?done", 303)
    return redirect(f"{feedback_path(slug)}?{urlencode({'helpful': answer, 'id': kept})}", 303)


def _vote(entry: Entry, form: dict[str, str]) -> Vote:
    answer = form.get("helpful", "")
    if answer not in ANSWERS:
        raise BadField("helpful", message("The field %(field)s must be yes or no."))
    given = form.get("id", "")
    return Vote(
        id=identifier_of(given) if given else visitor_identifier("vote", entry.slug, answer, current_language()),
        slug=entry.slug,
        helpful=ANSWERS[answer],
        voter=visitor_key("vote", entry.slug, current_language()),
        comment=comment_of(form.get("comment", "")),
        origin=embedding_origin(form.get("from", "")),
        language=current_language(),
    )


def _vote_form(
    entry: Entry,
    answer: str,
    identifier: str = "",
    comment: str = "",
    *,
    received: str = "",
    problem: GlossaryError | None = None,
) -> Response:
    page = render_template(
        "feedback/feedback.html",
        entry=entry,
        answer=answer if answer in ANSWERS else "",
        identifier=identifier,
        comment=comment,
        said=received,
        problem=translated(problem) if problem else "",
        max_comment=MAX_COMMENT,
    )
    return _form_response(page, problem)


def request_page() -> Response:
    return _request_form(request.args.get("q", ""), done="done" in request.args)


def send_request() -> AnyResponse:
    form = read_form()
    _refuse_other_sites()
    if form.get(HONEYPOT):
        return redirect(f"{requests_path()}?done", 303)
    query, comment = form.get("query", ""), form.get("comment", "")
    try:
        save_term_request(services().database, _term_request(form))
        services().meter.term_request()
    except (DatabaseUnavailable, BadField) as error:
        return _request_form(query, comment, problem=error)
    return redirect(f"{requests_path()}?done", 303)


def _term_request(form: dict[str, str]) -> TermRequest:
    query, comment, language = query_of(form.get("query", "")), comment_of(form.get("comment", "")), current_language()
    identifier = visitor_identifier("request", query, comment, language)
    return TermRequest(identifier, query, comment, embedding_origin(form.get("from", "")), language)


def _request_form(
    query: str, comment: str = "", *, done: bool = False, problem: GlossaryError | None = None
) -> Response:
    page = render_template(
        "feedback/request.html",
        query=query,
        comment=comment,
        done=done,
        problem=translated(problem) if problem else "",
        max_comment=MAX_COMMENT,
    )
    return _form_response(page, problem)


def _form_response(page: str, problem: GlossaryError | None) -> Response:
    response = make_response(page, problem.http_status if problem else 200)
    response.headers["X-Robots-Tag"] = "noindex"
    if isinstance(problem, DatabaseUnavailable):
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def return_refused_form(_: HTTPException) -> Response:
    """Show a form that exceeded the rate limit again; respond to anything else with the error alone."""
    try:
        form = {} if request.path.startswith("/api/") or is_cross_site_form() else read_form()
        return _refilled(form) if form else error_response(429)
    except (GlossaryError, HTTPException):  # there is no such term, or the form is too large to be shown again
        return error_response(429)


def _refilled(form: dict[str, str]) -> Response:
    problem, slug = SentTooOften(SENTENCES[429]), (request.view_args or {}).get("slug", "")
    if not slug:
        return _request_form(form.get("query", ""), form.get("comment", ""), problem=problem)
    typed = form.get("helpful", ""), form.get("id", ""), form.get("comment", "")
    return _vote_form(engine().entry(slug), *typed, problem=problem)


def _refuse_other_sites() -> None:
    if is_cross_site_form():
        raise Forbidden

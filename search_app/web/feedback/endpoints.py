"""The API endpoints that take votes, requests and reported searches.

They accept any site without credentials, because the widget works wherever it is embedded. A site that made its
visitors vote unawares would gain one vote for each visitor and a line of its own in the editors' report. What is sent
belongs to the language of the address: `/es/api/v1/…`, or `?lang=es`.
"""

from __future__ import annotations

import msgspec
from flask import Response, request

from search_app.analytics.collection.feedback import TermRequest, Vote, save_term_request, save_vote
from search_app.web.api.responses import json_response
from search_app.web.feedback.payloads import MAX_BODY, checked_identifier, comment_of, identifier_of, query_of
from search_app.web.runtime.context import engine
from search_app.web.runtime.json_body import read_json
from search_app.web.runtime.services import services
from search_app.web.runtime.translation import current_language
from search_app.web.visitors.identity import embedding_origin, opted_out_of_log, visitor_key
from search_app.web.visitors.search_logging import reported_search


class PostedVote(msgspec.Struct, forbid_unknown_fields=True):
    helpful: bool
    comment: str = ""
    id: str | msgspec.UnsetType = msgspec.UNSET
    embedded_in: str = msgspec.field(default="", name="from")


class PostedRequest(msgspec.Struct, forbid_unknown_fields=True):
    query: str
    comment: str = ""
    id: str | msgspec.UnsetType = msgspec.UNSET
    embedded_in: str = msgspec.field(default="", name="from")


class PostedSearch(msgspec.Struct, forbid_unknown_fields=True):
    query: str
    opened: str | None = None
    embedded_in: str = msgspec.field(default="", name="from")


def post_vote(slug: str) -> Response:
    entry, posted = engine().entry(slug), read_json(PostedVote, MAX_BODY)
    vote = Vote(
        id=_identifier(posted.id),
        slug=entry.slug,
        helpful=posted.helpful,
        voter=visitor_key("vote", slug, current_language()),
        comment=comment_of(posted.comment),
        origin=embedding_origin(posted.embedded_in),
        language=current_language(),
    )
    saved = save_vote(services().database, vote)
    services().meter.vote(vote.helpful)
    return json_response({"id": saved}, 201)


def post_request() -> Response:
    posted = read_json(PostedRequest, MAX_BODY)
    term_request = TermRequest(
        id=_identifier(posted.id),
        query=query_of(posted.query),
        comment=comment_of(posted.comment),
        origin=embedding_origin(posted.embedded_in),
        language=current_language(),
    )
    saved = save_term_request(services().database, term_request)
    services().meter.term_request()
    return json_response({"id": saved}, 201)


def post_search() -> tuple[str, int]:
    posted, serving = read_json(PostedSearch, MAX_BODY), engine()
    query = query_of(posted.query)
    if posted.opened:
        serving.entry(posted.opened)  # or 404
    if not opted_out_of_log():
        services().search_log.note(reported_search(serving, query, posted.opened or "", posted.embedded_in))
    return "", 204


def _identifier(given: str | msgspec.UnsetType) -> str:
    """Return the identifier in the body, else that in the header Idempotency-Key, else a new one.

    Raises:
        BadField: it is not a UUID.
    """
    if given is msgspec.UNSET:
        return identifier_of(request.headers.get("Idempotency-Key", ""))
    return checked_identifier(given)

"""The API endpoints that take votes, requests and clicks."""

from __future__ import annotations

import msgspec
from flask import Response, request

from search_app.analytics.collection.feedback import TermRequest, Vote, save_term_request, save_vote
from search_app.web.feedback.blueprint import blueprint
from search_app.web.feedback.payloads import comment_of, identifier_of, query_of, read_json
from search_app.web.runtime.context import engine
from search_app.web.visitors.identity import database, embedding_origin, search_log, visitor_key, wants_no_log
from search_app.web.visitors.search_logging import typed_later


class PostedVote(msgspec.Struct, forbid_unknown_fields=True):
    helpful: bool
    comment: str = ""
    id: str = ""
    embedded_in: str = msgspec.field(default="", name="from")


class PostedRequest(msgspec.Struct, forbid_unknown_fields=True):
    query: str
    comment: str = ""
    id: str = ""
    embedded_in: str = msgspec.field(default="", name="from")


class PostedSearch(msgspec.Struct, forbid_unknown_fields=True):
    query: str
    opened: str | None = None
    embedded_in: str = msgspec.field(default="", name="from")


# The API


@blueprint.post("/api/v1/terms/<slug>/feedback")
def post_vote(slug: str) -> Response:
    entry, sent = engine().entry(slug), read_json(PostedVote)
    vote = Vote(
        id=identifier_of(sent.id or request.headers.get("Idempotency-Key", "")),
        slug=entry.slug,
        helpful=sent.helpful,
        voter=visitor_key("vote", slug),
        comment=comment_of(sent.comment),
        origin=embedding_origin(sent.embedded_in),
    )
    return _created(save_vote(database(), vote))


@blueprint.post("/api/v1/requests")
def post_request() -> Response:
    sent = read_json(PostedRequest)
    wish = TermRequest(
        id=identifier_of(sent.id or request.headers.get("Idempotency-Key", "")),
        query=query_of(sent.query),
        comment=comment_of(sent.comment),
        origin=embedding_origin(sent.embedded_in),
    )
    return _created(save_term_request(database(), wish))


@blueprint.post("/api/v1/searches")
def post_search() -> tuple[str, int]:
    sent, serving = read_json(PostedSearch), engine()
    query = query_of(sent.query)
    if sent.opened:
        serving.entry(sent.opened)
    if not wants_no_log():
        search_log().note(typed_later(serving, query, sent.opened or "", sent.embedded_in))
    return "", 204


def _created(identifier: str) -> Response:
    return Response(msgspec.json.encode({"id": identifier}), 201, content_type="application/json")

"""The routes that take what visitors send; together they have one rate limit."""

from __future__ import annotations

from flask import Blueprint

from search_app.web.feedback import endpoints, forms

blueprint = Blueprint("feedback", __name__)

blueprint.get("/terms/<slug>/feedback")(forms.vote_page)
blueprint.post("/terms/<slug>/feedback")(forms.send_vote)
blueprint.get("/requests")(forms.request_page)
blueprint.post("/requests")(forms.send_request)
blueprint.post("/api/v1/terms/<slug>/feedback")(endpoints.post_vote)
blueprint.post("/api/v1/requests")(endpoints.post_request)
blueprint.post("/api/v1/searches")(endpoints.post_search)
blueprint.register_error_handler(429, forms.return_refused_form)

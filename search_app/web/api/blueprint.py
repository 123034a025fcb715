"""The routes of the JSON API that read; those that write belong to the blueprint of the feedback."""

from __future__ import annotations

from flask import Blueprint

from search_app.web.api import endpoints, match, openapi

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

blueprint.get("/")(openapi.reference)
blueprint.get("/openapi.json")(openapi.description)
blueprint.get("/search")(endpoints.search)
blueprint.get("/compare")(endpoints.compare)
blueprint.get("/suggest")(endpoints.suggest)
blueprint.get("/terms")(endpoints.terms)
blueprint.get("/terms/<slug>")(endpoints.term)
blueprint.get("/terms/<slug>/related")(endpoints.related)
blueprint.get("/categories")(endpoints.categories)
blueprint.get("/vocabulary")(match.vocabulary)
blueprint.post("/match")(match.match)
blueprint.after_request(match.let_vocabulary_be_cached)

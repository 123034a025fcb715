"""The route of the editors' page."""

from __future__ import annotations

from flask import Blueprint

from search_app.web.insights import page

blueprint = Blueprint("insights", __name__)

blueprint.get("/insights")(page.insights)

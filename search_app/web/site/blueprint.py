"""The routes of the pages that people read, and of a term's other formats."""

from __future__ import annotations

from flask import Blueprint

from search_app.web.site import colours, comparison, explain, help_page, pages, term_formats

blueprint = Blueprint("site", __name__)

blueprint.get("/")(pages.home)
blueprint.get("/search")(pages.search)
blueprint.get("/compare")(comparison.compare)
blueprint.get("/explain")(explain.form)
blueprint.post("/explain")(explain.answer)
blueprint.get("/explain/terms.json")(explain.terms)
blueprint.get("/terms/<slug>")(pages.term)
blueprint.get("/terms/<slug>.md")(term_formats.markdown)
blueprint.get("/terms/<slug>.json")(term_formats.json)
blueprint.get("/categories")(pages.categories)
blueprint.get("/categories/<slug>")(pages.category)
blueprint.get("/browse")(pages.browse)
blueprint.get("/browse/<letter>")(pages.browse)
blueprint.get("/recent")(pages.recent)
blueprint.get("/about")(pages.about)
blueprint.get("/help")(help_page.help_page)
blueprint.get("/accessibility")(pages.accessibility)
blueprint.get("/colours.css")(colours.colours_css)
blueprint.register_error_handler(429, explain.refuse)

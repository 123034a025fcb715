"""The routes that other sites embed or load."""

from __future__ import annotations

from flask import Blueprint

from search_app.web.embed import configurator, documentation, frame, oembed, widget_script

blueprint = Blueprint("embed", __name__)

blueprint.get("/embed")(configurator.configurator)
blueprint.get("/embed/docs")(documentation.reference)
blueprint.get("/embed/docs/recipes")(documentation.recipes)
blueprint.get("/embed/frame")(frame.frame)
blueprint.get("/oembed")(oembed.card)
blueprint.get("/widget/<version>.js")(widget_script.script)
blueprint.after_request(frame.add_framing_policy)
blueprint.after_request(oembed.allow_other_origins)

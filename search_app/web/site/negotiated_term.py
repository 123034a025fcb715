"""A term at its address, in the media type that the client prefers (runtime/negotiation.py)."""

from __future__ import annotations

from flask import Response, make_response, request
from werkzeug.wrappers import Response as AnyResponse

from search_app.errors import NotFound
from search_app.glossary.formats.registry import by_media_type
from search_app.messages import message
from search_app.web.runtime.context import engine, origin
from search_app.web.runtime.exports import exported_term
from search_app.web.runtime.negotiation import variant
from search_app.web.site import pages, term_formats

_VIEWS = {"": pages.term, "text/markdown": term_formats.markdown, "application/json": term_formats.json}


def term(slug: str) -> AnyResponse:
    media_type = variant(request.environ)
    view = _VIEWS.get(media_type)
    response = make_response(view(slug)) if view else _graph(slug, media_type)
    response.vary.add("Accept")
    return response


def _graph(slug: str, media_type: str) -> AnyResponse:
    """Return a term in RDF."""
    serving, form = engine(), by_media_type(media_type)
    if form is None:
        raise NotFound(message("Terms are not available as %(media_type)s."), media_type=media_type)
    try:
        content = exported_term(serving, form, slug, origin())
    except NotFound:
        return pages.redirect_alias(serving, slug)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Response(content, content_type=media_type + charset)

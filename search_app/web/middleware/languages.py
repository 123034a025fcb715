"""The language of a request, which its address tells: `/es/…`, or `lang=es` for the API and the frame.

WSGI middleware around the response cache: behind it a request has the path of the default language and its language in
the environment. A page has one address in each language; its other spellings redirect there, and so does a page with
`lang=es`, the link of a program that does not know the words in the addresses of each language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlencode

from flask import Flask, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from search_app.errors import ONE_OF, BadParameter, IndexUnavailable
from search_app.search import Engine
from search_app.web.runtime.context import engine
from search_app.web.runtime.current import current_request
from search_app.web.runtime.editions import has_this_page, url_in
from search_app.web.runtime.localized_addresses import SAFE, internal_path, public_path
from search_app.web.runtime.services import services_of
from search_app.web.runtime.translation import LANGUAGE, catalogs_of, current_language, translator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PARAMETER = "lang"
LOCALIZED = ("site", "api", "embed", "feedback", "feeds")
WITH_PARAMETER = ("/api/", "/embed")  # paths below which a parameter chooses the language
REQUESTED = "glossary.requested_path"  # the path as it was before, of a request in another language than the default
UNKNOWN = "glossary.unknown_language"  # the parameter of a request in a language that the glossary does not have


class LanguageOfAddress:
    """WSGI middleware: finds the language of a request and the internal path of its page."""

    def __init__(self, app: Flask) -> None:
        self._app: WSGIApplication = app.wsgi_app
        self._live, self._catalogs = services_of(app).live, catalogs_of(app)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            languages = self._live.current().languages
        except IndexUnavailable:
            return self._app(environ, start_response)
        environ[LANGUAGE] = next(iter(languages))
        if len(languages) > 1:
            self._choose(environ, languages)
        return self._app(environ, start_response)

    def _choose(self, environ: WSGIEnvironment, languages: Mapping[str, Engine]) -> None:
        path = environ.get("PATH_INFO", "")
        code, _, rest = path[1:].partition("/")
        if code in languages and code != environ[LANGUAGE]:
            environ[LANGUAGE], environ[REQUESTED] = code, path
            internal = internal_path(languages[code], _decoded(rest), self._catalogs.translator(code))
            environ["PATH_INFO"] = internal.encode("utf-8", "surrogateescape").decode("latin-1")
        elif f"{PARAMETER}=" in environ.get("QUERY_STRING", "") and path.startswith(WITH_PARAMETER):
            asked = parse_qs(environ["QUERY_STRING"]).get(PARAMETER, [environ[LANGUAGE]])[0]
            environ[LANGUAGE if asked in languages else UNKNOWN] = asked


def init_app(app: Flask) -> None:
    app.wsgi_app = LanguageOfAddress(app)  # type: ignore[method-assign]
    app.before_request(_refuse_unknown)
    app.before_request(_redirect)
    app.before_request(_follow_parameter)
    app.after_request(_declare)


def _refuse_unknown() -> None:
    if asked := current_request().environ.get(UNKNOWN):
        raise BadParameter(PARAMETER, asked, ONE_OF, values=", ".join(engine().languages))


def _redirect() -> AnyResponse | None:
    """Redirect another spelling of a page's address in its language: `/es/terms/copayment`."""
    asked = current_request()
    requested = asked.environ.get(REQUESTED)
    if requested is None or asked.method not in ("GET", "HEAD") or not asked.url_rule:
        return None
    path = quote(asked.path, safe=SAFE)
    if unquote(public_path(engine(), path, translator(engine().language))) == _decoded(requested):
        return None
    query = asked.query_string.decode("ascii", "replace")
    return redirect(
        path + f"?{query}" * bool(query), HTTPStatus.MOVED_PERMANENTLY
    )  # links are published on the way out


def _follow_parameter() -> AnyResponse | None:
    """Redirect a page to its address in the language of the parameter, which is ignored if there is no such page."""
    asked = current_request()
    if PARAMETER not in asked.args:
        return None
    code = asked.args[PARAMETER]
    is_page = asked.blueprint == "site" and REQUESTED not in asked.environ
    other = engine().languages.get(code) if code and is_page and asked.method in ("GET", "HEAD") else None
    if other is None or other.language == current_language() or not has_this_page(other):
        return None
    query = urlencode([(name, value) for name, value in asked.args.items(multi=True) if name != PARAMETER])
    return redirect(url_in(code, quote(asked.path, safe=SAFE) + f"?{query}" * bool(query)), HTTPStatus.FOUND)


def _declare(response: Response) -> Response:
    """Name the language of an answer of the API, and of a page or document where there are several."""
    blueprint = current_request().blueprint
    with suppress(IndexUnavailable):
        if blueprint == "api" or (blueprint in LOCALIZED and len(engine().languages) > 1):
            response.headers["Content-Language"] = current_language()
    return response


def _decoded(path: str) -> str:
    """Return a path of a WSGI environment as text."""
    return path.encode("latin-1").decode("utf-8", "surrogateescape")

"""What a page of results shows of the glossary's other languages."""

from __future__ import annotations

from dataclasses import dataclass

from search_app.messages import message
from search_app.search import Hit, SearchPage
from search_app.urls import term_path
from search_app.web.runtime.editions import url_in, urls_in
from search_app.web.runtime.formats import language_name
from search_app.web.runtime.translation import gettext, translator


@dataclass(frozen=True, slots=True)
class Translation:
    """The name of a result in another language, with the URL of its page there and the text of a link to it.

    language: the language in words of that of the page; code: its tag.
    """

    code: str
    language: str
    name: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ResultsInLanguage:
    """The best results in another language, each with its URL."""

    code: str
    heading: str
    rows: tuple[tuple[Hit, str], ...]


def translation_of(hit: Hit) -> Translation | None:
    """Return the name in another language by which a result was found, if it was."""
    code = hit.matched.language
    if not code:
        return None
    label = translator(code)(message("View in English"))  # its translation names its own language
    return Translation(code, language_name(code), hit.matched.text, url_in(code, term_path(hit.slug)), label)


def results_in_languages(page: SearchPage) -> tuple[ResultsInLanguage, ...]:
    """Return the best results of other languages that may be that of the query."""
    return tuple(
        ResultsInLanguage(
            code=each.language,
            heading=gettext("Results in %(language)s", language=language_name(each.language)),
            rows=tuple((hit, urls_in(each.language)(hit.url)) for hit in each.hits),
        )
        for each in page.elsewhere
    )

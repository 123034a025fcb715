"""Paths in other languages, whatever their script."""

from __future__ import annotations

from typing import cast
from urllib.parse import unquote

import pytest

from search_app.errors import NotFound
from search_app.glossary.model import Category, Site
from search_app.messages import message
from search_app.search import Engine
from search_app.web.runtime.localized_addresses import internal_path, public_path

WORDS = {"/search": "/recherche", "/terms": "/mots clés", "/feedback": "/avis"}
ADDRESSES = {"copayment": "quote-part", "alms": "زكاة-المال"}


class French:
    """A translation with two terms and a category."""

    language = "fr"
    languages = {"en": None, "fr": None}  # noqa: RUF012  a stub
    site = Site(categories=(Category("money", "Argent", address="argent"),))

    def address(self, slug: str) -> str:
        if slug not in ADDRESSES:
            raise NotFound(message("There is no term with the slug %(slug)s."), slug=slug)
        return ADDRESSES[slug]

    def redirect(self, address: str) -> str | None:
        return next((slug for slug, each in ADDRESSES.items() if each == address), None)


SERVING = cast(Engine, French())


def translate(word: str) -> str:
    return WORDS.get(word, word)


@pytest.mark.parametrize(
    ("internal", "public"),
    [
        ("/", "/fr/"),
        ("/search?q=/terms/x&page=2", "/fr/recherche?q=/terms/x&page=2"),
        ("/terms/copayment#example-1", "/fr/mots-cles/quote-part#example-1"),
        ("/terms/copayment.md", "/fr/mots-cles/quote-part.md"),
        ("/terms/copayment/feedback", "/fr/mots-cles/quote-part/avis"),
        ("/terms/alms", "/fr/mots-cles/زكاة-المال"),
        ("/terms/unknown", "/fr/mots-cles/unknown"),
        ("/categories/money", "/fr/categories/argent"),
        ("/browse", "/fr/browse"),
        ("/static/site.css?v=1", "/static/site.css?v=1"),
    ],
)
def test_a_path_has_a_public_form_and_is_found_by_it(internal: str, public: str) -> None:
    assert unquote(public_path(SERVING, internal, translate)) == public
    path = public.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]
    if path.startswith("/fr/"):
        found = internal_path(SERVING, path.removeprefix("/fr/"), translate)
        assert found == internal.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]

"""A third language takes content, one `Language` and a catalog: a glossary that is also in French."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_app.language.languages import LANGUAGES
from search_app.search import build
from search_app.web.runtime import translation
from tests.conftest import SITE, TINY, client_of, write_terms
from tests.language.french import FRENCH

FRANCHISE = """---
name: Franchise
aliases: [franchise annuelle]
asked_as: [pourquoi je paie tout d'abord]
translates: 2026-02-20
updated: 2026-11-29
---
Une franchise est ce que vous payez chaque année avant l'assurance.

## Exemple
Une enseignante doit 500 $ avant que l'assurance ne paie.

## Abus
L'assureur remet le compte à zéro en janvier.

## Avantages
Une franchise élevée baisse le prix.

## Conclusion
Regardez-la avant le prix.
"""
SITE_FR = """
title = "Petit glossaire"
[headings]
Example = "Exemple"
Misuse = "Abus"
Benefits = "Avantages"
[[categories]]
slug = "money"
name = "Argent"
address = "argent"
"""
CATALOG = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "/search"
msgstr "/chercher"

msgid "/terms"
msgstr "/termes"

msgid "Search"
msgstr "Chercher"
"""


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("french")
    terms = write_terms(folder / "terms", TINY, SITE + '[languages]\nen = "English"\nfr = "Français"\n')
    (terms / "money" / "deductible.fr.md").write_text(FRANCHISE, encoding="utf-8")
    (terms / "glossary.fr.toml").write_text(SITE_FR, encoding="utf-8")
    catalog = folder / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(CATALOG, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(LANGUAGES, FRENCH.code, FRENCH)
        patched.setattr(translation, "FOLDER", folder / "translations")
        build(terms, folder / "index")
        yield client_of(folder / "index")


def test_pages_are_in_the_third_language(french: FlaskClient) -> None:
    html = etree.HTML(french.get("/fr/termes/franchise").text)
    assert html.xpath("/html/@lang") == ["fr"]
    assert html.xpath("//h1/text()") == ["Franchise"]
    assert html.xpath("//form[@role='search']/@action") == ["/fr/chercher"]
    assert html.xpath("//form[@role='search']//button/text()") == ["Chercher"]
    headings = [" ".join(each.itertext()).strip() for each in html.xpath("//article//section/div/h2")]
    assert headings[:3] == ["Exemple #1", "Abus", "Avantages"]


def test_texts_that_its_catalog_lacks_are_english(french: FlaskClient) -> None:
    assert "Skip to the content" in french.get("/fr/").text
    assert french.get("/fr/browse").status_code == 200


@pytest.mark.parametrize("query", ["franchises", "la franchise", "annuelle franchise", "enseignantes"])
def test_search_follows_its_rules(french: FlaskClient, query: str) -> None:
    found = french.get("/api/v1/search", query_string={"q": query, "lang": "fr"}).json
    assert [hit["slug"] for hit in found["results"]] == ["deductible"]


def test_pages_name_all_languages(french: FlaskClient) -> None:
    html = etree.HTML(french.get("/terms/deductible").text)
    assert html.xpath("//header//a[@lang='fr']/@href") == ["http://localhost/fr/termes/franchise"]

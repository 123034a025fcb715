"""Each language has feeds of its own, with names, ids and links of that language."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from lxml import etree

from tests.web.feeds.validation import ATOM, followed, valid

HOST = "http://localhost"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def test_the_feed_of_a_language_lists_its_terms(bilingual: FlaskClient) -> None:
    spanish, english = valid(bilingual, "/es/feed.atom", "atom.rng"), valid(bilingual, "/feed.atom", "atom.rng")
    assert (spanish.get(LANGUAGE), english.get(LANGUAGE)) == ("es", "en")
    assert spanish.findtext(f"{ATOM}title") == "Glosario Chico: cambios"
    assert spanish.findtext(f"{ATOM}id") == f"{HOST}/es/feed.atom"
    links = {link.get("rel"): link.get("href") for link in spanish.findall(f"{ATOM}link")}
    assert links == {"self": f"{HOST}/es/feed.atom", "alternate": f"{HOST}/es/recientes"}
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in spanish.findall(f"{ATOM}entry")}
    assert set(entries) == {f"{HOST}/es/terminos/copago", f"{HOST}/es/terminos/deducible"}
    assert entries[f"{HOST}/es/terminos/copago"].findtext(f"{ATOM}title") == "Copago"
    for entry in entries.values():
        assert followed(bilingual, entry.find(f"{ATOM}link").get("href")) == 200
    assert len(english.findall(f"{ATOM}entry")) == 3


def test_an_address_bar_searches_in_the_language_of_its_page(bilingual: FlaskClient) -> None:
    described = etree.fromstring(bilingual.get("/es/opensearch.xml").data)
    assert described.findtext(f"{OPENSEARCH}ShortName") == "Glosario Chico"
    assert described.findtext(f"{OPENSEARCH}Language") == "es"
    templates = [url.get("template") for url in described.iter(f"{OPENSEARCH}Url")]
    assert templates == [
        f"{HOST}/es/buscar?q={{searchTerms}}",
        f"{HOST}/es/opensearch/suggest?q={{searchTerms}}",
        f"{HOST}/es/opensearch.xml",
    ]
    answer = bilingual.get("/es/opensearch/suggest?q=cop").get_json(force=True)
    assert answer[1:] == [["Copago"], ["Un copago es una cuota fija por una visita."], [f"{HOST}/es/terminos/copago"]]


def test_models_find_the_terms_of_a_language(bilingual: FlaskClient) -> None:
    text = bilingual.get("/es/llms.txt").text
    assert text.startswith("# Glosario Chico\n\n> Tres palabras.\n\nPublicado por Tiny Press. Cada término")
    assert f"- [Cambios]({HOST}/es/feed.atom): " in text
    assert f"- [Copago]({HOST}/es/terminos/copago.md): Un copago" in text
    for address in re.findall(r"\]\(http://localhost([^)]+)\)", text):
        assert bilingual.get(address).status_code == 200, address


def test_pages_link_the_feeds_of_their_language(bilingual: FlaskClient) -> None:
    for path, feed, search in (("/es/", "/es/feed.atom", "/es/opensearch.xml"), ("/", "/feed.atom", "/opensearch.xml")):
        page = etree.HTML(bilingual.get(path).text)
        assert page.xpath("//link[@type='application/atom+xml']/@href") == [feed]
        assert page.xpath("//link[@rel='search']/@href") == [search]
        assert bilingual.get(feed).headers.get("Content-Language") == page.xpath("string(/html/@lang)")

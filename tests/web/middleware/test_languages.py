"""Pages in another language have addresses of their own, and links that stay in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_app.search import build
from tests.conftest import client_of
from tests.glossary.translation.spanish import write_spanish

HOST = "http://localhost"
PAGES = (
    "/es/", "/es/buscar?q=copago", "/es/buscar?q=zzzzqx", "/es/comparar?term=copayment&term=deductible",
    "/es/terminos/copago", "/es/terminos/nada", "/es/nada", "/es/explicar", "/es/terminos/copago/opinion",
    "/es/sugerencias", "/es/categorias", "/es/categorias/dinero", "/es/explorar", "/es/explorar/c", "/es/recientes",
    "/es/acerca-de", "/es/accesibilidad",
)  # fmt: skip
ADDRESSES = "//@href | //@src | //@action | //@data-suggest | //@data-api"
SHARED = ("/static/", "/colours.css", "#", "mailto:", "https://")


@pytest.fixture(scope="module")
def bilingual_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bilingual")
    build(write_spanish(folder / "terms"), folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def bilingual(bilingual_index: Path) -> FlaskClient:
    return client_of(bilingual_index)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_stays_in_its_language(bilingual: FlaskClient, path: str) -> None:
    html = etree.HTML(bilingual.get(path).text)
    assert html.xpath("/html/@lang") == ["es"]
    elsewhere = set(html.xpath("//*[@hreflang]/@href"))
    found = {address for address in html.xpath(ADDRESSES) if address not in elsewhere}
    own = {address.removeprefix(HOST) for address in found if not address.startswith(SHARED)}
    assert own
    assert {address for address in own if not address.startswith(("/es/", "/oembed"))} == set()


@pytest.mark.parametrize("path", ["/es/", "/es/buscar?q=copago", "/es/terminos/copago", "/es/categorias", "/es/nada"])
def test_every_link_of_a_page_leads_somewhere(bilingual: FlaskClient, path: str) -> None:
    for address in etree.HTML(bilingual.get(path).text).xpath(ADDRESSES):
        if address.startswith(("/", HOST)):
            assert bilingual.get(address.removeprefix(HOST)).status_code in (200, 405), address


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/es", "/es/"),
        ("/es/terms/copayment", "/es/terminos/copago"),
        ("/es/terminos/copayment", "/es/terminos/copago"),
        ("/es/Terminos/Copago/", "/es/terminos/copago"),
        ("/es/terminos/pago-de-la-visita", "/es/terminos/copago"),
        ("/es/search?q=x&sort=name", "/es/buscar?q=x&sort=name"),
        ("/es/categorias/money", "/es/categorias/dinero"),
    ],
)
def test_other_spellings_of_an_address_redirect_to_it(bilingual: FlaskClient, asked: str, address: str) -> None:
    response = bilingual.get(asked)
    assert (response.status_code, response.location.removeprefix(HOST)) == (301, address)


def test_a_form_is_answered_in_its_language(bilingual: FlaskClient) -> None:
    response = bilingual.post("/es/sugerencias", data={"query": "plica"})
    assert (response.status_code, response.location) == (303, "/es/sugerencias?done")


@pytest.mark.parametrize(
    ("path", "english", "spanish"),
    [
        ("/es/terminos/copago", "/terms/copayment", "/es/terminos/copago"),
        ("/terms/copayment", "/terms/copayment", "/es/terminos/copago"),
        ("/categories/money", "/categories/money", "/es/categorias/dinero"),
        ("/browse/c", "/browse/c", "/es/explorar/c"),
        ("/", "/", "/es/"),
    ],
)
def test_a_page_names_itself_in_every_language(bilingual: FlaskClient, path: str, english: str, spanish: str) -> None:
    html = etree.HTML(bilingual.get(path).text)
    alternates = {each.get("hreflang"): each.get("href") for each in html.xpath("//link[@hreflang]")}
    assert alternates == {"en": HOST + english, "x-default": HOST + english, "es": HOST + spanish}
    assert html.xpath("//link[@rel='canonical']/@href") == [HOST + path]


def test_the_switch_keeps_the_place_and_the_query(bilingual: FlaskClient) -> None:
    html = etree.HTML(bilingual.get("/search?q=copago&sort=name").text)
    assert html.xpath("//header//a[@lang='es']/@href") == [f"{HOST}/es/buscar?q=copago&sort=name"]


def test_a_term_that_is_not_translated_leads_to_the_front_page(bilingual: FlaskClient) -> None:
    html = etree.HTML(bilingual.get("/terms/tip-pooling").text)
    assert html.xpath("//header//a[@lang='es']/@href") == [f"{HOST}/es/"]
    assert html.xpath("//link[@hreflang='es']") == []
    assert bilingual.get("/es/terminos/tip-pooling").status_code == 404


def test_the_browser_s_language_changes_nothing(bilingual: FlaskClient) -> None:
    plain, spanish = bilingual.get("/"), bilingual.get("/", headers={"Accept-Language": "es"})
    assert (spanish.status_code, spanish.text) == (200, plain.text)


def test_the_api_answers_in_the_language_of_the_parameter(bilingual: FlaskClient) -> None:
    response = bilingual.get("/api/v1/search?q=copago&lang=es")
    assert response.headers["Content-Language"] == "es"
    (hit,) = [hit for hit in response.json["results"] if hit["slug"] == "copayment"]
    assert (hit["name"], hit["url"]) == ("Copago", f"{HOST}/es/terminos/copago")
    assert bilingual.get("/api/v1/terms/copayment").headers["Content-Language"] == "en"


def test_an_unknown_language_is_refused_with_those_there_are(bilingual: FlaskClient) -> None:
    response = bilingual.get("/api/v1/search?q=copago&lang=xx")
    assert (response.status_code, response.json["parameter"]) == (400, "lang")
    assert "one of en, es" in response.json["detail"]


def test_answers_of_two_languages_are_cached_apart(bilingual: FlaskClient) -> None:
    for _ in range(2):
        names = [bilingual.get(f"/api/v1/terms/copayment{lang}").json["name"] for lang in ("", "?lang=es")]
        assert names == ["Copayment", "Copago"]
    tags = {bilingual.get(path).headers["ETag"] for path in ("/terms/copayment", "/es/terminos/copago")}
    assert len(tags) == 2


def test_under_a_path_prefix_links_have_both(bilingual_index: Path) -> None:
    prefixed = client_of(bilingual_index, GLOSSARY_BASE_URL="https://public.example/glossary")
    html = etree.HTML(prefixed.get("/glossary/es/terminos/copago").text)
    assert html.xpath("//form[@role='search']/@action") == ["/glossary/es/buscar"]
    assert html.xpath("//link[@rel='canonical']/@href") == ["https://public.example/glossary/es/terminos/copago"]
    assert prefixed.get("/glossary/es/terms/copayment").location.endswith("/glossary/es/terminos/copago")


def test_a_glossary_of_one_language_has_no_other_addresses(client: FlaskClient) -> None:
    assert client.get("/es/").status_code == 404
    assert client.get("/api/v1/search?q=copay&lang=es").status_code == 200
    response = client.get("/")
    assert "hreflang" not in response.text
    assert "Content-Language" not in response.headers


def test_the_sitemap_names_the_languages_of_each_page(bilingual: FlaskClient) -> None:
    sitemap = etree.fromstring(bilingual.get("/sitemap.xml").data)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    places = sitemap.xpath("//s:loc/text()", namespaces=space)
    assert {f"{HOST}/terms/copayment", f"{HOST}/es/terminos/copago", f"{HOST}/terms/tip-pooling"} <= set(places)
    assert f"{HOST}/es/terminos/tip-pooling" not in places
    (spanish,) = sitemap.xpath(f"//s:url[s:loc='{HOST}/es/terminos/copago']", namespaces=space)
    assert spanish.xpath("x:link/@hreflang", namespaces=space) == ["en", "es"]

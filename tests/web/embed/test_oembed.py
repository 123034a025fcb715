"""The oEmbed card of a term or a search, and of nothing else."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import etree


def card(client: FlaskClient, url: str, more: str = "") -> dict[str, object]:
    response = client.get(f"/oembed?url={quote(url, safe='')}{more}")
    assert response.status_code == 200
    assert response.content_type == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    found: dict[str, object] = response.get_json()
    return found


def test_a_term_has_a_card(client: FlaskClient) -> None:
    assert card(client, "http://localhost/terms/copay") == {
        "version": "1.0",
        "type": "rich",
        "title": "Copayment",
        "width": 600,
        "height": 240,
        "html": '<blockquote class="wp-embedded-content" data-secret="glossary" hidden>'
        '<a href="http://localhost/terms/copayment">Copayment</a>'
        '</blockquote><iframe class="wp-embedded-content" data-secret="glossary"'
        ' src="http://localhost/embed/frame?term=copayment&amp;theme=light#?secret=glossary"'
        ' width="600" height="240" title="Copayment" frameborder="0" scrolling="auto"></iframe>',
        "provider_name": "Tiny Glossary",
        "provider_url": "http://localhost/",
        "author_name": "Tiny Press",
        "cache_age": 86400,
    }


def test_a_search_has_a_card_that_escapes_it(client: FlaskClient) -> None:
    found = card(client, 'http://localhost/search?q=a"<b>&category=money&category=law&page=2')
    html = etree.HTML(str(found["html"]))
    frame, link = html.find(".//iframe"), html.find(".//blockquote/a")
    query = "q=a%22%3Cb%3E&category=money&category=law"
    assert frame.get("src") == f"http://localhost/embed/frame?{query}&theme=light#?secret=glossary"
    assert frame.get("title") == link.text == 'a"<b>: Tiny Glossary'
    assert link.get("href") == f"http://localhost/search?{query}"


@pytest.mark.parametrize(
    ("url", "more", "theme"),
    [
        ("http://localhost/terms/copay", "", "light"),
        ("http://localhost/terms/copay?theme=dark", "", "dark"),
        ("http://localhost/search?q=copay&theme=auto", "", "auto"),
        ("http://localhost/terms/copay?theme=dark", "&theme=auto", "auto"),
        ("http://localhost/terms/copay?theme=pink", "&theme=%22%3E", "light"),
    ],
)
def test_a_card_is_light_unless_a_theme_is_requested(client: FlaskClient, url: str, more: str, theme: str) -> None:
    frame = etree.HTML(str(card(client, url, more)["html"])).find(".//iframe")
    assert parse_qs(urlsplit(frame.get("src")).query)["theme"] == [theme]


def test_wordpress_recognizes_a_card(client: FlaskClient) -> None:
    """It looks for these two, and shows nothing else of an unknown site's HTML."""
    html = str(card(client, "http://localhost/terms/copay")["html"])
    assert re.search(r"<blockquote\s[^>]*?wp-embedded-content", html)
    assert re.fullmatch(r"<blockquote[^>]*>.*?</blockquote><iframe[^>]*></iframe>", html)


def test_a_card_fits_into_the_requested_size(client: FlaskClient) -> None:
    found = card(client, "http://localhost/terms/copayment", "&maxwidth=320&maxheight=5000&dnt=1")
    assert (found["width"], found["height"]) == (320, 240)
    assert client.get("/oembed?url=http://localhost/terms/copayment&maxwidth=-1").status_code == 400


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "http://[", "http://localhost/about", "http://localhost/terms/nope", "http://evil.example/terms/copayment"],
)  # fmt: skip
def test_other_urls_have_no_card(client: FlaskClient, url: str) -> None:
    assert client.get(f"/oembed?url={quote(url, safe='')}").status_code == 404


def test_other_formats_are_not_known(client: FlaskClient) -> None:
    assert client.get("/oembed?url=http://localhost/terms/copayment&format=xml").status_code == 501


@pytest.mark.parametrize("path", ["/terms/copayment", "/search?q=co%20pay&category=money"])
def test_pages_lead_to_their_cards(client: FlaskClient, path: str) -> None:
    page = etree.HTML(client.get(path).text)
    (link,) = page.xpath("//link[@type='application/json+oembed']/@href")
    assert client.get(link).get_json()["html"].endswith("</iframe>")


@pytest.mark.parametrize("path", ["/terms/copayment/", "/terms/Copayment", "/terms/copay/", "/Terms/co_pay"])
def test_another_spelling_of_a_term_has_its_card(client: FlaskClient, path: str) -> None:
    assert card(client, f"http://localhost{path}") == card(client, "http://localhost/terms/copayment")


def test_a_search_with_a_slash_has_a_card(client: FlaskClient) -> None:
    assert card(client, "http://localhost/search/?q=plan") == card(client, "http://localhost/search?q=plan")


@pytest.mark.parametrize(
    "path",
    ["/es/terminos/copago", "/es/terminos/pago-de-la-visita", "/es/terms/copayment", "/es/Terminos/Copago",
     "/terms/copayment?lang=es"],
)  # fmt: skip
def test_a_spanish_page_has_a_spanish_card(bilingual: FlaskClient, path: str) -> None:
    found = card(bilingual, f"http://localhost{path}")
    html = etree.HTML(str(found["html"]))
    frame, link = html.find(".//iframe"), html.find(".//blockquote/a")
    assert found["title"] == frame.get("title") == link.text == "Copago"
    assert link.get("href") == "http://localhost/es/terminos/copago"
    assert frame.get("src") == "http://localhost/embed/frame?term=copayment&lang=es&theme=light#?secret=glossary"
    assert (found["provider_name"], found["provider_url"]) == ("Glosario Chico", "http://localhost/es/")
    assert "Un copago es una cuota fija" in bilingual.get(frame.get("src").removeprefix("http://localhost")).text


def test_a_spanish_search_has_a_spanish_card(bilingual: FlaskClient) -> None:
    found = card(bilingual, "http://localhost/es/buscar?q=copago&category=money")
    html = etree.HTML(str(found["html"]))
    query = "q=copago&category=money"
    assert found["title"] == "copago: Glosario Chico"
    assert html.find(".//blockquote/a").get("href") == f"http://localhost/es/buscar?{query}"
    assert html.find(".//iframe").get("src").startswith(f"http://localhost/embed/frame?{query}&lang=es&")


def test_an_english_page_keeps_its_card_beside_a_translation(bilingual: FlaskClient, client: FlaskClient) -> None:
    for path in ("/terms/copay", "/search?q=copay"):
        assert card(bilingual, f"http://localhost{path}") == card(client, f"http://localhost{path}")


@pytest.mark.parametrize("path", ["/es/terminos/tip-pooling", "/es/acerca-de", "/es", "/xx/terms/copayment"])
def test_other_pages_of_a_language_have_no_card(bilingual: FlaskClient, path: str) -> None:
    assert bilingual.get(f"/oembed?url=http://localhost{path}").status_code == 404


@pytest.mark.parametrize("path", ["/es/terminos/copago", "/es/buscar?q=copago"])
def test_spanish_pages_lead_to_their_cards(bilingual: FlaskClient, path: str) -> None:
    (link,) = etree.HTML(bilingual.get(path).text).xpath("//link[@type='application/json+oembed']/@href")
    assert "lang=es" in bilingual.get(link).get_json()["html"]

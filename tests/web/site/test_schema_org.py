"""JSON-LD as search engines read it: the fields that schema.org names, addresses that exist."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import etree

from tests.conftest import client_of


def described(client: FlaskClient, path: str) -> dict[str, dict[str, Any]]:
    """Return the described things of a page by their type."""
    page = etree.HTML(client.get(path).get_data(as_text=True))
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    document = json.loads(text)
    assert document["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in document["@graph"]}


def test_a_term_is_a_defined_term_in_a_set(client: FlaskClient) -> None:
    things = described(client, "/terms/copayment")
    term = things["WebPage"]["mainEntity"]
    assert term == {
        "@type": "DefinedTerm",
        "@id": "http://localhost/terms/copayment#term",
        "url": "http://localhost/terms/copayment",
        "name": "Copayment",
        "termCode": "copayment",
        "description": "A copayment is a fixed fee for a visit.",
        "inLanguage": "en",
        "alternateName": ["copay", "co-pay"],
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": "http://localhost/#glossary",
            "url": "http://localhost/",
            "name": "Tiny Glossary",
            "description": "Three words.",
        },
    }
    assert things["WebPage"]["dateModified"] == "2026-01-10"


@pytest.mark.parametrize("path", ["/terms/copayment", "/categories/money"])
def test_breadcrumbs_lead_from_the_front_page_to_here(client: FlaskClient, path: str) -> None:
    steps = described(client, path)["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert all(step["@type"] == "ListItem" and step["name"] for step in steps)
    assert [urlsplit(steps[0]["item"]).path, urlsplit(steps[-1]["item"]).path] == ["/", path]
    assert {client.get(urlsplit(step["item"]).path).status_code for step in steps} == {200}
    page = etree.HTML(client.get(path).get_data(as_text=True))
    shown = [" ".join(text.itertext()).strip() for text in page.xpath("//nav[@aria-label='Breadcrumb']//li")]
    assert shown == [step["name"] for step in steps]  # what is said is what is shown


def test_the_front_page_is_a_site_with_a_search(client: FlaskClient) -> None:
    things = described(client, "/")
    action = things["WebSite"]["potentialAction"]
    assert action["query-input"] == "required name=search_term_string"
    address = urlsplit(action["target"]["urlTemplate"].replace("{search_term_string}", "copay"))
    assert "Copayment" in client.get(f"{address.path}?{address.query}").get_data(as_text=True)
    assert things["DefinedTermSet"]["name"] == "Tiny Glossary"
    assert things["WebSite"]["publisher"]["name"] == "Tiny Press"


def test_addresses_in_structured_data_are_public_ones(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_BASE_URL="https://glossary.example.org")
    page = client.get("/terms/copayment").get_data(as_text=True)
    assert "http://localhost" not in page
    assert '<link rel="canonical" href="https://glossary.example.org/terms/copayment">' in page
    assert '<meta property="og:url" content="https://glossary.example.org/terms/copayment">' in page


@pytest.mark.parametrize("path", ["/", "/terms/copayment", "/categories/money", "/browse/c", "/recent", "/about"])
def test_pages_name_themselves_for_sharing(client: FlaskClient, path: str) -> None:
    page = etree.HTML(client.get(path + "?utm_source=x").get_data(as_text=True))
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == "http://localhost" + path
    shared = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
    assert shared["og:url"] == canonical
    assert shared["og:title"] == page.findtext(".//title")
    assert all(shared[f"og:{name}"] for name in ("site_name", "type", "description"))


def test_result_pages_have_no_canonical_address(client: FlaskClient) -> None:
    page = etree.HTML(client.get("/search?q=copay").get_data(as_text=True))
    assert page.xpath("//link[@rel='canonical']") == []
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]

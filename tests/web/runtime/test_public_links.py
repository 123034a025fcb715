"""Under a path prefix every link, form, file and address has it, and leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from lxml import etree

from tests.conftest import client_of

HOST = "https://public.example"
PREFIX = "/our/glossary"
BASE = HOST + PREFIX

PAGES = (
    "/", "/search?q=plan", "/search?q=zzzzqx", "/search?q=copay&category=work&exact=1", "/search?q=copay+vs+deductible",
    "/compare?term=copayment&term=deductible", "/compare?term=copayment", "/terms/copayment", "/terms/nope-copay",
    "/nope", "/explain", "/terms/copayment/feedback", "/requests", "/categories",
    "/categories/money", "/browse", "/browse/c", "/recent",
    "/about", "/api/v1/", "/embed", "/embed?kind=frame", "/embed?kind=terms", "/embed/docs", "/embed/docs/recipes",
    "/embed/frame", "/embed/frame?q=plan", "/embed/frame?term=copayment",
)  # fmt: skip
DOCUMENTS = (
    "/sitemap.xml", "/robots.txt", "/feed.atom", "/opensearch.xml", "/opensearch/suggest?q=co", "/llms.txt",
    "/terms/copayment.md", "/terms/copayment.json", "/categories/money.md", "/api/v1/search?q=plan",
    "/api/v1/suggest?q=co", "/api/v1/terms", "/api/v1/terms/copayment",
    "/api/v1/categories", "/api/v1/vocabulary", "/api/v1/openapi.json",
    "/api/v1/compare?term=copayment&term=deductible",
    f"/oembed?url={quote(BASE + '/terms/copay')}",
)  # fmt: skip
ADDRESSES = "//@href | //@src | //@action | //@data-suggest | //@data-api | //@data-results"
OTHERS = ("https://tiny.example/", "mailto:", "#")


@pytest.fixture(scope="module")
def prefixed(tiny_index: Path) -> FlaskClient:
    return client_of(tiny_index, GLOSSARY_BASE_URL=BASE)


def addresses(html: str) -> Iterable[str]:
    for address in etree.HTML(html).xpath(ADDRESSES):
        if not address.startswith(OTHERS):
            yield str(address)


@pytest.mark.parametrize("path", PAGES)
def test_every_address_of_a_page_has_the_prefix(prefixed: FlaskClient, path: str) -> None:
    found = set(addresses(prefixed.get(path).text))
    assert found
    for address in found:
        inside = address.removeprefix(HOST)
        if inside.startswith("/"):
            assert inside.startswith((f"{PREFIX}/", f"{PREFIX}?")), address


@pytest.mark.parametrize("path", ["/", "/search?q=plan", "/terms/copayment", "/embed", "/browse/c", "/nope"])
def test_every_address_of_a_page_leads_somewhere(prefixed: FlaskClient, path: str) -> None:
    for address in addresses(prefixed.get(path).text):
        if address.startswith((BASE, PREFIX)):
            assert prefixed.get(address.removeprefix(HOST)).status_code in (200, 301, 405), address


@pytest.mark.parametrize("path", DOCUMENTS)
def test_documents_for_programs_have_the_prefix(prefixed: FlaskClient, path: str) -> None:
    response = prefixed.get(path)
    assert response.status_code == 200
    for address in re.findall(r"https://public\.example[^\s\"<)]*", response.text):
        assert (address + "/").startswith(BASE + "/"), address
    assert not re.search(r'(href|src|action)=\\?"/(?!our/glossary/)', response.text)


@pytest.mark.parametrize("path", ["/terms/copay", "/terms/Copayment/", "/search/?q=a", "/api/v1"])
def test_redirects_stay_below_the_prefix(prefixed: FlaskClient, path: str) -> None:
    for asked in (path, PREFIX + path):
        assert prefixed.get(asked).location.removeprefix("http://localhost").startswith(f"{PREFIX}/")


def test_a_form_is_answered_below_the_prefix(prefixed: FlaskClient) -> None:
    response = prefixed.post(f"{PREFIX}/requests", data={"query": "escrow"})
    assert (response.status_code, response.location) == (303, f"{PREFIX}/requests?done")


def test_texts_that_look_like_links_are_left_alone(prefixed: FlaskClient, client: FlaskClient) -> None:
    quoted = "/search?q=" + quote('<a href="/terms/x"> src="/y"')
    with_prefix, without = prefixed.get(quoted), client.get(quoted)
    heading = "//h1//q/text()"
    assert etree.HTML(with_prefix.text).xpath(heading) == etree.HTML(without.text).xpath(heading)


def test_a_frame_names_an_origin_in_its_policy(prefixed: FlaskClient) -> None:
    policy = prefixed.get("/embed/frame").headers["Content-Security-Policy"]
    assert f"'self' {HOST};" in policy
    assert PREFIX not in policy

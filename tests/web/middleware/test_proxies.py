"""X-Forwarded-* headers count only behind configured proxies; a path prefix is part of every address."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import client_of

SUGGESTED = "/api/v1/suggest?q=co"
BASE = "https://public.example/glossary"


def test_proxies_are_believed_only_when_named(tiny_index: Path) -> None:
    told = {"X-Forwarded-Host": "public.example", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/glossary"}
    untrusting = client_of(tiny_index).get(SUGGESTED, headers=told).text
    assert "public.example" not in untrusting
    assert "/glossary" not in untrusting
    asked = "for, proto, host, prefix"
    trusting = client_of(tiny_index, GLOSSARY_TRUSTED_PROXIES="1", GLOSSARY_TRUSTED_HEADERS=asked)
    assert f"{BASE}/terms" in trusting.get(SUGGESTED, headers=told).text
    assert 'href="/glossary/browse"' in trusting.get("/", headers=told).text
    assert 'href="/browse"' in trusting.get("/").text


@pytest.mark.parametrize(
    "prefix", ["//evil.example", "https://evil.example", "/a//b", '/"><script>', "/../x", "glossary", "/a b", "/"]
)
def test_a_malformed_prefix_is_ignored(tiny_index: Path, prefix: str) -> None:
    page = client_of(tiny_index, GLOSSARY_TRUSTED_PROXIES="1").get("/", headers={"X-Forwarded-Prefix": prefix}).text
    assert 'href="/browse"' in page
    assert "evil" not in page


def test_the_setting_decides_before_the_header(tiny_index: Path) -> None:
    told = {"X-Forwarded-Prefix": "/other"}
    for base, link in ((BASE, "/glossary/browse"), ("https://public.example", "/browse")):
        client = client_of(tiny_index, GLOSSARY_BASE_URL=base, GLOSSARY_TRUSTED_PROXIES="1")
        assert f'href="{link}"' in client.get("/", headers=told).text


def test_the_proxy_may_leave_the_prefix_in_the_path_or_remove_it(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_BASE_URL=BASE)
    assert client.get("/terms/copayment").data == client.get("/glossary/terms/copayment").data
    assert client.get("/glossary").status_code == 200
    assert client.get("/glossaryterms/copayment").status_code == 404


def test_cached_responses_keep_prefixes_apart(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_TRUSTED_PROXIES="1")
    pages = [client.get("/about", headers={"X-Forwarded-Prefix": prefix}).text for prefix in ("/one", "/two", "/one")]
    assert pages[0] == pages[2] != pages[1]
    assert 'href="/two/browse"' in pages[1]


def test_a_clients_host_header_is_no_origin_behind_a_proxy(tiny_index: Path) -> None:
    told = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    shown = client_of(tiny_index, GLOSSARY_TRUSTED_PROXIES="1").get(SUGGESTED, headers=told).text
    assert "evil.example" not in shown
    assert "https://localhost/terms" in shown


@pytest.mark.parametrize(
    "host", ["", " ", "/", "a b", "a/b", "a@b", "a:b", "a:99999", "a, b", "<b>", "a..b", "[::1", "é", "a?b", "h" * 300]
)
def test_an_invalid_host_is_refused(tiny_index: Path, host: str) -> None:
    client = client_of(tiny_index)
    assert client.get("/about").status_code == 200
    page = client.get("/about", headers={"Host": host})
    problem = client.get(SUGGESTED, headers={"Host": host})
    assert (page.status_code, problem.status_code) == (400, 400)
    assert "We could not read part of this address." in page.text
    assert problem.content_type == "application/problem+json"


@pytest.mark.parametrize("host", ["a", "a.example:8000", "under_score", "[::1]:80", "127.0.0.1", "a.example."])
def test_a_host_with_or_without_a_port_is_accepted(tiny_index: Path, host: str) -> None:
    assert client_of(tiny_index).get("/about", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("scheme", ["javascript", "https:", "", "ftp", "<b>"])
def test_a_scheme_that_is_not_of_the_web_is_not_believed(tiny_index: Path, scheme: str) -> None:
    client = client_of(tiny_index, GLOSSARY_TRUSTED_PROXIES="1")
    assert "http://localhost/terms" in client.get(SUGGESTED, headers={"X-Forwarded-Proto": scheme}).text

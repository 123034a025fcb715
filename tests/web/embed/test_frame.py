"""The frame: its content, and the sites that may show it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_app.search import build
from tests.conftest import SITE, client_of, write_terms


def policy(client: FlaskClient, path: str, **headers: str) -> str:
    return client.get(path, headers=headers).headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("embed", "ancestors"),
    [
        ("", "frame-ancestors 'self'"),
        ('[embed]\norigins = ["https://news.example.org"]\n', "frame-ancestors 'self' https://news.example.org"),
        ('[embed]\norigins = ["*"]\n', "frame-ancestors 'self' *"),
    ],
)
def test_the_sites_in_glossary_toml_may_show_the_frame(tmp_path: Path, embed: str, ancestors: str) -> None:
    build(write_terms(tmp_path / "terms", site=SITE + embed), tmp_path / "index")
    client = client_of(tmp_path / "index")
    first = client.get("/embed/frame?q=copay")
    assert f"; {ancestors}; " in first.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in first.headers
    again = client.get("/embed/frame?q=copay", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304  # which a browser merges into what it has kept
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in again.headers


def test_the_policy_of_a_frame_names_our_origin(client: FlaskClient) -> None:
    """In a sandbox, WebKit matches nothing with 'self'."""
    directives = dict(each.split(" ", 1) for each in policy(client, "/embed/frame").split("; "))
    for name in ("script-src", "style-src", "connect-src", "form-action"):
        assert directives[name] == "'self' http://localhost"


@pytest.mark.parametrize("path", ["/", "/embed", "/search?q=copay", "/terms/copayment"])
def test_no_other_page_may_be_framed(client: FlaskClient, path: str) -> None:
    assert "frame-ancestors 'none'" in policy(client, path)
    assert client.get(path).headers["X-Frame-Options"] == "DENY"


def test_a_frame_shows_the_box_a_search_or_a_term(client: FlaskClient) -> None:
    assert "Often looked up" in client.get("/embed/frame").text
    found = client.get("/embed/frame?q=copay&category=money&theme=dark").text
    assert 'data-theme="dark"' in found
    assert '<input type="hidden" name="category" value="money">' in found
    assert 'href="http://localhost/terms/copayment"' in found
    shown = client.get("/embed/frame?term=copay").text  # an alias
    assert '<p class="framed-text" dir="auto">A copayment is a fixed fee for a visit.</p>' in shown
    assert client.get("/embed/frame?q=zzzzqx").status_code == 200
    assert client.get("/embed/frame?category=nope&theme=pink").status_code == 200
    assert client.get("/embed/frame?term=nope").status_code == 404


def test_the_first_list_of_a_frame_has_terms_of_its_categories(client: FlaskClient) -> None:
    assert listed(client, "/embed/frame") == ["Deductible", "Copayment", "Tip Pooling"]
    assert listed(client, "/embed/frame?category=work") == ["Tip Pooling"]
    assert listed(client, "/embed/frame?category=work&category=law") == ["Deductible", "Tip Pooling"]
    assert listed(client, "/embed/frame?category=nope") == ["Deductible", "Copayment", "Tip Pooling"]


def listed(client: FlaskClient, path: str) -> list[str]:
    found: list[str] = etree.HTML(client.get(path).text).xpath("//ul/li/a/text()")
    return found


def test_a_frame_without_an_index_says_so(tmp_path: Path) -> None:
    assert client_of(tmp_path).get("/embed/frame").status_code == 503
    assert client_of(tmp_path).get("/embed").status_code == 503

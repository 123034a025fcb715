"""The site that a request comes from, and forms from other sites."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.stored import rows

FORM = "/terms/copayment/feedback"


@pytest.mark.parametrize(
    ("headers", "claimed", "site"),
    [
        ({"Origin": "https://News.example"}, "", "https://news.example"),
        ({"Origin": "http://localhost", "Referer": "https://news.example/"}, "", "https://news.example"),
        ({"Origin": "null"}, "https://news.example:8443/page?secret=1", "https://news.example:8443"),
        ({"Referer": "https://news.example/story?id=1"}, "", "https://news.example"),
        ({"Referer": "http://localhost/about"}, "", ""),
        ({}, "javascript:alert(1)", ""),
        ({}, "https://<script>", ""),
        ({}, "https://" + "a" * 300, ""),
        ({}, "http://[::1", ""),
        ({"Origin": "http://192.0.2.7:5000"}, "", "a site without a name"),
        ({"Origin": "https://555-123-4567.example"}, "", "a site without a name"),
        ({"Referer": "https://call-5551234567.example/story"}, "", "a site without a name"),
        ({}, "https://ip-10-0-0-1.lan.example", "a site without a name"),
        ({}, "http://0x7f.1/", "a site without a name"),
    ],
)
def test_the_embedding_site_is_read_from_headers_or_the_widget(
    client: FlaskClient, headers: dict[str, str], claimed: str, site: str
) -> None:
    client.get("/api/v1/search", query_string={"q": "plan", "from": claimed}, headers=headers)
    assert rows(client, "searches", "origin") == [(site,)]


def test_a_form_from_another_site_is_refused(client: FlaskClient) -> None:
    for origin in ("https://evil.example", "null", "http://localhost.evil.example"):
        for path in (FORM, "/requests"):
            refused = client.post(path, data={"helpful": "yes", "query": "x"}, headers={"Origin": origin})
            assert refused.status_code == 403
            assert "another site" in refused.get_data(as_text=True)
    assert client.post(FORM, data={"helpful": "yes"}, headers={"Origin": "http://localhost"}).status_code == 303
    told = {"Origin": "https://behind.proxy", "Sec-Fetch-Site": "same-origin"}
    assert client.post(FORM, data={"helpful": "yes"}, headers=told).status_code == 303

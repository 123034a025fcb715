"""Assets are served by name, with a type, an ETag and a year of caching for fingerprinted URLs."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_a_fingerprinted_file_is_kept_for_a_year(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get("/static/site.css?v=old").headers["Cache-Control"] == "no-cache"


def test_a_file_has_its_type_and_answers_conditional_requests(client: FlaskClient) -> None:
    for name, kind in (("site.css", "text/css"), ("site.js", "text/javascript"), ("icon.svg", "image/svg+xml")):
        first = client.get(f"/static/{name}")
        assert first.content_type.startswith(kind)
        assert client.get(f"/static/{name}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_sources_and_other_files_are_not_served(client: FlaskClient) -> None:
    for path in ("base.css", "combobox.js", "../assets.py", "%2e%2e/assets.py", "nope.css"):
        assert client.get(f"/static/{path}").status_code == 404

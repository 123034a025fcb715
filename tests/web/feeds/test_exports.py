"""The whole glossary as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search_app.glossary.formats.exchange import ReadOptions
from search_app.glossary.formats.registry import FORMATS, by_suffix
from search_app.glossary.source import read_glossary
from search_app.web.runtime import exports
from tests.conftest import client_of, write_terms

SUFFIXES = [each.suffixes[0] for each in FORMATS if each.write]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_export_contains_the_published_terms_as_they_were_written(
    suffix: str, client: FlaskClient, tmp_path: Path
) -> None:
    response = client.get(f"/export/glossary{suffix}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="glossary{suffix}"'
    form = by_suffix(f"glossary{suffix}")
    assert form and form.read
    assert response.mimetype == form.media_types[0]
    found = form.read(response.data, "export", ReadOptions()).terms
    written = read_glossary(write_terms(tmp_path / "terms")).terms
    assert {term.slug: term for term in found} == {term.slug: term for term in written}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_export_has_the_etag_of_its_bytes_in_every_process(suffix: str, tiny_index: Path) -> None:
    one, other = (client_of(tiny_index).get(f"/export/glossary{suffix}") for _ in range(2))
    assert one.headers["ETag"] == other.headers["ETag"]
    assert not one.headers["ETag"].startswith("W/")
    assert one.data == other.data
    again = client_of(tiny_index).get(f"/export/glossary{suffix}", headers={"If-None-Match": one.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_file_is_made_once_for_a_generation(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/export/glossary.csv").data
    monkeypatch.setattr(exports, "term_of", None)  # nothing can be made any more
    assert client.get("/export/glossary.csv").data == first


def test_another_suffix_and_too_many_terms_are_not_found(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "There is no export" in client.get("/export/glossary.doc").get_data(as_text=True)
    monkeypatch.setattr(exports, "MAX_TERMS", 2)
    response = client.get("/export/glossary.jsonl")
    assert response.status_code == 404
    assert "glossary export" in response.get_data(as_text=True)


def test_without_the_library_the_page_names_the_extra(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    response = client.get("/export/glossary.xlsx")
    assert response.status_code == 404
    assert "commerceguard-glossary[exchange]" in response.get_data(as_text=True)


@pytest.mark.parametrize("page", ["/about", "/llms.txt"])
def test_pages_link_the_exports(page: str, client: FlaskClient) -> None:
    text = client.get(page).get_data(as_text=True)
    assert [suffix for suffix in SUFFIXES if f"/export/glossary{suffix}" not in text] == []

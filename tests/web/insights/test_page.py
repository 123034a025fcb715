"""The editors' page opens to the token alone and shows what was stored as text."""

from __future__ import annotations

import base64
import json
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree

from tests.conftest import client_of
from tests.web.stored import flush_log

TOKEN = "a-token-of-ours"


@pytest.fixture
def editor(tiny_index: Path) -> FlaskClient:
    return client_of(tiny_index, GLOSSARY_INSIGHTS_TOKEN=TOKEN)


def basic(token: str, user: str = "anyone") -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{token}".encode()).decode()}


def test_without_a_token_there_is_no_such_page(client: FlaskClient) -> None:
    assert client.get("/insights").status_code == 404
    assert client.get("/insights", headers=basic("")).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{}, basic(""), basic("wrong"), basic(TOKEN + "x"), {"Authorization": "Bearer wrong"}, {"Authorization": "Basic ?"},
     {"Authorization": "Digest " + TOKEN}, basic("é"), {"Authorization": "Bearer"}],
)  # fmt: skip
def test_without_the_right_token_the_browser_is_asked_for_it(editor: FlaskClient, headers: dict[str, str]) -> None:
    response = editor.get(f"/insights?token={TOKEN}", headers=headers)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic realm=")
    assert TOKEN not in response.get_data(as_text=True)


@pytest.mark.parametrize("headers", [basic(TOKEN), basic(TOKEN, ""), {"Authorization": f"Bearer {TOKEN}"}])
def test_the_token_opens_the_page_which_must_not_be_stored(editor: FlaskClient, headers: dict[str, str]) -> None:
    response = editor.get("/insights", headers=headers)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response.headers
    assert TOKEN not in response.get_data(as_text=True)


def test_guessing_is_slowed_down(editor: FlaskClient) -> None:
    statuses = [editor.get("/insights", headers=basic(str(number))).status_code for number in range(12)]
    assert statuses == [401] * 10 + [429] * 2


def test_the_page_shows_queries_as_text(editor: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    editor.get("/search", query_string={"q": "<script>alert(1)</script> zzzz"})
    editor.post("/api/v1/terms/copayment/feedback", json={"helpful": False, "comment": "<b>bold</b>"})
    flush_log(editor)
    page = editor.get("/insights?days=7", headers=basic(TOKEN)).get_data(as_text=True)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; zzzz" in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<script>" not in page
    assert 'style="' not in page
    assert page.count('<svg class="chart"') == 2
    assert TOKEN not in caplog.text


def test_the_report_can_be_downloaded(editor: FlaskClient) -> None:
    found = editor.get("/insights?format=json&days=7", headers=basic(TOKEN))
    assert len(json.loads(found.get_data())["days"]) == 7
    assert editor.get("/insights?format=csv", headers=basic(TOKEN)).get_data().startswith(b"section,what,count,detail")
    assert editor.get("/insights?days=0", headers=basic(TOKEN)).status_code == 400


@pytest.fixture
def translator(bilingual_index: Path) -> FlaskClient:
    """An editor's client of two languages, in both of which something was searched and commented on."""
    client = client_of(bilingual_index, GLOSSARY_INSIGHTS_TOKEN=TOKEN)
    for path in ("/search?q=zzqx", "/es/buscar?q=zzqx", "/es/buscar?q=copagitos"):
        client.get(path)
    client.post("/es/api/v1/terms/copayment/feedback", json={"helpful": False, "comment": "Es largo."})
    client.post("/api/v1/terms/deductible/feedback", json={"helpful": False, "comment": "It is long."})
    flush_log(client)
    return client


def parsed(client: FlaskClient, path: str) -> etree._Element:
    return etree.HTML(client.get(path, headers=basic(TOKEN)).get_data(as_text=True))


def test_all_languages_are_shown_with_the_language_beside_the_query(translator: FlaskClient) -> None:
    page = parsed(translator, "/insights?days=7")
    rows = [
        [cell.xpath("string()") for cell in row] for row in page.xpath("//section[@aria-labelledby='top']//tbody/tr")
    ]
    assert {(row[0], row[1], row[2]) for row in rows} == {
        ("zzqx", "English", "1"), ("zzqx", "Español", "1"), ("copagitos", "Español", "1"),
    }  # fmt: skip
    figures = page.xpath("//section[@aria-labelledby='languages']//tbody/tr")
    assert [[cell.xpath("string()") for cell in row][:2] for row in figures] == [["English", "1"], ["Español", "2"]]
    choices = page.xpath("//nav[@aria-label='Language']//a")
    assert [(each.text, each.get("href"), each.get("aria-current")) for each in choices] == [
        ("All languages", "/insights?days=7", "page"),
        ("English", "/insights?days=7&lang=en", None),
        ("Español", "/insights?days=7&lang=es", None),
    ]


def test_one_language_is_shown_with_its_terms_and_their_addresses(translator: FlaskClient) -> None:
    page = parsed(translator, "/insights?days=7&lang=es")
    text = page.xpath("string(//main)")
    assert "2 searches" in text
    assert ("Es largo." in text, "It is long." in text) == (True, False)
    cards = page.xpath("//section[@aria-labelledby='cards']//h3/a")
    assert [(each.text, each.get("lang"), each.get("href")) for each in cards] == [
        ("Copago", "es", "http://localhost/es/terminos/copago"),
        ("Deducible", "es", "http://localhost/es/terminos/deducible"),
    ]
    assert page.xpath("//section[@id='languages'] | //th[text()='Language']") == []
    assert "INFLESZ" in page.xpath("string(//section[@aria-labelledby='cards'])")
    assert {each.get("href") for each in page.xpath("//nav[@aria-label='Period and downloads']//a")} >= {
        "/insights?days=90&lang=es", "/insights?days=7&lang=es&format=csv",
    }  # fmt: skip


def test_a_choice_of_a_language_applies_to_downloads(translator: FlaskClient) -> None:
    found = translator.get("/insights?format=json&lang=es", headers=basic(TOKEN)).get_json()
    assert (found["language"], found["searches"], [each["language"] for each in found["languages"]]) == (
        "es",
        2,
        ["es"],
    )
    table = translator.get("/insights?format=csv", headers=basic(TOKEN)).get_data(as_text=True)
    assert table.startswith("section,what,count,detail,language")
    assert translator.get("/insights?lang=", headers=basic(TOKEN)).status_code == 200
    assert translator.get("/insights?lang=fr", headers=basic(TOKEN)).status_code == 400


def test_in_a_glossary_of_one_language_no_language_is_named(editor: FlaskClient) -> None:
    editor.get("/search?q=zzqx")
    flush_log(editor)
    page = parsed(editor, "/insights")
    assert page.xpath("//nav[@aria-label='Language'] | //*[@id='languages'] | //main//th[text()='Language']") == []
    assert page.xpath("//section[@aria-labelledby='cards']//h3/a/@href")[0] == "/terms/copayment"
    assert "English" not in page.xpath("string(//main)")


def test_without_a_database_the_page_says_so(tiny_index: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    broken = client_of(
        tiny_index, GLOSSARY_INSIGHTS_TOKEN=TOKEN, GLOSSARY_DATABASE_URL=f"sqlite:///{tmp_path}/file/a.db"
    )
    assert broken.get("/insights", headers=basic(TOKEN)).status_code == 503

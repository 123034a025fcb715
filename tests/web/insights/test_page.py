"""The editors' page opens to the token alone and shows what was stored as text."""

from __future__ import annotations

import base64
import json
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient

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


def test_without_a_database_the_page_says_so(tiny_index: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    broken = client_of(
        tiny_index, GLOSSARY_INSIGHTS_TOKEN=TOKEN, GLOSSARY_DATABASE_URL=f"sqlite:///{tmp_path}/file/a.db"
    )
    assert broken.get("/insights", headers=basic(TOKEN)).status_code == 503

"""The widget's script: the moving version and the releases, which never change."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search_app.web.embed import widget_script
from tests.conftest import ROOT

DOCUMENTED = re.findall(
    r"^\| `(\d+\.\d+\.\d+)` \| `(sha384-\S+)` \|$", (ROOT / "docs" / "embedding.md").read_text(), re.M
)


def test_the_moving_script_is_cached_for_ten_minutes(client: FlaskClient) -> None:
    first = client.get("/widget/v1.js")
    assert first.content_type == "text/javascript; charset=utf-8"
    assert first.headers["Cache-Control"].startswith("public, max-age=600")
    assert client.get("/widget/v1.js", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_release_never_changes_and_matches_its_hash(client: FlaskClient) -> None:
    assert DOCUMENTED
    for version, integrity in DOCUMENTED:
        response = client.get(f"/widget/{version}.js")
        assert "immutable" in response.headers["Cache-Control"]
        assert "sha384-" + b64encode(sha384(response.data).digest()).decode() == integrity


def test_every_release_is_documented() -> None:
    assert [version for version, _ in DOCUMENTED] == [release.version for release in widget_script.releases()]


@pytest.mark.parametrize("version", ["v1", *(version for version, _ in DOCUMENTED)])
def test_any_page_may_load_it(client: FlaskClient, version: str) -> None:
    headers = client.get(f"/widget/{version}.js").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_part_for_words_is_kept_for_good_and_may_be_loaded_by_any_page(client: FlaskClient) -> None:
    with_part = [each for each in widget_script.releases() if b"/widget/marking-" in each.body]
    assert [each.version for each in with_part][-1] == "1.2.0"
    for script in (widget_script.current(), *with_part):
        (part,) = {each.path: each for each in widget_script.parts() if each.path.encode() in script.body}.values()
        assert part.integrity.encode() in script.body
        response = client.get(part.path)
        assert response.data == part.body
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_there_is_no_other_version(client: FlaskClient) -> None:
    for version in ("v2", "9.9.9", "..%2f..%2fassets", "1.0"):
        assert client.get(f"/widget/{version}.js").status_code == 404


def test_a_release_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widget_script, "RELEASES", tmp_path / "releases")
    made = widget_script.release("7.0.0")
    assert made.body == widget_script.current().body
    assert (tmp_path / "releases" / "7.0.0-marking.js").read_bytes() == widget_script.parts()[0].body
    widget_script.releases.cache_clear()
    assert [each.version for each in widget_script.releases()] == ["7.0.0"]  # the part is no release
    widget_script.releases.cache_clear()
    with pytest.raises(FileExistsError):
        widget_script.release("7.0.0")


def test_the_script_needs_no_markup_no_eval_and_no_storage() -> None:
    for sink in (b"innerHTML", b"outerHTML", b"insertAdjacentHTML", b"document.write", b"eval(", b"new Function",
                 b"cookie", b"localStorage", b"sessionStorage", b"indexedDB"):  # fmt: skip
        assert sink not in widget_script.current().body
        assert sink not in widget_script.parts()[0].body

"""Liveness and readiness."""

from __future__ import annotations

import shutil
from pathlib import Path

from flask.testing import FlaskClient

from search_app.search import build
from tests.conftest import client_of


def test_health_and_readiness(client: FlaskClient, tmp_path: Path) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert (ready["status"], ready["terms"]) == ("ok", 3)
    empty = client_of(tmp_path)
    assert empty.get("/healthz").status_code == 200
    unready = empty.get("/readyz")
    assert unready.status_code == 503
    assert unready.get_json()["detail"] == "Nothing is published yet; run `glossary build`."


def test_readiness_names_what_waits_and_why_without_paths(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    old, new = (build(terms, index).manifest.generation for _ in range(2))
    (index / new / "names.utf8").unlink()
    ready = client_of(index).get("/readyz")
    assert (ready.status_code, ready.get_json()["status"]) == (200, "degraded")
    assert (ready.get_json()["generation"], ready.get_json()["waiting"]) == (old, new)
    assert ready.get_json()["detail"] == f"The generation {new} lacks names.utf8: No such file or directory."
    shutil.rmtree(index / old)
    unready = client_of(index).get("/readyz")
    assert unready.status_code == 503
    assert str(tmp_path) not in unready.get_data(as_text=True)

"""Liveness and readiness."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from tests.conftest import client_of


def test_health_and_readiness(client: FlaskClient, tmp_path: Path) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert (ready["status"], ready["terms"]) == ("ok", 3)
    empty = client_of(tmp_path)
    assert empty.get("/healthz").status_code == 200
    assert empty.get("/readyz").status_code == 503

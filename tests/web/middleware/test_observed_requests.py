"""The request log: one line a request, in either format, without address, query or term."""

from __future__ import annotations

import json
import logging
import logging.config
from collections.abc import Iterator
from pathlib import Path

import pytest

from search_app.web.middleware.observed_requests import log
from search_app.web.runtime.logs import JsonFormatter, TextFormatter
from tests.conftest import client_of


class Lines(logging.Handler):
    """Collects the formatted lines."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.json: list[dict[str, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.text.append(TextFormatter().format(record))
        self.json.append(json.loads(JsonFormatter().format(record)))


@pytest.fixture
def lines() -> Iterator[Lines]:
    handler = Lines()
    log.addHandler(handler)
    log.setLevel("INFO")
    yield handler
    log.removeHandler(handler)
    log.setLevel("NOTSET")


def test_a_line_has_route_status_time_bytes_and_identifier(tiny_index: Path, lines: Lines) -> None:
    client = client_of(tiny_index, GLOSSARY_REQUEST_LOG="on")
    sent = {"X-Request-ID": "abc", "User-Agent": "planted", "Referer": "http://localhost/search?q=planted"}
    for _ in range(2):  # the second answer is cached
        response = client.get(
            "/search?q=planted", headers=sent, environ_overrides={"REMOTE_ADDR": "203.0.113.7"}, buffered=True
        )
    line = lines.json[1]
    shown = {key: line[key] for key in ("method", "route", "status", "bytes", "request_id")}
    assert shown == {
        "method": "GET", "route": "/search", "status": 200, "bytes": len(response.data), "request_id": "abc"
    }  # fmt: skip
    assert isinstance(line["ms"], float)
    assert lines.text[1].endswith(f" ms {len(response.data)} bytes [abc]")
    client.get("/terms/planted", headers=sent, buffered=True)
    client.get("/planted", headers=sent, buffered=True)
    client.open("/search?q=x", method="PLANTED", buffered=True)
    assert [line["route"] for line in lines.json[2:4]] == ["/terms/<slug>", "unmatched"]
    assert lines.json[4]["method"] == "other"
    said = "\n".join(lines.text) + json.dumps(lines.json)
    assert "planted" not in said.lower()
    assert "203.0.113.7" not in said


@pytest.mark.parametrize(("method", "path"), [("HEAD", "/"), ("GET", "/healthz"), ("POST", "/api/v1/requests")])
def test_the_bytes_are_those_of_the_body(tiny_index: Path, lines: Lines, method: str, path: str) -> None:
    response = client_of(tiny_index, GLOSSARY_REQUEST_LOG="on").open(path, method=method, buffered=True)
    assert lines.json[0]["bytes"] == len(response.data)
    assert lines.json[0]["status"] == response.status_code


def test_without_the_setting_no_request_is_logged(tiny_index: Path, lines: Lines) -> None:
    client_of(tiny_index).get("/")
    assert lines.text == []


def test_lines_of_a_request_have_its_identifier(
    tiny_index: Path, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    errors = logging.getLogger("search_app.web.runtime.errors")
    errors.addHandler(lines)
    monkeypatch.setattr("search_app.search.glossary_engine.GlossaryEngine.search", fail)
    client_of(tiny_index).get("/search?q=planted", headers={"X-Request-ID": "abc"}, buffered=True)
    errors.removeHandler(lines)
    assert lines.json[0]["request_id"] == "abc"
    assert lines.text[0].splitlines()[0].endswith("unexpected error at /search [abc]")

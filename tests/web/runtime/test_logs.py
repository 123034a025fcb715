"""Log lines as JSON, and nothing of visitors in any line."""

from __future__ import annotations

import json
import logging
import logging.config
import sys
import threading
import warnings
from pathlib import Path

import pytest
from gunicorn.http.errors import InvalidRequestLine

from search_app.web.runtime.logs import JsonFormatter, LogStream, capture_all, logging_config
from tests.conftest import client_of


@pytest.fixture
def restored_loggers() -> object:
    """Undo a logging configuration."""
    root, limiter = logging.getLogger(), logging.getLogger("flask-limiter")
    handlers, levels = root.handlers[:], (root.level, limiter.level)
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    limiter.setLevel(levels[1])


def test_a_line_is_one_json_object() -> None:
    try:
        raise ValueError("a\nb")
    except ValueError:
        record = logging.LogRecord("glossary", logging.ERROR, "", 0, "failed: %s", ("x",), sys.exc_info())
    text = JsonFormatter().format(record)
    assert "\n" not in text
    line = json.loads(text)
    assert (line["level"], line["logger"], line["message"]) == ("error", "glossary", "failed: x")
    assert line["traceback"].endswith("ValueError: a\nb")


def test_a_visitor_over_the_limit_leaves_no_key_in_the_log(
    tiny_index: Path, restored_loggers: object, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.config.dictConfig(logging_config("text"))
    client = client_of(tiny_index, GLOSSARY_RATELIMIT="1 per hour")
    statuses = [client.post("/api/v1/requests", json={"query": "gym"}).status_code for _ in range(2)]
    assert statuses == [201, 429]
    assert "ratelimit" not in capsys.readouterr().err


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_what_a_client_sent_is_not_in_the_lines_of_gunicorn(
    log_format: str, restored_loggers: object, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.config.dictConfig(logging_config(log_format))
    gunicorn = logging.getLogger("gunicorn.error")
    gunicorn.warning("Invalid request from ip=203.0.113.7: Invalid HTTP request line: 'GET /?q=planted'")
    try:
        raise InvalidRequestLine("GET /?q=planted")
    except InvalidRequestLine as error:
        gunicorn.exception(error)
        gunicorn.exception("Error handling request %s %s", "GET", "/?q=planted")
    try:
        raise ConnectionError("lost")
    except ConnectionError:
        gunicorn.exception("Error handling request %s", "/?q=planted")
    gunicorn.info("Booting worker with pid: %s", 7)
    said = capsys.readouterr().err
    assert "planted" not in said
    assert "203.0.113.7" not in said
    assert said.count("invalid request was refused") == 1
    assert "lost" in said
    assert "pid: 7" in said


def test_printed_text_becomes_log_lines(restored_loggers: object, capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig(logging_config("json"))
    stream = LogStream(logging.getLogger("glossary"))
    for part in ("one", " line\n\nano", "ther\n"):
        stream.write(part)
    stream.flush()
    assert [json.loads(line)["message"] for line in capsys.readouterr().err.splitlines()] == ["one line", "another"]


def test_a_thread_that_fails_is_logged_in_the_same_format(
    restored_loggers: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logging.config.dictConfig(logging_config("json"))
    capture_all()
    try:
        thread = threading.Thread(target=lambda: 1 / 0, name="doomed")
        thread.start()
        thread.join()
        warnings.warn("odd", stacklevel=1)
    finally:
        logging.captureWarnings(False)
    ended, warned = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert ended["message"] == "the thread doomed has ended"
    assert "ZeroDivisionError" in ended["traceback"]
    assert "odd" in warned["message"]

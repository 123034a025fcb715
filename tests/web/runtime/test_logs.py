"""Log lines as JSON, and nothing of visitors in any line."""

from __future__ import annotations

import json
import logging
import logging.config
import sys
from pathlib import Path

import pytest

from search_app.web.runtime.logs import JsonFormatter, logging_config
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

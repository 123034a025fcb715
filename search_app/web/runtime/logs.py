"""Log lines, as text or JSON; none contains a visitor's address or user agent."""

from __future__ import annotations

import json
import logging
import threading
import time
from typing import Any

from search_app.web.runtime.request_ids import request_id

FAILED_REQUEST = ("Error handling request", "Exception while serving", "Exception when servicing")  # and its path
INVALID_REQUEST = "Invalid request from"  # gunicorn's line continues with the address and what was sent
FIELDS = "fields"  # the attribute of a record with further keys of its JSON

log = logging.getLogger(__name__)


class RequestsUnnamed(logging.Filter):
    """Remove from gunicorn's lines what a client sent: address, request line, headers, and errors that quote them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True: every line is logged, without details of a request."""
        if str(record.msg).startswith(INVALID_REQUEST):
            record.msg, record.args = "An invalid request was refused", ()
        elif str(record.msg).startswith(FAILED_REQUEST):
            record.msg, record.args = "A request failed", ()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and type(error).__module__.startswith("gunicorn.http"):
            record.msg, record.args = f"A request failed: {type(error).__name__}", ()
            record.exc_info = record.exc_text = None
        return True


class TextFormatter(logging.Formatter):
    """Format a record as a line of text that ends with the identifier of its request, if it has one."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  the base class's name
        identifier = _fields(record).get("request_id")
        return super().formatMessage(record) + (f" [{identifier}]" if identifier else "")


class JsonFormatter(logging.Formatter):
    """Format a record as one line of JSON: time, level, logger, message, any traceback and the record's fields."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    """Return the fields of a record, the identifier of the current request among them."""
    fields: dict[str, Any] = getattr(record, FIELDS, {})
    if "request_id" not in fields and (identifier := request_id()):
        return {**fields, "request_id": identifier}
    return fields


class LogStream:
    """A text stream whose lines become log lines: messages of the command line in the format of the others."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger, self._begun = logger, ""

    def write(self, text: str) -> int:
        """Log the lines that are complete."""
        *lines, self._begun = (self._begun + text).split("\n")
        for line in filter(str.strip, lines):
            self._logger.info("%s", line)
        return len(text)

    def flush(self) -> None:
        """Do nothing: a line is logged when it is complete."""


def capture_all() -> None:
    """Log warnings, and errors that end a thread, which Python prints in a format of its own."""
    logging.captureWarnings(True)
    threading.excepthook = _log_ended_thread


def _log_ended_thread(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_type is not SystemExit:
        name = ended.thread.name if ended.thread else "unknown"
        log.error("the thread %s has ended", name, exc_info=ended.exc_value)


def logging_config(log_format: str) -> dict[str, Any]:
    """Return a configuration for `logging.config.dictConfig`: standard error only, in one format for all loggers."""
    formatters = {"text": {"()": TextFormatter}, "json": {"()": JsonFormatter}}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"requests_unnamed": {"()": RequestsUnnamed}},
        "formatters": {"chosen": formatters[log_format]},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "chosen"}},
        "root": {"level": "INFO", "handlers": ["stderr"]},
        "loggers": {
            "gunicorn.error": {"level": "INFO", "propagate": True, "handlers": [], "filters": ["requests_unnamed"]},
            "gunicorn.access": {"level": "WARNING", "propagate": False, "handlers": []},
            "waitress": {"level": "WARNING", "filters": ["requests_unnamed"]},
            "waitress.queue": {"level": "ERROR"},  # a warning for each request that waits
            "flask-limiter": {"level": "WARNING"},  # below that it logs the keys of visitors
        },
    }

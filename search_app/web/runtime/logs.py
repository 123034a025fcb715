"""Log lines, as text or JSON; none contains a visitor's address or user agent."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

FAILED_REQUEST = ("Error handling request", "Exception while serving", "Exception when servicing")  # and its path
INVALID_REQUEST = "Invalid request from"  # gunicorn's line continues with the address and what was sent


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


class JsonFormatter(logging.Formatter):
    """Format a record as one line of JSON: time, level, logger, message and any traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def logging_config(log_format: str) -> dict[str, Any]:
    """Return a configuration for `logging.config.dictConfig`: standard error only, without an access log."""
    formatters = {
        "text": {"format": "%(asctime)s %(levelname)-7s %(name)s: %(message)s"},
        "json": {"()": JsonFormatter},
    }
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

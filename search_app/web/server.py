"""The application under gunicorn: preloaded, with threads in each worker."""

from __future__ import annotations

import logging
from typing import Any

import gunicorn.http.message
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import NoMoreData, ParseException

from search_app.analytics.collection.search_log import SearchLog
from search_app.config import Settings
from search_app.web.app import create_app
from search_app.web.runtime.errors import expect_broken_bodies
from search_app.web.runtime.logs import logging_config
from search_app.web.runtime.services import services_of

MAX_REQUEST_LINE = 128 * 1024  # bytes: a query of ten thousand characters is cut to size, not refused with 414
TIMEOUT = 30  # seconds a worker may be silent before it is replaced
GRACE = 10  # seconds requests in flight have when the server stops
KEEP_ALIVE = 5  # seconds an idle connection is kept

log = logging.getLogger(__name__)


class Server(BaseApplication):  # type: ignore[misc]
    """A gunicorn server; `run` returns when it has stopped."""

    def __init__(self, settings: Settings, *, bind: str, workers: int, threads: int) -> None:
        self._settings = settings
        self._options: dict[str, Any] = {
            "bind": bind,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "preload_app": True,  # workers share the index and the counters of rate limits
            "timeout": TIMEOUT,
            "graceful_timeout": GRACE,
            "keepalive": KEEP_ALIVE,
            "limit_request_line": MAX_REQUEST_LINE,
            "control_socket_disable": True,
            "forwarder_headers": "",  # proxies.py decides about the path prefix; no header SCRIPT_NAME counts
            "logconfig_dict": logging_config(settings.log_format),
            "proc_name": "glossary",
            "pre_fork": _open_published,
            "post_worker_init": _start_worker,
            "worker_exit": _stop_search_log,
        }
        gunicorn.http.message.MAX_REQUEST_LINE = MAX_REQUEST_LINE  # the maximum of gunicorn's own setting
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        app = create_app(self._settings)
        expect_broken_bodies(app, NoMoreData, ParseException)
        return app


def _open_published(_server: Any, worker: Any) -> None:
    """Open what was published since the last fork: the worker has it at once, and shares its memory with others."""
    services_of(worker.app.wsgi()).live.refresh()


def _start_worker(worker: Any) -> None:
    services_of(worker.app.wsgi()).live.start()
    _search_log(worker).start()


def _stop_search_log(_server: Any, worker: Any) -> None:
    _search_log(worker).close()


def _search_log(worker: Any) -> SearchLog:
    return services_of(worker.app.wsgi()).search_log

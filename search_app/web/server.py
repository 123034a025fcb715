"""The application under gunicorn: preloaded, with threads in each worker, which buffers requests and responses."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.app.base import BaseApplication

from search_app.analytics.collection.search_log import SearchLog
from search_app.config import Settings
from search_app.web.app import create_app
from search_app.web.runtime.logs import logging_config
from search_app.web.runtime.services import services_of
from search_app.web.serving.worker import BufferingWorker

TIMEOUT = 30  # seconds a worker may be silent before it is replaced
GRACE = 10  # seconds requests in flight have when the server stops

log = logging.getLogger(__name__)


class Server(BaseApplication):  # type: ignore[misc]
    """A gunicorn server; `run` returns when it has stopped."""

    def __init__(self, settings: Settings, *, bind: str, workers: int, threads: int) -> None:
        self._settings = settings
        self._options: dict[str, Any] = {
            "bind": bind,
            "workers": workers,
            "threads": threads,
            "worker_class": BufferingWorker,
            "preload_app": True,  # workers share the index and the counters of rate limits
            "timeout": TIMEOUT,
            "graceful_timeout": GRACE,
            "control_socket_disable": True,
            "logconfig_dict": logging_config(settings.log_format),
            "proc_name": "glossary",
            "post_worker_init": _start_search_log,
            "worker_exit": _stop_search_log,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return create_app(self._settings)


def _start_search_log(worker: Any) -> None:
    _search_log(worker).start()


def _stop_search_log(_server: Any, worker: Any) -> None:
    _search_log(worker).close()


def _search_log(worker: Any) -> SearchLog:
    return services_of(worker.app.wsgi()).search_log

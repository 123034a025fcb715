"""The application under gunicorn: preloaded, with threads in each worker, which buffers requests and responses."""

from __future__ import annotations

import gc
import logging
import os
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import NoMoreData, ParseException

from search_app.config import Settings
from search_app.web.app import create_app
from search_app.web.monitoring import folder
from search_app.web.monitoring.listener import Listener
from search_app.web.runtime.errors import expect_broken_bodies
from search_app.web.runtime.logs import capture_all, logging_config
from search_app.web.runtime.services import Services, services_of
from search_app.web.serving.worker import BufferingWorker

TIMEOUT = 30  # seconds a worker may be silent before it is replaced
GRACE = 10  # seconds requests in flight have when the server stops

log = logging.getLogger(__name__)


class Server(BaseApplication):  # type: ignore[misc]
    """A gunicorn server; `run` returns when it has stopped.

    Raises:
        SettingError: nothing can listen at the address for metrics.
    """

    def __init__(self, settings: Settings, *, bind: str, workers: int, threads: int) -> None:
        self._settings = settings
        self._listener = Listener(settings.metrics) if ":" in settings.metrics else None
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
            "pre_fork": _open_published,
            "post_worker_init": _start_worker,
            "worker_exit": _stop_search_log,
            "child_exit": _count_worker,
        }
        if self._listener:
            self._options |= {"when_ready": self._start_listener, "post_fork": self._close_listener}
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        app = create_app(self._settings)
        expect_broken_bodies(app, NoMoreData, ParseException)
        return app

    def run(self) -> None:
        capture_all()
        if self._settings.metrics == "off":
            super().run()
            return
        started_by, is_given = os.getpid(), folder.is_given()
        shared = folder.prepare()
        try:
            super().run()
        finally:
            if os.getpid() == started_by and not is_given:  # workers come here too when they end
                folder.remove(shared)

    def _start_listener(self, server: Any) -> None:
        if self._listener:
            self._listener.start(_services(server.app).meter)

    def _close_listener(self, _server: Any, _worker: Any) -> None:
        if self._listener:
            self._listener.close()


def _open_published(_server: Any, worker: Any) -> None:
    """Open what was published since the last fork: the worker has it at once, and shares its memory with others.

    Garbage collections in workers pass over what is shared: a look at an object would copy its page.
    """
    _services(worker.app).live.refresh()
    gc.collect()
    gc.freeze()


def _start_worker(worker: Any) -> None:
    running = _services(worker.app)
    running.live.start()
    running.search_log.start()
    running.meter.start(running.live, running.search_log)


def _stop_search_log(_server: Any, worker: Any) -> None:
    _services(worker.app).search_log.close()


def _count_worker(server: Any, worker: Any) -> None:
    _services(server.app).meter.worker_ended(worker.pid)


def _services(app: Any) -> Services:
    return services_of(app.wsgi())

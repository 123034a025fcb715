"""A worker of gunicorn that serves with waitress: gunicorn starts, replaces and stops it, waitress speaks HTTP."""

from __future__ import annotations

import os
import resource
import time
from typing import Any

from gunicorn.workers.base import Worker
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from search_app.web.serving.connections import MAX_CONNECTIONS, PAUSE, Server
from search_app.web.serving.poll import Poll
from search_app.web.serving.requests import MAX_BODY, MAX_HEADERS, MAX_REQUEST_LINE

SPARE_FILES = 256  # descriptors for everything but connections
LAST_CALL = 1.0  # seconds in which a kept connection may send another request after the stop has begun
LOOP = 1.0  # seconds after which the worker reports that it is alive


class BufferingWorker(Worker):  # type: ignore[misc]
    """Reads requests and writes responses in the main thread; `threads` others compute."""

    def run(self) -> None:
        """Serve until the worker is told to stop, then finish what was begun."""
        _allow_files(MAX_CONNECTIONS + SPARE_FILES)
        self._map: dict[int, Any] = {}
        self._dispatcher = ThreadedTaskDispatcher()
        self._dispatcher.set_thread_count(self.cfg.threads)
        self._servers = [self._server(listener) for listener in self.sockets]
        for server in self._servers:
            server.shares_socket = self.cfg.workers > 1
        self._poll = Poll(self._map)
        reported = float("-inf")
        while self.alive and self.ppid == os.getppid():
            if (now := time.monotonic()) >= reported + LOOP:
                self.notify()
                reported = now
            pauses = [max(pause, PAUSE) for server in self._servers if (pause := server.pause)]
            self._poll.turn(min(pauses, default=LOOP))
        self._finish()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Stop gracefully; called by a signal."""
        self.alive = False
        for server in getattr(self, "_servers", ()):
            server.pull_trigger()

    def _server(self, listener: Any) -> Server:
        host = listener.getsockname()[0]
        adjustments = Adjustments(
            server_name=f"[{host}]" if ":" in host else host,  # the host of a request without one
            ident=None,
            clear_untrusted_proxy_headers=False,  # proxies.py decides about them
            connection_limit=MAX_CONNECTIONS + SPARE_FILES,
            cleanup_interval=1,
            log_socket_errors=False,
            max_request_header_size=MAX_REQUEST_LINE + MAX_HEADERS,
            max_request_body_size=MAX_BODY,
            inbuf_overflow=MAX_BODY,
        )
        sock = listener.sock
        kind = (sock.family, sock.type, sock.proto, sock.getsockname())
        return Server(self.wsgi, self._map, True, sock, self._dispatcher, adjustments, sockinfo=kind, bind_socket=False)

    def _finish(self) -> None:
        """Answer the requests that were begun; kept connections stay a moment for one that is on its way."""
        for server in self._servers:
            server.stop_accepting()
        now = time.monotonic()
        deadline, last_call = now + self.cfg.graceful_timeout, now + LAST_CALL
        while (now := time.monotonic()) < deadline and any(server.active_channels for server in self._servers):
            for server in self._servers:
                server.maintenance(now)  # a server that does not accept is not asked whether it is readable
                for connection in list(server.active_channels.values()):
                    if now > last_call and connection.is_idle:
                        connection.will_close = True
            self.notify()
            self._poll.turn(0.1, ask_all=True)
        self._dispatcher.shutdown(timeout=1)


def _allow_files(number: int) -> None:
    """Raise the limit of open files to `number`, as far as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < number:
        most = number if hard == resource.RLIM_INFINITY else min(number, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))

"""Connections with deadlines: one that is slow or idle costs a file descriptor and some memory, never a thread."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import BadRequest

from search_app.web.serving.refusals import refusal
from search_app.web.serving.requests import RequestParser

# Seconds
HEADER_TIMEOUT = 10  # from the connection, or the first byte of a request, to the end of its header
BODY_TIMEOUT = 30  # to the end of its body
WRITE_TIMEOUT = 30  # in which a client reads nothing of a response
RESPONSE_TIMEOUT = 300  # in which it reads the whole
KEEP_ALIVE = 5  # between two requests
PAUSE = 0.001  # between two connections that a worker accepts, in which another worker can accept one
LINGER = 2  # in which a client that is refused while it sends can read why

MAX_CONNECTIONS = 1_000  # of a worker; when there are more, the one without activity for longest is closed


class ResponseTask(WSGITask):  # type: ignore[misc]
    """Computes a response; one that has no body, such as 304, does not end the connection."""

    def set_close_on_finish(self) -> None:
        if self.has_body or self.version == "1.0" or self.request.connection_close:
            super().set_close_on_finish()


class RefusalTask(ErrorTask):  # type: ignore[misc]
    """Answers a request that could not be read."""

    def execute(self) -> None:
        self.status, headers, body = refusal(self.request)
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Connection(HTTPChannel):  # type: ignore[misc]
    """A client's connection."""

    task_class = ResponseTask
    error_task_class = RefusalTask
    request: Any  # the one that is read, if any

    def __init__(self, server: Server, *args: Any, **options: Any) -> None:
        self.begun = time.monotonic()  # of the request that is read or answered
        self.is_new = True  # no request was received
        self._refused = self._lingering = False
        self._is_held_back = False  # what came while a response was computed

        super().__init__(server, *args, **options)

    def parser_class(self, adjustments: Adjustments) -> RequestParser:
        """Return a parser for the next request."""
        self._newest = RequestParser(adjustments, lambda: self.server.is_stopping)
        return self._newest

    def received(self, data: bytes) -> bool:
        """Read requests; of a client that was refused, discard the rest."""
        if self._lingering:
            return False
        if self.request is None:
            self.begun = time.monotonic()
        result = bool(super().received(data))
        self.is_new = self.is_new and not self._newest.completed
        self._refused = self._newest.error is not None
        return result

    def handle_read(self) -> None:
        """Read what has come; a client that ends before its request does is told so, for it may still listen.

        What comes before the last response has been sent is left to the system until then.
        """
        with self.requests_lock:
            self._is_held_back = bool(self.requests)
        if self._is_cut_off():
            self._refuse_cut_off()
        elif self._lingering or HTTPChannel.readable(self):
            super().handle_read()

    def _is_cut_off(self) -> bool:
        if self.request is None or not self.request.headers_finished or self.requests:
            return False
        try:
            return not self.socket.recv(1, socket.MSG_PEEK)
        except OSError:
            return False

    def _refuse_cut_off(self) -> None:
        with self.requests_lock:
            request: RequestParser = self.request
            self.request = None
            request.error = BadRequest("The body ends too early.")
            request.completed = True
            self.requests.append(request)
        self.server.add_task(self)

    def readable(self) -> bool:
        """Return whether to wait for data; while a response is computed too, so that nothing changes after it."""
        if self._lingering:
            return True
        return not (self.writable() or (self._is_held_back and self.requests))

    def service(self) -> None:
        """Answer a request; called by a thread."""
        self.server.answering.connection = self
        super().service()

    @property
    def needs_main_thread(self) -> bool:
        """Whether anything is to be done that only the main thread does."""
        return self._is_held_back or bool(self.writable())

    def handle_close(self) -> None:
        """Close; after a refusal, read on for a moment first: data that is not read would destroy the response."""
        if not self._refused or self._lingering or not self.connected:
            super().handle_close()
            return
        self._lingering, self.will_close, self.begun = True, False, time.monotonic()
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def write_soon(self, data: Any) -> int:
        """Send what the system takes at once; the rest is buffered for the main thread.

        waitress buffers everything first: the main thread would see that, and try again and again to send it as well.
        """
        sent = self._send_at_once(data) if isinstance(data, bytes) else 0
        return sent + int(super().write_soon(data[sent:] if sent else data))

    def _send_at_once(self, data: bytes) -> int:
        """Return how much was sent; nothing while other data is buffered."""
        with self.outbuf_lock:
            if not self.connected or self.total_outbufs_len:
                return 0
            try:
                sent = int(self.send(data, do_close=False))
            except OSError:  # waitress gets it, too
                return 0
            self.last_activity = time.time()
            return sent

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being read, computed or written."""
        return not (self.requests or self.request or self.total_outbufs_len)

    def is_overdue(self) -> bool:
        """Return whether the client was given enough time; the time in which a response is computed is not counted."""
        if self.requests:
            return False
        begun, inactive = time.monotonic() - self.begun, time.time() - self.last_activity
        if self._lingering:
            return begun > LINGER
        if self.total_outbufs_len:
            return bool(inactive > WRITE_TIMEOUT or begun > RESPONSE_TIMEOUT)
        if self.request:
            return begun > (BODY_TIMEOUT if self.request.headers_finished else HEADER_TIMEOUT)
        return bool(inactive > (HEADER_TIMEOUT if self.is_new else KEEP_ALIVE))


class Server(TcpWSGIServer):  # type: ignore[misc]
    """A listening socket and its connections.

    All workers listen on one socket. One that has accepted a connection leaves the next to the others for a moment: the
    first that wakes would else accept all that come at once, and answer them alone for as long as they are kept.
    """

    channel_class = Connection
    is_stopping = False
    shares_socket = False  # with other workers
    _accepts_from = 0.0
    answering = threading.local()  # `connection`: the one that a thread answers

    @property
    def pause(self) -> float:
        """The seconds until this worker accepts again."""
        return max(self._accepts_from - time.monotonic(), 0.0)

    def readable(self) -> bool:
        return not self.pause and super().readable()

    def pull_trigger(self) -> None:
        """Wake the main thread; a thread that has answered a request does not, if nothing is left to do."""
        connection: Connection | None = getattr(self.answering, "connection", None)
        if connection is None or connection.needs_main_thread:
            super().pull_trigger()

    def maintenance(self, now: float) -> None:
        """Close overdue connections; called about once a second."""
        for connection in list(self.active_channels.values()):
            if connection.is_overdue():
                connection.will_close = True
                self.pull_trigger()

    def handle_accept(self) -> None:
        before = len(self.active_channels)
        super().handle_accept()
        if self.shares_socket and len(self.active_channels) > before:
            self._accepts_from = time.monotonic() + PAUSE
        if len(self.active_channels) > MAX_CONNECTIONS:
            waiting = [each for each in self.active_channels.values() if not each.requests and not each.will_close]
            if waiting:
                min(waiting, key=lambda each: float(each.last_activity)).handle_close()

    def stop_accepting(self) -> None:
        """Accept the connections that are already made; when all workers have done that, others are refused."""
        known = -1
        while len(self.active_channels) != known:
            known = len(self.active_channels)
            self.handle_accept()
        self.is_stopping, self.accepting = True, False
        self.del_channel()
        self.socket.close()  # else the system would accept connections that nobody answers

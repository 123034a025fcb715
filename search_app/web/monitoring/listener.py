"""`/metrics` on an address of its own, served by a thread of the process that starts the workers.

It answers while all workers are busy or hang, and cannot be reached by visitors.
"""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from search_app.errors import SettingError
from search_app.web.monitoring.meter import Meter

PATH = "/metrics"
TIMEOUT = 10  # seconds in which a client has to send its request and read the answer


class Listener:
    """Binds `address` (`host:port`) when it is created, and serves once it is started."""

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        host = host.strip("[]")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        server = type("MetricsServer", (ThreadingHTTPServer,), {"address_family": family})
        try:
            self._server: ThreadingHTTPServer = server((host, int(port)), _Handler)
        except OSError as error:
            raise SettingError(f"GLOSSARY_METRICS is {address!r}, but nothing can listen there: {error}.") from None

    def start(self, meter: Meter) -> None:
        """Serve the metrics in the background."""
        self._server.meter = meter  # type: ignore[attr-defined]
        threading.Thread(target=self._server.serve_forever, name="metrics-listener", daemon=True).start()

    def close(self) -> None:
        """Release the address, in a worker too: it inherits the socket."""
        self._server.socket.close()


class _Handler(BaseHTTPRequestHandler):
    timeout = TIMEOUT

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != PATH:
            self.send_error(404)
            return
        body, content_type = self.server.meter.exposition()  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        return "glossary"

    def log_message(self, *_: object) -> None:
        """Log nothing: the lines would contain addresses."""

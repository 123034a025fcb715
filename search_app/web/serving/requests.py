"""Reading requests. The length of a body may be given in one way only, so that no proxy in front reads another one.

A request reaches the application when its body is complete.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser, ParsingError, TransferEncodingNotImplemented
from waitress.utilities import BadRequest

MAX_REQUEST_LINE = 128 * 1024  # bytes: a query of ten thousand characters is cut to size, not refused with 414
MAX_HEADERS = 32 * 1024  # bytes of all header fields
MAX_BODY = 512 * 1024  # bytes, kept in memory; the application has lower limits of its own

_TRANSFER_CODINGS = re.compile(rb"^transfer-encoding[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)


class RequestLineTooLong(BadRequest):  # type: ignore[misc]
    """The error 414."""

    code = 414
    reason = "URI Too Long"


class RequestParser(HTTPRequestParser):  # type: ignore[misc]
    """Reads one request.

    is_stopping: whether the process stops; the response then closes the connection.
    """

    def __init__(self, adjustments: Adjustments, is_stopping: Callable[[], bool]) -> None:
        super().__init__(adjustments)
        self._is_stopping = is_stopping

    def received(self, data: bytes) -> int:
        """Read a piece of the request; return how much of it belonged to this request."""
        if self.body_rcv is None and self.header_plus.find(b"\n", 0, MAX_REQUEST_LINE) < 0:
            line = self.header_plus + data
            if line.find(b"\n", 0, MAX_REQUEST_LINE + 1) < 0 and len(line) > MAX_REQUEST_LINE:
                self.parse_header(b"GET / HTTP/1.0\r\n")
                self.error = RequestLineTooLong(f"The limit is {MAX_REQUEST_LINE} bytes.")
                self.completed = True
                return len(data)
        return int(super().received(data))

    def parse_header(self, header_plus: bytes) -> None:
        """Parse the request line and the header fields.

        Raises:
            ParsingError: the request is malformed, or the length of its body is ambiguous.
            TransferEncodingNotImplemented: the body has another transfer coding than `chunked`, or several.
        """
        codings = [found.strip(b" \t\r").lower() for found in _TRANSFER_CODINGS.findall(header_plus)]
        if codings not in ([], [b"chunked"]):
            raise TransferEncodingNotImplemented("Transfer-Encoding must be chunked.")
        super().parse_header(header_plus)
        if self.version not in ("1.0", "1.1"):
            raise ParsingError("The version of HTTP is unknown.")
        if codings and (self.version == "1.0" or "CONTENT_LENGTH" in self.headers):
            raise ParsingError("The length of the body is ambiguous.")
        if self.version == "1.1" and self._is_stopping():
            self.headers["CONNECTION"] = "close"
            self.connection_close = True

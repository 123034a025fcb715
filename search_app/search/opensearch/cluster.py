"""The connection to a cluster: several nodes, a deadline, and errors that say no address and no password."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionTimeout,
    NotFoundError,
    OpenSearchException,
    TransportError,
)
from opensearchpy.serializer import Serializer

from search_app.errors import SettingError, TextsUnavailable

ATTEMPT = 1.5  # seconds that a node has to answer a search
ATTEMPTS = 2  # at different nodes, if there are several
PAUSE = 1.0  # seconds during which searches fail at once, after no node answered
BUILD_ATTEMPT = 120.0  # seconds that a node has for a request of a build
LEAST_VERSION = 2  # of OpenSearch

log = logging.getLogger(__name__)

for noisy in ("opensearch", "opensearchpy", "opensearchpy.trace"):  # they log requests with the words in them
    logging.getLogger(noisy).setLevel(logging.CRITICAL)

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a cluster is. `prefix` begins the names of its indexes; `ca` is a file of certificates."""

    urls: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""
    prefix: str = "glossary"

    @classmethod
    def of(cls, text: str, user: str = "", password: str = "", ca: str = "", prefix: str = "glossary") -> Address:
        """Return the address in URLs that are separated by commas; a user and a password in the first one count."""
        parts = [urlsplit(url.strip()) for url in text.split(",")]
        urls = [f"{each.scheme}://{each.netloc.rpartition('@')[2]}{each.path.rstrip('/')}" for each in parts]
        user = user or unquote(parts[0].username or "")
        return cls(tuple(urls), user, password or unquote(parts[0].password or ""), ca, prefix)


class _Json(Serializer):
    mimetype = "application/json"

    def dumps(self, data: Any) -> Any:
        return data if isinstance(data, bytes | str) else msgspec.json.encode(data)

    def loads(self, data: Any) -> Any:
        return msgspec.json.decode(data)


class Cluster:
    """A cluster. Threads share it; a process that was forked makes connections of its own."""

    def __init__(self, address: Address) -> None:
        self.prefix = address.prefix
        self._address = address
        self._client: OpenSearch | None = None
        self._process = 0
        self._down_until = 0.0
        self._lock = threading.Lock()

    def check(self) -> None:
        """Check that the cluster can be used.

        Raises:
            SettingError: the password is wrong, or the server is not an OpenSearch that this version works with.
            TextsUnavailable: no node answers.
        """
        try:
            found = self._connected().transport.perform_request("GET", "/")
        except (AuthenticationException, AuthorizationException):
            raise SettingError("The OpenSearch cluster refuses the user or the password of the settings.") from None
        except OpenSearchException as error:
            raise self._unavailable(error) from None
        version = found.get("version", {}) if isinstance(found, dict) else {}
        number = str(version.get("number", "unknown"))
        major = number.partition(".")[0]
        if version.get("distribution") != "opensearch" or not major.isdigit() or int(major) < LEAST_VERSION:
            raise SettingError(
                f"GLOSSARY_OPENSEARCH_URL leads to a server of the version {number}, which is no OpenSearch from"
                f" {LEAST_VERSION} on."
            )

    def health(self) -> str:
        """Return the state of the indexes of this glossary: green, yellow or red.

        Raises:
            TextsUnavailable: no node answers in time.
        """
        return str(self.request("GET", f"/_cluster/health/{self.prefix}-*")["status"])

    def search(self, index: str, bodies: Sequence[Body]) -> list[Any]:
        """Return the answers to several searches, sent in one request.

        Raises:
            TextsUnavailable: no node answers in time, or only for a part of the entries.
        """
        header = b'{"allow_partial_search_results":false}\n'
        data = b"".join([header + msgspec.json.encode(body) + b"\n" for body in bodies])
        answers: list[Any] = self.request("POST", f"/{index}/_msearch", data)["responses"]
        for answer in answers:
            if "error" in answer:
                log.error("a search was refused: %s", _reasons(answer["error"]))
                raise TextsUnavailable
            if answer["timed_out"] or answer["_shards"]["failed"]:
                log.error("a search was answered in part")
                raise TextsUnavailable
        return answers

    def request(self, method: str, path: str, body: Any = None, params: Body | None = None) -> Any:
        """Return the answer to a request of a visitor, which has little time.

        Raises:
            TextsUnavailable: no node answers in time.
        """
        if time.monotonic() < self._down_until:
            raise TextsUnavailable
        try:
            return self._perform(method, path, body, params, ATTEMPT)
        except OpenSearchException as error:
            raise self._unavailable(error) from None

    def build_request(self, method: str, path: str, body: Any = None, params: Body | None = None) -> Any:
        """Return the answer to a request of a build, which has time.

        Raises:
            TextsUnavailable: the cluster cannot be reached, or refuses.
        """
        try:
            return self._perform(method, path, body, params, BUILD_ATTEMPT)
        except OpenSearchException as error:
            raise TextsUnavailable(f"The OpenSearch cluster cannot be written: {_cause(error)}.") from None

    def find(self, path: str) -> Any:
        """Return what there is at a path, or None.

        Raises:
            TextsUnavailable: no node answers in time.
        """
        try:
            return self._perform("GET", path, None, None, ATTEMPT)
        except NotFoundError:
            return None
        except OpenSearchException as error:
            raise TextsUnavailable(f"The OpenSearch cluster cannot be read: {_cause(error)}.") from None

    def _perform(self, method: str, path: str, body: Any, params: Body | None, seconds: float) -> Any:
        ndjson = {"content-type": "application/x-ndjson"} if path.endswith(("/_msearch", "/_bulk")) else None
        transport = self._connected().transport
        return transport.perform_request(method, path, params=params, body=body, timeout=seconds, headers=ndjson)

    def _unavailable(self, error: OpenSearchException) -> TextsUnavailable:
        """Return the error for visitors, and log the cause; if no node answers, none is asked for a while."""
        log.error("the OpenSearch cluster cannot be used: %s", _cause(error))
        if isinstance(error, TransportError) and error.status_code in ("N/A", "TIMEOUT"):
            self._down_until = time.monotonic() + PAUSE
        return TextsUnavailable()

    def _connected(self) -> OpenSearch:
        with self._lock:
            if self._client is None or self._process != os.getpid():
                self._client, self._process = _client(self._address), os.getpid()
            return self._client


def _client(address: Address) -> OpenSearch:
    secure: dict[str, Any] = {"ca_certs": address.ca} if address.ca else {}
    return OpenSearch(
        hosts=list(address.urls),
        http_auth=(address.user, address.password) if address.user else None,
        serializer=_Json(),
        timeout=ATTEMPT,
        max_retries=ATTEMPTS - 1,
        retry_on_timeout=True,
        dead_timeout=2,  # seconds; a node that is back is used again within a few
        timeout_cutoff=1,
        pool_maxsize=16,
        **secure,
    )


def _cause(error: OpenSearchException) -> str:
    """Return the cause of an error, without addresses and queries."""
    if isinstance(error, ConnectionTimeout):
        return "no node answers in time"
    if isinstance(error, TransportError) and isinstance(error.status_code, int):
        return f"it answers with the status {error.status_code}"
    return "no node can be reached"


def _reasons(error: Any) -> str:
    """Return the type of an error that the server reports; its text may have the words of a query."""
    return str(error.get("type", "unknown")) if isinstance(error, dict) else "unknown"

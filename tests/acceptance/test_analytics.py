"""What visitors send, on a real gunicorn: kept through power cuts, limited, anonymous, and no burden on the search."""

from __future__ import annotations

import http.client
import json
import os
import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from tests.concurrency import repeating
from tests.conftest import Served, free_port
from tests.postgres import Cluster

POSTS = int(os.environ.get("GLOSSARY_TEST_POSTS", "1500"))  # 10000 for the whole proof; it takes some minutes
CLIENTS, KILLS = 8, 3
PLANTED_EMAILS = ("ada@planted.example", "bob.planted@mail.example", "eve+x@planted.example")
PLANTED_AGENT, PLANTED_ADDRESS = "PlantedAgent/7.3", "203.0.113.77"

Serve = Callable[..., Served]


class Client:
    """One visitor, from an address of its own where `address` says so; `keep` makes it stay on one connection."""

    def __init__(self, url: str, address: str = "", *, keep: bool = False, **headers: str) -> None:
        self._host, self._headers = urlsplit(url).netloc, headers if keep else {"Connection": "close", **headers}
        self._source = (address, 0) if address else None
        self._connection: http.client.HTTPConnection | None = None

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body; OSError or HTTPException when there is no answer."""
        if not self._connection:
            self._connection = http.client.HTTPConnection(self._host, timeout=10, source_address=self._source)
        encoded = None if body is None else json.dumps(body).encode()
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            self._connection.request(method, path, encoded, self._headers | headers)
            response = self._connection.getresponse()
            answer = response.status, dict(response.headers), response.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = None
            raise
        if response.will_close:
            self._connection.close()
            self._connection = None
        return answer


@pytest.fixture(params=["sqlite", "postgresql"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """The kind of database and its address."""
    if request.param == "sqlite":
        return "sqlite", f"sqlite:///{tmp_path}/var/analytics.db"
    cluster: Cluster = request.getfixturevalue("postgres")
    return "postgresql", cluster.create(f"a{uuid4().hex}")


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(statement))]
    engine.dispose()
    return found


# Nothing is lost


class Flood:
    """Posts from several clients, each sent again until it is answered; what was answered is remembered."""

    def __init__(self, url: str, slugs: list[str]) -> None:
        self._url, self._slugs = url, slugs
        self._numbers = iter(range(POSTS))
        self._lock = threading.Lock()
        self.answered: set[int] = set()
        self.unanswered = 0
        self.refused: list[int] = []

    def run(self) -> None:
        client = Client(self._url, keep=True)
        while (number := self._next()) is not None:
            body = {"id": str(uuid4()), "helpful": number % 3 > 0, "comment": f"post {number}"}
            give_up = time.monotonic() + 60
            while not self._sent(client, f"/api/v1/terms/{self._slugs[number % len(self._slugs)]}/feedback", body):
                assert time.monotonic() < give_up, "a post had no answer for a minute"
                time.sleep(0.02)
            with self._lock:
                self.answered.add(number)

    def _next(self) -> int | None:
        with self._lock:
            return next(self._numbers, None)

    def _sent(self, client: Client, path: str, body: Any) -> bool:
        try:
            status, _, _ = client.send("POST", path, body)
        except (OSError, http.client.HTTPException):
            self.unanswered += 1
            return False
        if status != 201:
            self.refused.append(status)
        return status == 201


def test_every_answered_post_is_kept_once_although_the_server_is_killed(
    serve: Serve, real_index: Path, storage: tuple[str, str]
) -> None:
    _, database = storage
    port = free_port()
    environ = {"GLOSSARY_DATABASE_URL": database, "GLOSSARY_RATELIMIT": "off"}

    def start() -> Served:
        return serve("--index", str(real_index), port=port, **environ)

    server = start()
    slugs = [term["slug"] for term in json.loads(Client(server.url).send("GET", "/api/v1/terms")[2])["terms"]]
    flood = Flood(server.url, slugs)
    clients = [threading.Thread(target=flood.run) for _ in range(CLIENTS)]
    started = time.monotonic()
    for client in clients:
        client.start()
    for kill in range(1, KILLS + 1):
        while len(flood.answered) < POSTS * kill / (KILLS + 1):
            time.sleep(0.01)
        server.kill()
        server = start()
    for client in clients:
        client.join()
    seconds = time.monotonic() - started
    kept = rows(database, "SELECT id, comment FROM feedback")
    print(
        f"{storage[0]}: {len(flood.answered)} posts answered 201 in {seconds:.0f} s, {KILLS} kills, {flood.unanswered} "
        f"sent again for want of an answer, {len(flood.refused)} answered otherwise; {len(kept)} kept"
    )
    assert flood.answered == set(range(POSTS))
    assert sorted(comment for _, comment in kept) == sorted(f"post {number}" for number in range(POSTS))
    assert set(flood.refused) <= {503}


def test_what_was_searched_is_written_when_the_server_stops(
    serve: Serve, real_index: Path, storage: tuple[str, str]
) -> None:
    _, database = storage
    server = serve("--index", str(real_index), GLOSSARY_DATABASE_URL=database)
    for number in range(40):
        Client(server.url).send("GET", f"/search?q=word{number}x")
    assert server.stop() == 0
    assert rows(database, "SELECT COUNT(*) FROM searches") == [(40,)]


# Nobody is held up


def test_a_thousand_votes_a_minute_are_limited_and_honest_visitors_are_not(serve: Serve, real_index: Path) -> None:
    server = serve("--index", str(real_index))
    vote, path = {"helpful": True}, "/api/v1/terms/deductible/feedback"
    waits: list[int] = []
    statuses: list[int] = []
    honest: list[int] = []

    def attack() -> None:
        staying, coming = Client(server.url, keep=True), Client(server.url)
        for number in range(1000):
            status, headers, _ = (coming if number % 5 else staying).send("POST", path, vote)
            statuses.append(status)
            if status == 429:
                waits.append(int(headers["Retry-After"]))

    started = time.monotonic()
    attacker = threading.Thread(target=attack)
    attacker.start()
    for number in range(2, 12):
        for _ in range(3):
            honest.append(Client(server.url, f"127.0.0.{number}").send("POST", path, vote)[0])
    attacker.join()
    print(f"{statuses.count(201)} of 1000 votes taken in {time.monotonic() - started:.0f} s; honest: {set(honest)}")
    assert len(statuses) == 1000
    assert time.monotonic() - started < 60
    assert statuses.count(201) <= 60  # the limit of 30 a minute, and the next minute's if one began meanwhile
    assert set(statuses) == {201, 429}
    assert set(waits) <= set(range(1, 62))
    assert honest == [201] * 30


def test_a_locked_database_holds_up_no_search(serve: Serve, real_index: Path, tmp_path: Path) -> None:
    server = serve(
        "--index", str(real_index), GLOSSARY_DATABASE_URL=f"sqlite:///{tmp_path}/a.db", GLOSSARY_RATELIMIT="off"
    )
    assert Client(server.url).send("POST", "/api/v1/requests", {"query": "gym"})[0] == 201
    lock = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    answers = set()

    def post() -> None:
        answers.add(Client(server.url).send("POST", "/api/v1/requests", {"query": "gym"})[0])

    took = []
    searcher = Client(server.url)
    with repeating(post, threads=3):
        for number in range(200):
            started = time.monotonic()
            assert searcher.send("GET", f"/api/v1/search?q=insurance+{number}")[0] == 200
            took.append(time.monotonic() - started)
            time.sleep(0.02)
    lock.execute("ROLLBACK")
    print(f"searches while the database is locked: p95 {sorted(took)[189] * 1000:.0f} ms, slowest {max(took):.2f} s")
    assert answers == {503}
    assert sorted(took)[189] < 0.25
    time.sleep(2.5)
    assert searcher.send("POST", "/api/v1/requests", {"query": "gym"})[0] == 201


def test_a_database_that_cannot_be_reached_stops_neither_the_start_nor_a_search(serve: Serve, real_index: Path) -> None:
    server = serve(
        "--index", str(real_index), GLOSSARY_DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    )
    client = Client(server.url)
    for number in range(50):
        assert client.send("GET", f"/api/v1/search?q=insurance+{number}")[0] == 200
    status, headers, body = client.send("POST", "/api/v1/terms/deductible/feedback", {"helpful": True})
    assert (status, headers["Retry-After"]) == (503, "5")
    assert "could not save" in json.loads(body)["detail"]
    assert "serving without it" in server.log.read_text()
    assert server.stop() == 0


# Nobody is known


def test_a_raw_dump_knows_nobody(
    serve: Serve, real_index: Path, storage: tuple[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kind, database = storage
    server = serve("--index", str(real_index), GLOSSARY_DATABASE_URL=database, GLOSSARY_TRUSTED_PROXIES="1")
    visitor = Client(server.url, **{"User-Agent": PLANTED_AGENT, "X-Forwarded-For": PLANTED_ADDRESS})
    for email in PLANTED_EMAILS:
        for path in ("/search", "/api/v1/search"):
            visitor.send("GET", f"{path}?q={quote(f'is {email} a broker')}")
        visitor.send("GET", "/terms/deductible", Referer=f"{server.url}/search?q={quote('deductible ' + email)}")
        visitor.send("POST", "/api/v1/terms/deductible/feedback", {"helpful": True, "comment": f"I am {email}."})
        visitor.send("POST", "/api/v1/requests", {"query": email, "comment": f"from {PLANTED_ADDRESS}, {email}"})
        visitor.send("POST", "/api/v1/searches", {"query": f"ask {email}"})
    visitor.send("GET", "/search?q=deductible")
    visitor.send("GET", "/terms/deductible", Referer=f"{server.url}/search?q=deductible")
    assert server.stop() == 0
    if kind == "sqlite":
        dump = b"".join(file.read_bytes() for file in sorted((tmp_path / "var").iterdir()))
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        dump = cluster.dump(database.rpartition("/")[2]).encode()
    assert b"deductible" in dump
    for planted in (*PLANTED_EMAILS, PLANTED_AGENT, PLANTED_ADDRESS, "127.0.0.1", "planted"):
        assert planted.encode() not in dump
    assert rows(database, "SELECT query FROM searches") == [("deductible",)]
    assert rows(database, "SELECT query FROM openings") == [("deductible",)]
    assert "planted" not in server.log.read_text()


def test_what_malformed_requests_contain_is_not_in_the_log(serve: Serve, real_index: Path) -> None:
    server = serve("--index", str(real_index))
    host, port = urlsplit(server.url).netloc.split(":")
    requests = (b"GET /planted", b"PLANTED(/ HTTP/1.1", b"GET / HTTP/9.planted", b"GET / HTTP/1.1\r\nplanted value")
    for request in requests:
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(request + b"\r\nHost: x\r\n\r\n")
            connection.recv(1000)
    assert server.stop() == 0
    said = server.log.read_text().lower()
    assert "serving the glossary" in said
    assert "planted" not in said
    assert "ip=127.0.0.1" not in said


def test_forged_referrers_do_not_delay_the_end(serve: Serve, real_index: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/a.db"
    server = serve("--index", str(real_index), GLOSSARY_DATABASE_URL=database)
    client = Client(server.url, keep=True)
    for number in range(600):
        client.send("GET", "/terms/deductible", Referer=f"{server.url}/search?q=insurance+{number}")
    client.send("GET", "/search?q=deductible")
    assert server.stop() == 0
    assert rows(database, "SELECT query FROM searches") == [("deductible",)]


def test_a_vote_answered_201_is_in_a_file_that_was_emptied_before(
    serve: Serve, real_index: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.db"
    server = serve("--index", str(real_index), GLOSSARY_DATABASE_URL=f"sqlite:///{file}", GLOSSARY_RATELIMIT="off")
    client = Client(server.url)
    kept = set()
    for number in range(60):
        if number in (10, 20):
            os.truncate(file, 0)
            kept.clear()
        status, _, _ = client.send("POST", "/api/v1/requests", {"query": f"word {number} x"})
        assert status in (201, 503)
        if status == 201:
            kept.add(f"word {number} x")
        time.sleep(0.1)
    assert kept
    assert server.stop() == 0
    assert {query for (query,) in rows(f"sqlite:///{file}", "SELECT query FROM wishes")} == kept


def test_redis_counts_for_all_workers_together(serve: Serve, real_index: Path, redis: str) -> None:
    server = serve("--index", str(real_index), "--workers", "3", GLOSSARY_RATELIMIT_STORAGE=redis)
    statuses = [
        Client(server.url).send("POST", "/api/v1/terms/deductible/feedback", {"helpful": True})[0] for _ in range(45)
    ]
    assert 30 <= statuses.count(201) <= 45
    assert statuses[:30] == [201] * 30
    assert statuses.count(429) >= 15 or statuses.count(201) > 30  # a new minute may begin meanwhile

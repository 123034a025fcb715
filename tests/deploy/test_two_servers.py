"""Two servers behind nginx, on one PostgreSQL, one Redis and one OpenSearch."""

from __future__ import annotations

import json
import re
import subprocess
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, func, select

from search_app.analytics.storage.tables import FeedbackRow
from search_app.search import build
from search_app.search.indexer.opensearch_publisher import publish_in_cluster
from search_app.search.opensearch.cluster import Address, Cluster
from tests.concurrency import repeating
from tests.conftest import COPAYMENT, Served, free_port, need, wait_for_port, write_terms
from tests.deploy.test_nginx import NGINX, Proxied, install
from tests.opensearch.node import Node
from tests.postgres import Cluster as Postgres

VOTE = "/api/v1/terms/copayment/feedback"
SENT, READ = 4, 100_000  # a visitor may, in an hour


class Site(NamedTuple):
    """The servers, nginx before them, and what publishes."""

    servers: list[Served]
    nginx: Proxied
    database: str
    publish: Callable[[int], None]  # an edition of the terms


@pytest.fixture
def site(redis: str, postgres: Postgres, opensearch: Node, tmp_path: Path) -> Iterator[Site]:
    need("nginx", "nginx-light", found=NGINX is not None)
    cluster = Cluster(Address.of(opensearch.url, prefix=f"test-{uuid4().hex[:8]}"))
    terms = write_terms(tmp_path / "terms")

    def publish(edition: int) -> None:
        """Publish terms that have the number of the edition in a name, which servers copy, and in a text."""
        text = COPAYMENT.replace("name: Copayment", f"name: Copayment {edition}")
        text = text.replace("aliases: [copay,", "aliases: [copayment, copay,").replace("pays $10", f"pays ${edition}")
        (terms / "money" / "copayment.md").write_text(text, encoding="utf-8")
        build(terms, tmp_path / "built")
        publish_in_cluster(cluster, tmp_path / "built")

    publish(1)
    environ = {
        "GLOSSARY_ENGINE": "opensearch",
        "GLOSSARY_OPENSEARCH_URL": opensearch.url,
        "GLOSSARY_OPENSEARCH_PREFIX": cluster.prefix,
        "GLOSSARY_DATABASE_URL": postgres.create(f"two_{uuid4().hex[:8]}"),
        "GLOSSARY_RATELIMIT_STORAGE": redis,
        "GLOSSARY_RATELIMIT": f"{SENT} per hour",
        "GLOSSARY_READ_RATELIMIT": f"{READ} per hour",
        "GLOSSARY_TRUSTED_PROXIES": "1",
    }
    with ExitStack() as stack:
        servers = []
        for number in range(2):
            (folder := tmp_path / f"server-{number}").mkdir()
            options = ("--index", str(folder / "index"), "--terms", "/nowhere")
            servers.append(Served(*options, log=folder / "log", environ=environ))
            stack.callback(servers[-1].kill)
        for server in servers:
            server.wait()
        nginx = stack.enter_context(BalancingNginx(tmp_path / "nginx", [server.url for server in servers]))
        yield Site(servers, nginx, environ["GLOSSARY_DATABASE_URL"], publish)


class BalancingNginx:
    """The shipped configuration with two servers, and room for more requests than one visitor makes."""

    def __init__(self, folder: Path, urls: list[str]) -> None:
        folder.mkdir()
        self._port = free_port()
        listed = "; server ".join(url.removeprefix("http://") for url in urls)
        changes = {"listen 80": f"listen 127.0.0.1:{self._port}", "127.0.0.1:8000": listed, "30r/s": "9000r/s"}
        self._folder, self._config = folder, install(folder, "glossary-server.conf", changes)

    def __enter__(self) -> Proxied:
        command = [str(NGINX), "-p", str(self._folder), "-c", str(self._config), "-e", "stderr"]
        self._process = subprocess.Popen(command)
        wait_for_port(self._port)
        return Proxied(self._port, self._folder)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)


def post(server: Served, visitor: str, **vote: object) -> int:
    """Send a vote to a server as a proxy does, and return the status."""
    headers = {"Content-Type": "application/json", "X-Forwarded-For": visitor}
    request = urllib.request.Request(server.url + VOTE, json.dumps(vote).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def shown(body: bytes) -> set[str]:
    """Return the editions in a page of results: of the name, and of the text."""
    return set(re.findall(r"(?:Copayment |pays \$)(\d+)", re.sub(r"<[^>]+>", "", body.decode())))


def test_votes_count_once_and_limits_hold_over_both(site: Site) -> None:
    first, second = site.servers
    assert [post(server, "192.0.2.1", helpful=True) for server in (first, second)] == [201, 201]
    assert post(second, "192.0.2.2", helpful=False) == 201
    with create_engine(site.database.replace("postgresql:", "postgresql+psycopg:")).connect() as connection:
        counted = select(func.count()).select_from(FeedbackRow)
        assert connection.execute(counted.where(FeedbackRow.counted)).scalar() == 2
    statuses = [post(site.servers[number % 2], "192.0.2.3", helpful=True) for number in range(SENT + 3)]
    assert statuses == [201] * SENT + [429] * 3
    left = []
    for number in range(4):
        request = urllib.request.Request(
            site.servers[number % 2].url + f"/api/v1/search?q=tip+{number}", headers={"X-Forwarded-For": "192.0.2.4"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            left.append(int(re.findall(r"r=(\d+)", answer.headers["RateLimit"])[0]))
    assert left == [READ - number for number in range(1, 5)]


def test_a_publication_reaches_both_and_no_page_mixes_two(site: Site) -> None:
    pages: list[tuple[int, set[str]]] = []

    def read() -> None:
        answer = site.nginx.get("/search?q=what+is+a+generic+drug")
        pages.append((answer.status, shown(answer.body)))  # type: ignore[attr-defined]

    took = []
    with repeating(read, threads=3):
        for edition in (2, 3):
            site.publish(edition)
            published = time.monotonic()
            for server in site.servers:
                while f"Copayment {edition}" not in _name(server):
                    assert time.monotonic() < published + 60
                    time.sleep(0.02)
            took.append(time.monotonic() - published)
    print(f"shown by both after {took} s; {len(pages)} pages")
    assert {status for status, _ in pages} == {200}
    assert {len(editions) for _, editions in pages} == {1}
    assert {*"123"} == {edition for _, editions in pages for edition in editions}


def _name(server: Served) -> str:
    with urllib.request.urlopen(server.url + "/api/v1/terms/copayment", timeout=10) as answer:
        return str(json.load(answer)["name"])


def test_no_request_fails_when_a_server_is_killed(site: Site) -> None:
    statuses: Counter[int] = Counter()
    numbers = count()

    def read() -> None:
        number = next(numbers)
        for path in (f"/search?q=tip+{number}", "/terms/deductible", f"/api/v1/suggest?q=ded&n={number}"):
            statuses[site.nginx.get(path).status] += 1

    with repeating(read, threads=4):
        time.sleep(1)
        site.servers[0].kill()
        time.sleep(3)
    print(f"answers: {dict(statuses)}")
    assert set(statuses) == {200}

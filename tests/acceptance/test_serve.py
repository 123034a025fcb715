"""The service as an operator runs it: a real gunicorn on the real terms."""

from __future__ import annotations

import json
import shutil
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from search_app.search.index import generations
from tests.cli.command import glossary
from tests.concurrency import repeating
from tests.conftest import ROOT, Served


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def search(origin: str, q: str) -> Any:
    return json.loads(fetch(f"{origin}/api/v1/search?q={urllib.parse.quote(q)}")[1])


@pytest.mark.parametrize("q", ["IOP", "several times a week"])
def test_the_program_is_first_for_its_acronym_and_for_its_words(served: str, real_index: Path, q: str) -> None:
    assert search(served, q)["results"][0]["slug"] == "intensive-outpatient-program"
    printed = json.loads(glossary("search", q, "--json", "--index", str(real_index)).stdout)
    assert printed["results"][0]["slug"] == "intensive-outpatient-program"


@pytest.mark.parametrize(
    ("q", "slug"),
    [
        ("my boss took my tips", "tip-pooling"),
        ("deductable", "deductible"),
        ("can my boss fire me for no reason", "at-will-employment"),
        ("co-pay", "copayment"),
        ("co pay", "copayment"),
        ("APR", "annual-percentage-rate"),
        ("what is a deductible", "deductible"),
    ],
)
def test_what_people_type_finds_the_right_term_first(served: str, q: str, slug: str) -> None:
    assert search(served, q)["results"][0]["slug"] == slug


HOSTILE = [
    "",
    " ",
    "x" * 10_000,
    "😀" * 10_000,
    "word " * 3_000,
    '"',
    '""""',
    "((((((",
    "))))",
    "[[[{{{",
    "*",
    "***",
    "a*" * 200,
    "\0",
    "a\0b",
    "\x1b[31m",
    "שלום עולם",
    "مرحبا",
    "\u202e\u202dabc",
    "😀",
    "e\u0301" * 100,
    "' OR 1=1 --",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%00",
    "%",
    "&&&",
    "name:",
    "name:*",
    "category:",
    "-",
    "--",
    "-a",
    "- -a -b",
    "OR",
    "a OR",
    "AND NOT",
    "a^999999999",
    "a~9",
    "[a TO z]",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
]


@pytest.mark.parametrize("q", HOSTILE, ids=range(len(HOSTILE)))
def test_any_query_gets_a_page(served: str, q: str) -> None:
    encoded = urllib.parse.quote(q)
    for path in ("/search", "/api/v1/search", "/api/v1/suggest"):
        status, body = fetch(f"{served}{path}?q={encoded}")
        assert status == 200
        assert "<script>" not in body or path != "/search"  # ours have a source; what was typed stays text


def test_bytes_that_are_no_text_get_a_page(served: str) -> None:
    for raw in ("%ff%fe", "%c3%28", "%ed%a0%80", "%f5%80"):
        assert fetch(f"{served}/search?q={raw}")[0] == 200


def test_an_edit_shows_and_no_request_fails(serve: Callable[..., Served], tmp_path: Path) -> None:
    terms, index = tmp_path / "terms", tmp_path / "index"
    shutil.copytree(ROOT / "terms", terms)
    url = serve("--dev", "--terms", str(terms), "--index", str(index)).url
    file = terms / "insurance" / "deductible.md"
    text = file.read_text(encoding="utf-8")
    failures: list[object] = []
    answered = [0]

    def load() -> None:
        for path in ("/", "/search?q=deductible", "/terms/deductible", "/api/v1/search?q=insurance"):
            try:
                status, _ = fetch(url + path)
            except OSError as error:
                failures.append(error)
            else:
                answered[0] += 1
                if status != 200:
                    failures.append((path, status))
            time.sleep(0.1)  # a busy site, not a siege: builds want some of the machine

    took = []
    with repeating(load, threads=3):
        for turn in range(3):
            sentence = f"This is edit number {turn}."
            file.write_text(text + f"\n{sentence}\n", encoding="utf-8")
            saved = time.monotonic()
            while sentence not in fetch(url + "/terms/deductible")[1]:
                assert time.monotonic() - saved < 60, "the edit never showed"
                time.sleep(0.02)
            took.append(time.monotonic() - saved)
    print(f"edits shown after {', '.join(f'{seconds:.2f}' for seconds in took)} s; {answered[0]} requests meanwhile")
    assert failures == []
    assert answered[0] > 20


def test_a_faulty_edit_is_reported_and_the_old_content_stays(serve: Callable[..., Served], tmp_path: Path) -> None:
    terms, index = tmp_path / "terms", tmp_path / "index"
    shutil.copytree(ROOT / "terms", terms)
    server = serve("--dev", "--terms", str(terms), "--index", str(index))
    before = generations.current_name(index)
    (terms / "insurance" / "deductible.md").write_text("no front matter")
    give_up = time.monotonic() + 60
    while "must begin with front matter" not in server.log.read_text() and time.monotonic() < give_up:
        time.sleep(0.05)
    assert "terms/insurance/deductible.md:1: the file must begin with front matter" in server.log.read_text()
    assert generations.current_name(index) == before
    assert fetch(server.url + "/terms/deductible")[0] == 200


def test_started_with_faulty_terms_it_serves_what_was_published(serve: Callable[..., Served], tmp_path: Path) -> None:
    terms, index = tmp_path / "terms", tmp_path / "index"
    shutil.copytree(ROOT / "terms", terms)
    assert glossary("build", "--terms", str(terms), "--index", str(index)).returncode == 0
    (terms / "insurance" / "deductible.md").write_text("no front matter")
    server = serve("--terms", str(terms), "--index", str(index))
    assert fetch(server.url + "/terms/deductible")[0] == 200
    assert "Serving what was published before" in server.log.read_text()


def test_the_terms_may_be_gone_and_the_index_read_only(
    serve: Callable[..., Served], tmp_path: Path, real_index: Path
) -> None:
    index = tmp_path / "index"
    shutil.copytree(real_index, index)
    for path in [index, *index.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    server = serve("--terms", str(tmp_path / "gone"), "--index", str(index))
    assert search(server.url, "IOP")["total"] >= 1


def test_a_request_in_flight_is_answered_when_the_server_stops(serve: Callable[..., Served], real_index: Path) -> None:
    server = serve("--index", str(real_index))
    results: list[int] = []
    clients = [threading.Thread(target=lambda: results.append(fetch(server.url + "/browse")[0])) for _ in range(4)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert server.stop() == 0
    assert results == [200] * 4


def test_no_visitor_is_logged(serve: Callable[..., Served], real_index: Path) -> None:
    server = serve("--index", str(real_index))
    fetch(server.url + "/search?q=secret+illness")
    fetch(server.url + "/nope")
    server.stop()
    assert "secret" not in server.log.read_text()
    assert "nope" not in server.log.read_text()

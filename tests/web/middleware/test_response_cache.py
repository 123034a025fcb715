"""Cached responses are the same to the byte, of the current generation, logged, and bounded."""

from __future__ import annotations

import re
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from search_app.search import build
from search_app.web.middleware import response_cache
from search_app.web.middleware.response_cache import (
    MAX_BODY,
    MAX_BYTES,
    MAX_RESPONSES,
    CachedResponse,
    CachedResponses,
    CacheKey,
    ResponseCache,
)
from tests.conftest import TINY, client_of, write_terms
from tests.web.stored import rows

SEARCH = "/api/v1/search?q=plan"


def cache_of(client: FlaskClient) -> ResponseCache:
    middleware = client.application.wsgi_app
    while not isinstance(middleware, CachedResponses):
        middleware = middleware._app  # type: ignore[attr-defined]
    return middleware.cache


def whole(client: FlaskClient, path: str, **options: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    response = client.get(path, **options)
    kept = sorted(each for each in response.headers if each[0] not in ("Date", "X-Request-ID"))
    return response.status_code, kept, response.data


def without_time(answer: bytes) -> bytes:
    return re.sub(rb'"took_ms":[\d.e-]+', b"", answer)


@pytest.mark.parametrize("path", [SEARCH, "/api/v1/suggest?q=co", "/api/v1/terms", "/", "/search?q=tips", "/feed.atom"])
@pytest.mark.parametrize("encoding", ["", "br"])
def test_a_cached_response_is_the_same_to_the_byte(
    client: FlaskClient, tiny_index: Path, path: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"headers": {"Accept-Encoding": encoding}}
    first = whole(client, path, **asked)
    assert len(cache_of(client)) == 1
    with monkeypatch.context() as patched:
        patched.setattr("search_app.search.live.LiveEngine.refresh", lambda _: None)
        patched.setattr("flask.Flask.full_dispatch_request", lambda _: 1 / 0)  # nothing is worked out again
        assert whole(client, path, **asked) == first
    elsewhere = client_of(tiny_index).get(path)
    assert without_time(elsewhere.data) == without_time(client.get(path).data)


def test_answers_differ_by_all_that_they_depend_on(client: FlaskClient) -> None:
    first = client.get(SEARCH)
    assert "http://other.example/terms" in client.get(SEARCH, base_url="http://other.example").get_data(as_text=True)
    secure = client.get(SEARCH, base_url="https://localhost")
    assert "https://localhost/terms" in secure.get_data(as_text=True)
    assert "Strict-Transport-Security" in secure.headers
    assert "Strict-Transport-Security" not in client.get(SEARCH).headers
    assert client.get(SEARCH + "&page=2").get_json()["page"] == 2
    every = client.get("/search?q=plan&all=1")
    assert every.headers["ETag"] != client.get("/search?q=plan").headers["ETag"]
    assert every.data != client.get("/search?q=plan").data
    assert client.get(SEARCH, headers={"Accept-Encoding": "gzip"}).headers["ETag"] != first.headers["ETag"]


def test_a_cached_response_answers_conditional_and_head_requests(client: FlaskClient) -> None:
    first = client.get(SEARCH)
    for _ in range(2):
        assert client.get(SEARCH, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
        head = client.head(SEARCH)
        assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", first.headers["ETag"])
        assert client.post(SEARCH).status_code == 405


def test_errors_and_posts_are_not_cached(client: FlaskClient) -> None:
    for path in ("/api/v1/search?q=plan&page=x", "/terms/nope", "/terms/co-pay", "/healthz", "/requests?q=gym"):
        client.get(path)
    client.post("/api/v1/requests", json={"query": "gym"})
    assert len(cache_of(client)) == 0


def test_a_new_generation_never_gives_old_answers(tmp_path: Path) -> None:
    terms, index = write_terms(tmp_path / "terms"), tmp_path / "index"
    build(terms, index)
    client = client_of(index)
    for number in range(2, 5):
        before = client.get(SEARCH).get_json()
        assert client.get(SEARCH).get_json() == before
        tips = TINY["work/tip-pooling"].replace("Tip pooling is", f"Tip pooling plan {number} is")
        write_terms(terms, {"work/tip-pooling": tips})
        build(terms, index)
        give_up = time.monotonic() + 60
        while client.get("/readyz").get_json()["generation"] == before["generation"]:
            assert time.monotonic() < give_up
            time.sleep(0.01)
        after = client.get(SEARCH).get_json()
        assert after["generation"] != before["generation"]
        assert f"<mark>plan</mark> {number}" in str(after["results"])
        assert len(cache_of(client)) == 1  # the old generation's are gone


def test_a_late_response_of_an_old_generation_is_not_cached() -> None:
    cache, answer = ResponseCache(), CachedResponse([], b"x", None)
    assert cache.get("new", ("q",)) is None
    cache.put("old", ("q",), answer)
    assert cache.get("new", ("q",)) is None
    cache.put("new", ("q",), answer)
    assert cache.get("new", ("q",)) is answer
    assert cache.get("newer", ("q",)) is None
    assert (len(cache), cache.bytes) == (0, 0)


def test_every_search_is_logged_whether_its_response_is_cached_or_not(client: FlaskClient) -> None:
    for _ in range(3):
        client.get(SEARCH, headers={"Origin": "https://news.example"})
        client.get(SEARCH, headers={"Sec-GPC": "1"})
        client.get(SEARCH + "&page=2")  # the same search
        client.get("/search?q=tips")
    assert rows(client, "searches", "query", "results", "origin", "SUM(times)", group="query") == [
        ("plan", 2, "https://news.example", 3),
        ("tips", 1, "", 3),
    ]


def test_every_click_is_logged_whether_its_page_is_cached_or_not(client: FlaskClient) -> None:
    for _ in range(3):
        client.get("/terms/copayment", headers={"Referer": "http://localhost/search?q=copay"})
        client.get("/terms/copayment")
    opened = rows(client, "openings", "query", "slug", "rank", "SUM(times)", group="query")
    assert opened == [("copay", "copayment", 1, 3)]


def test_ten_thousand_different_queries_leave_no_more_than_the_limit(client: FlaskClient) -> None:
    for number in range(10_000):
        assert client.get(f"/api/v1/search?q=plan+{number}&per_page=1").status_code == 200
    assert len(cache_of(client)) <= MAX_RESPONSES
    assert cache_of(client).bytes <= MAX_BYTES


def test_the_limits_hold_in_memory_too() -> None:
    cache = ResponseCache()
    cache.get("generation", ())
    tracemalloc.start()
    for number in range(10_000):
        asked = asked_with(f"q={number}")
        headers = [(f"Header-{each}", f"{number} {each} " + "x" * 30) for each in range(16)]
        cache.put("generation", asked, CachedResponse(headers, b"%d " % number * 1_000, None))
    allocating = [tracemalloc.Filter(True, file) for file in (__file__, response_cache.__file__)]
    allocated = tracemalloc.take_snapshot().filter_traces(allocating)  # threads of other tests may allocate meanwhile
    tracemalloc.stop()
    assert MAX_BYTES * 0.5 < sum(trace.size for trace in allocated.traces) < MAX_BYTES * 1.1
    cache.put("generation", asked_with("q=large"), CachedResponse([], bytes(MAX_BODY + 1), None))
    assert cache.get("generation", asked_with("q=large")) is None


def test_the_least_recently_used_response_is_evicted_first() -> None:
    cache = ResponseCache(max_responses=2)
    cache.get("generation", ())
    for query in ("a", "b"):
        cache.put("generation", asked_with(query), CachedResponse([], b"", None))
    cache.get("generation", asked_with("a"))
    cache.put("generation", asked_with("c"), CachedResponse([], b"", None))
    assert [bool(cache.get("generation", asked_with(query))) for query in "abc"] == [True, False, True]


def asked_with(query: str) -> CacheKey:
    return ("http", "localhost", "", "/api/v1/search", query, "gzip")

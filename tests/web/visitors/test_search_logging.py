"""Searches and clicks are logged once each, with the site that embeds the box, and not against a visitor's wish."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search_app.analytics.collection.search_log import LATE_CAPACITY
from search_app.search import Engine, SearchPage, SearchRequest
from search_app.web.runtime.services import services_of
from search_app.web.visitors.search_logging import REMEMBERED, log_search, remember_ranks
from tests.conftest import client_of
from tests.web.site.states import offering, weak
from tests.web.stored import rows


def logged(client: FlaskClient) -> list[tuple[object, ...]]:
    return rows(client, "searches", "id", "query", "results", "corrected", "origin")


def opened(client: FlaskClient) -> list[tuple[object, ...]]:
    return rows(client, "openings", "id", "query", "slug", "rank", "origin")


def sums(client: FlaskClient, table: str) -> dict[str, int]:
    """Return how many searches or clicks were logged in each language."""
    return dict(rows(client, table, "language", "SUM(times)", group="language"))


@pytest.mark.parametrize("path", ["/search", "/api/v1/search"])
def test_a_search_is_logged_with_its_results(client: FlaskClient, path: str) -> None:
    for query in ("Tips", "deductable", "zzzz"):
        client.get(path, query_string={"q": query})
    found = [(query, bool(results), corrected) for _, query, results, corrected, _ in logged(client)]
    assert sorted(found) == [("deductable", True, 1), ("tips", True, 0), ("zzzz", False, 0)]


def test_a_search_with_weak_results_is_logged_as_such(client: FlaskClient, tiny: Engine) -> None:
    with client.application.test_request_context("/search?q=plan"):
        log_search(SearchRequest("plan"), weak(tiny))
    with client.application.test_request_context("/search?q=deductible"):
        log_search(SearchRequest("deductible"), tiny.search(SearchRequest("deductible")))
    assert set(rows(client, "searches", "query", "weak")) == {("plan", 1), ("deductible", 0)}


def test_an_offered_correction_is_not_a_corrected_search(client: FlaskClient, tiny: Engine) -> None:
    with client.application.test_request_context("/search?q=plan"):
        log_search(SearchRequest("plan"), offering(tiny))
    assert [row[3] for row in logged(client)] == [0]


def test_looking_at_all_matches_is_the_same_search(client: FlaskClient) -> None:
    client.get("/search?q=plan")
    client.get("/search?q=plan&all=1")
    assert [row[1] for row in logged(client)] == ["plan"]


def test_keystrokes_further_pages_and_other_orders_are_not_searches(client: FlaskClient) -> None:
    for typed in ("cop", "what i hand over", "driver pays"):  # a name, a question, a search
        assert client.get("/api/v1/suggest", query_string={"q": typed}).get_json()["suggestions"]
    for path in ("/search", "/search?q=plan&sort=name", "/api/v1/search?q=plan&page=2"):
        client.get(path)
    assert logged(client) == []


def test_going_back_is_not_a_search(client: FlaskClient) -> None:
    tag = client.get("/search?q=plan").headers["ETag"]
    assert client.get("/search?q=plan", headers={"If-None-Match": tag}).status_code == 304
    assert len(logged(client)) == 1


def test_typing_into_the_api_is_one_search(client: FlaskClient) -> None:
    for end in range(1, 6):
        client.get("/api/v1/search", query_string={"q": "copay"[:end]})
    assert [row[1] for row in logged(client)] == ["copay"]


@pytest.mark.parametrize("header", [{"Sec-GPC": "1"}, {"DNT": "1"}, {"Sec-Purpose": "prefetch;prerender"}])
def test_visitors_who_opt_out_are_not_logged(client: FlaskClient, header: dict[str, str]) -> None:
    client.get("/search?q=plan", headers=header)
    client.get("/terms/copayment", headers=header | {"Referer": "http://localhost/search?q=copay"})
    client.post("/api/v1/searches", json={"query": "plan"}, headers=header)
    assert logged(client) == opened(client) == []


def test_the_log_can_be_switched_off(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_SEARCH_LOG="off")
    client.get("/search?q=plan")
    client.get("/terms/copayment", headers={"Referer": "http://localhost/search?q=copay"})
    assert logged(client) == opened(client) == []


@pytest.mark.parametrize("status", [200, 304])
def test_a_click_is_recognized_by_its_referrer(client: FlaskClient, status: int) -> None:
    headers = {"Referer": "http://localhost/search?q=plan&sort=name&from=https://news.example"}
    if status == 304:
        headers["If-None-Match"] = client.get("/terms/deductible").headers["ETag"]
    assert client.get("/terms/deductible", headers=headers).status_code == status
    assert opened(client) == [(1, "plan", "deductible", 2, "https://news.example")]


@pytest.mark.parametrize(
    "referer",
    [
        "http://localhost/", "http://localhost/search", "http://localhost/terms/copayment", "http://localhost/search?q=zz",
        "https://elsewhere.example/search?q=plan", "http://[bad/search?q=plan", "",
    ],
)  # fmt: skip
def test_a_page_that_was_not_among_the_results_is_not_a_click(client: FlaskClient, referer: str) -> None:
    assert client.get("/terms/deductible", headers={"Referer": referer}).status_code == 200
    assert opened(client) == []


def test_a_click_without_a_results_page_is_reported(client: FlaskClient) -> None:
    body = {"query": "cop", "opened": "copayment", "from": "https://news.example"}
    assert client.post("/api/v1/searches", json=body).status_code == 204
    assert client.post("/api/v1/searches", json={"query": "zzzz"}).status_code == 204
    assert opened(client) == [(1, "cop", "copayment", 1, "https://news.example")]
    assert [(query, bool(results)) for _, query, results, _, _ in logged(client)] == [("cop", True), ("zzzz", False)]


@pytest.mark.parametrize("cached", [False, True])
def test_searches_and_clicks_are_logged_in_the_language_of_their_address(bilingual: FlaskClient, cached: bool) -> None:
    for _ in range(1 + cached):
        bilingual.get("/search?q=copay")
        bilingual.get("/es/buscar?q=copay")
        bilingual.get("/api/v1/search?q=copay&lang=es")
        bilingual.get("/terms/copayment", headers={"Referer": "http://localhost/search?q=copay"})
        bilingual.get("/es/terminos/copago", headers={"Referer": "http://localhost/es/buscar?q=copay"})
    times = {"en": 1 + cached, "es": 1 + cached}
    assert sums(bilingual, "openings") == times
    assert sums(bilingual, "searches") == times | {"es": 2 * (1 + cached)}


@pytest.mark.parametrize(
    ("page", "referer"), [("/terms/copayment", "/es/buscar?q=copay"), ("/es/terminos/copago", "/search?q=copay")]
)
def test_a_page_in_another_language_was_not_among_the_results(bilingual: FlaskClient, page: str, referer: str) -> None:
    bilingual.get(page, headers={"Referer": f"http://localhost{referer}"})
    assert opened(bilingual) == []


@pytest.mark.parametrize("address", ["/es/api/v1/searches", "/api/v1/searches?lang=es"])
def test_a_click_is_reported_in_the_language_of_the_address(bilingual: FlaskClient, address: str) -> None:
    assert bilingual.post(address, json={"query": "cop", "opened": "copayment"}).status_code == 204
    assert rows(bilingual, "openings", "query", "slug", "rank", "language") == [("cop", "copayment", 1, "es")]
    assert sums(bilingual, "searches") == {"es": 1}


def test_forged_referrers_neither_queue_a_search_each_nor_hold_up_the_end(client: FlaskClient) -> None:
    log = services_of(client.application).search_log
    log.start()
    with log._working:  # the thread waits
        for number in range(300):
            client.get("/terms/deductible", headers={"Referer": f"http://localhost/search?q=plan+{number}"})
        assert log.waiting <= LATE_CAPACITY
        assert log.dropped >= 300 - LATE_CAPACITY


def test_a_click_on_results_that_were_served_needs_no_second_search(client: FlaskClient) -> None:
    client.get("/search?q=plan")
    log = services_of(client.application).search_log
    with log._working:
        client.get("/terms/deductible", headers={"Referer": "http://localhost/search?q=plan"})
        assert len(log._late) == 0
    assert len(opened(client)) == 1


@pytest.mark.usefixtures("busy_threads")
def test_threads_remember_different_searches_at_once(client: FlaskClient) -> None:
    page = SearchPage(query="", total=0, page=1, per_page=10, took_ms=0, generation="")

    def searches(thread: int) -> None:
        with client.application.test_request_context():
            for number in range(4 * REMEMBERED):
                remember_ranks(SearchRequest(f"{thread} {number}"), page)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(searches, range(4))) == [None] * 4

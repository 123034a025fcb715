"""What a page of results says: the best answer, doubts, ways on, announcements."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from lxml import etree
from msgspec.structs import replace

from search_app.search import Confidence, Engine, SearchPage, SearchRequest
from search_app.web.site.results_page import ResultsPage, results_page
from tests.web.site.states import closest, comparing, offering, rendered, sure, weak

Show = Callable[..., etree._Element]


@pytest.fixture
def show(client: FlaskClient, tiny: Engine) -> Show:
    def html(page: SearchPage, asked: SearchRequest | None = None) -> etree._Element:
        return etree.HTML(rendered(client.application, tiny, page, asked))

    return html


def made(engine: Engine, found: SearchPage, **asked: object) -> ResultsPage:
    return results_page(engine, SearchRequest(found.query, **asked), found)  # type: ignore[arg-type]


def text(node: etree._Element, path: str) -> str:
    """Return the text of the first node at `path`, with single spaces."""
    return " ".join(str(node.xpath(f"string({path})")).split())


def test_a_row_has_the_first_sentence_then_the_passage_then_the_reason(show: Show, tiny: Engine) -> None:
    page = show(replace(tiny.search(SearchRequest("drug", exact=True)), confidence=Confidence.LIKELY))
    row = page.xpath("//ol[@class='hit-list']/li")[0]
    assert [each.get("class") or each.tag for each in row] == ["h2", "summary", "snippet", "hit-foot"]
    assert text(row, "p[@class='summary']") == "A copayment is a fixed fee for a visit."
    assert text(row, "p[@class='snippet']") == "A driver pays $10 for a generic drug."
    assert text(row, ".//span[@class='why']") == "Found in an example"


def test_a_passage_that_repeats_the_first_sentence_is_left_out(show: Show, tiny: Engine) -> None:
    page = show(tiny.search(SearchRequest("sharing")))
    assert text(page, "//p[@class='summary']") == "Tip pooling is sharing tips among staff."
    assert page.xpath("//p[@class='summary']/mark/text()") == ["sharing"]
    assert page.xpath("//p[@class='snippet']") == page.xpath("//span[@class='why']") == []


def test_the_best_answer_is_a_card_and_not_a_row(show: Show, tiny: Engine) -> None:
    found = sure(tiny, "plan")
    page = show(found)
    card = page.xpath("//section[@aria-labelledby='best-heading']")[0]
    assert text(card, "h2") == "Best answer"
    assert text(card, "h3") == found.hits[0].name
    first = tiny.entry(found.hits[0].slug)
    assert text(card, "div[@class='definition']") == first.passages[0].text
    assert f"/terms/{first.slug}" in card.xpath(".//p[@class='best-links']/a/@href")
    rows = page.xpath("//ol[@class='hit-list']")[0]
    assert rows.get("start") == "2"
    assert [text(row, "h2") for row in rows] == [hit.name for hit in found.hits[1:]]


def test_an_only_answer_has_no_list(show: Show, tiny: Engine) -> None:
    page = show(sure(tiny, "sharing"))
    assert len(page.xpath("//section[@aria-labelledby='best-heading']")) == 1
    assert page.xpath("//ol[@class='hit-list']") == []


@pytest.mark.parametrize("asked", [{"sort": "name"}, {"page": 2}])
def test_other_orders_and_pages_have_no_best_answer(tiny: Engine, asked: dict[str, object]) -> None:
    page = replace(sure(tiny, "plan"), page=asked.get("page", 1), per_page=1)
    results = made(tiny, page, **asked)
    assert results.best is None
    assert results.start == page.page


def test_doubtful_results_have_no_best_answer(tiny: Engine) -> None:
    assert made(tiny, weak(tiny)).best is None
    assert made(tiny, tiny.search(SearchRequest("plan"))).best is None


def test_terms_that_a_query_compares_lead_to_their_comparison(show: Show, tiny: Engine) -> None:
    found = comparing(tiny, "copayment", "deductible")
    for page in (found, replace(found, confidence="likely")):
        (link,) = show(page).xpath("//main//a[starts-with(@href, '/compare')]")
        assert link.text == "Compare Copayment and Deductible"
        assert link.get("href") == "/compare?term=copayment&term=deductible"
    assert made(tiny, replace(found, compared=found.compared[:1])).compare is None


def test_weak_results_say_so_and_ask_for_the_term(show: Show, tiny: Engine) -> None:
    page = show(weak(tiny))
    assert text(page, "//h1") == "No good match for plan"
    assert "We may not have this." in text(page, "//header[h1]/div[@class='notice']")
    assert page.xpath("//header[h1]//form[@class='missing-term']//input[@name='query']/@value") == ["plan"]
    assert text(page, "//h2[@class='section-heading']") == "What comes nearest: 2 terms"
    assert len(page.xpath("//ol[@class='hit-list']/li/h3")) == 2
    assert len(page.xpath("//*[@id='missing-term']")) == 1


def test_matches_of_some_words_are_a_link_away(show: Show, tiny: Engine) -> None:
    page = replace(tiny.search(SearchRequest("plan")), more=23)
    (link,) = show(page).xpath("//a[@id='more']")
    assert (link.text, link.get("href"), link.get("rel")) == (
        "23 more mention some of these words", "/search?q=plan&all=1", "nofollow",
    )  # fmt: skip
    assert link.get("data-in-place") is not None
    assert made(tiny, replace(page, more=1)).more.label == "1 more mentions some of these words"
    nothing = replace(tiny.search(SearchRequest("zzzz")), more=2)
    assert made(tiny, nothing).more.label == "2 terms mention some of these words"
    assert made(tiny, page).fewer is None


def test_with_all_matches_the_way_back_is_shown_and_the_filter_keeps_them(show: Show, tiny: Engine) -> None:
    page = show(tiny.search(SearchRequest("plan", all=True)), SearchRequest("plan", all=True, page=1))
    (link,) = page.xpath("//a[@id='more']")
    assert link.get("href") == "/search?q=plan"
    assert page.xpath("//form[@class='facets']/input[@name='all']/@value") == ["1"]


def test_terms_close_in_meaning_are_at_most_three_and_no_best_answer(show: Show, tiny: Engine) -> None:
    found = closest(tiny)
    page = show(replace(found, closest=found.closest * 2))
    section = page.xpath("//section[@aria-labelledby='closest-heading']")[0]
    assert text(section, "h2") == "Closest in meaning; your words do not appear in these"
    assert len(section.xpath(".//li/h3")) == 3
    assert text(page, "//h1") == "No terms for zzzzqx"
    assert page.xpath("//*[@id='best-heading']") == []


def test_a_filter_without_results_names_those_elsewhere(client: FlaskClient) -> None:
    page = etree.HTML(client.get("/search?q=copay&category=work&exact=1").get_data(as_text=True))
    assert text(page, "//h1") == "No terms for copay in Work; 1 in all categories"
    (link,) = page.xpath("//a[@id='elsewhere']")
    assert text(link, ".") == "Search all categories"
    assert link.get("href") == "/search?q=copay&exact=1"


def test_an_offered_correction_leaves_the_results(show: Show, tiny: Engine) -> None:
    page = show(offering(tiny))
    assert text(page, "//h1") == "2 terms for plan"
    assert text(page, "//p[@class='notice']") == "Did you mean plane <b>?"
    assert page.xpath("//a[@id='meant']/@href") == ["/search?q=plane+%3Cb%3E"]
    assert "Showing results for" not in text(page, "//main")


def test_announcements_tell_total_answer_and_correction(tiny: Engine) -> None:
    def announced(page: SearchPage) -> str:
        return made(tiny, page).announcement

    def likely(q: str, **asked: object) -> SearchPage:
        return replace(tiny.search(SearchRequest(q, **asked)), confidence=Confidence.LIKELY)  # type: ignore[arg-type]

    assert announced(likely("plan")) == "2 terms"
    assert announced(likely("plan", categories=("money", "law"), per_page=1)) == (
        "2 terms in Money or Law, page 1 of 2"
    )
    assert announced(sure(tiny, "deductable")).endswith(
        " terms. Best answer: Deductible. Showing results for deductible"
    )
    assert announced(offering(tiny, to="plane")) == "2 terms. Did you mean plane?"
    nothing = replace(tiny.search(SearchRequest("zzzz")), more=23)
    assert announced(nothing) == "No terms. 23 terms mention some of these words"
    assert announced(weak(tiny)) == "No good match; 2 terms come nearest"

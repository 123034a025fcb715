"""The A-to-Z index lists names and aliases under their letters."""

from __future__ import annotations

from flask.testing import FlaskClient
from lxml import etree

from search_app.search import Engine
from search_app.web.site.a_to_z import listings


def test_a_letter_lists_names_and_other_names_with_a_pointer(tiny: Engine) -> None:
    assert [(line.name, line.see) for line in listings(tiny, "c", 0, 9)] == [
        ("co-pay", "Copayment"),
        ("copay", "Copayment"),
        ("Copayment", ""),
    ]
    assert [(line.name, line.see) for line in listings(tiny, "a", 0, 9)] == [("annual deductible", "Deductible")]
    assert [line.name for line in listings(tiny, "c", 1, 2)] == ["copay"]
    assert listings(tiny, "q", 0, 9) == []


def test_without_a_letter_every_term_is_listed_once(tiny: Engine) -> None:
    assert [line.name for line in listings(tiny, "", 0, 9)] == ["Copayment", "Deductible", "Tip Pooling"]


def test_a_letter_has_as_many_lines_as_it_counts(real: Engine) -> None:
    for letter, count in real.letters().items():
        assert len(listings(real, letter, 0, 10_000)) == count


def test_the_page_links_each_letter_that_has_names(client: FlaskClient) -> None:
    page = etree.HTML(client.get("/browse/t").get_data(as_text=True))
    letters = page.xpath("//nav[@aria-label='Letters']//a")
    labels = [link.get("aria-label") for link in letters]
    assert labels == ["A, 1 name", "C, 3 names", "D, 1 name", "T, 2 names"]
    assert {client.get(link.get("href")).status_code for link in letters} == {200}
    assert [link.get("aria-label") for link in letters if link.get("aria-current")] == ["T, 2 names"]

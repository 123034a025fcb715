"""Queries in another language of the glossary than the one that is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.errors import TextsUnavailable
from search_app.search import Confidence, Engine, SearchPage, SearchRequest, build
from search_app.search.across import OtherLanguage
from search_app.search.index.reader import IndexReader
from search_app.search.results.model import Matched
from tests.glossary.translation.spanish import COPAGO, write_spanish


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("across")
    build(write_spanish(folder / "terms"), folder / "index")
    return Engine.open(folder / "index")


@pytest.fixture
def spanish(english: Engine) -> Engine:
    return english.languages["es"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("copago", "Copago"),
        ("COPAGOS", "Copago"),
        ("pagos de la visita", "pago de la visita"),
        ("qué es un copago", "Copago"),
        ("lo que pago en la ventanilla", "Copago"),
    ],
    ids=["a name", "a plural", "a form of an alias", "a question", "a phrasing"],
)
def test_a_name_in_another_language_finds_its_term(english: Engine, query: str, name: str) -> None:
    page = english.search(SearchRequest(query))
    assert page.hits[0].slug == "copayment"
    assert page.hits[0].matched == Matched("translation", name, language="es", address="copago")
    assert (page.confidence, page.correction, page.elsewhere) == (Confidence.SURE, None, ())


def test_a_name_in_another_language_stands_among_words(english: Engine) -> None:
    page = english.search(SearchRequest("what is the copago there"))
    assert page.hits[0].matched == Matched("translation", "Copago", language="es", address="copago")
    assert page.confidence is Confidence.LIKELY
    assert english.search(SearchRequest("teacher broke arm winter copago")).hits[0].matched.field != "translation"


def test_a_translation_finds_names_of_the_default_language(spanish: Engine) -> None:
    page = spanish.search(SearchRequest("annual deductible"))
    assert (page.hits[0].slug, page.hits[0].name) == ("deductible", "Deducible")
    assert page.hits[0].matched == Matched("translation", "annual deductible", language="en", address="deductible")


def test_terms_that_are_not_translated_are_not_found(spanish: Engine) -> None:
    assert spanish.search(SearchRequest("tip pooling")).total == 0


def test_a_name_of_the_own_language_comes_first(spanish: Engine) -> None:
    assert spanish.search(SearchRequest("copay")).hits[0].matched.field == "alias"


def test_other_results_are_those_that_match_all_words(english: Engine) -> None:
    assert english.search(SearchRequest("deducible anual")).total == 1


def test_a_description_in_another_language_finds_the_terms_that_answer_it_there(english: Engine) -> None:
    page = english.search(SearchRequest("maestra brazo roto"))
    assert page.hits[0].slug == "deductible"
    assert page.hits[0].matched == Matched("translation", "Deducible", language="es", address="deducible")
    assert (page.confidence, page.elsewhere) == (Confidence.LIKELY, ())


def test_a_misspelled_name_of_another_language_finds_its_term(english: Engine) -> None:
    page = english.search(SearchRequest("pagos de la bisita"))
    assert (page.hits[0].slug, page.hits[0].matched.field) == ("copayment", "translation")
    assert english.search(SearchRequest("pagos de la bisita", exact=True)).total == 0


def test_an_english_name_written_by_ear_finds_its_term(spanish: Engine) -> None:
    for query in ("copeiment", "didoctibol"):
        assert spanish.search(SearchRequest(query)).hits[0].matched.field == "translation"
        assert spanish.search(SearchRequest(query, exact=True)).total == 0


def test_a_query_with_a_word_of_another_language_alone_finds_what_it_finds_there(english: Engine) -> None:
    for query in ("brazo xyzzy", "maestra zzz brazo"):
        page = english.search(SearchRequest(query))
        assert (page.hits[0].slug, page.hits[0].matched.language) == ("deductible", "es")
        assert page.confidence is Confidence.WEAK
        assert english.search(SearchRequest(query, exact=True)).total == 0


def test_a_query_that_no_language_answers_finds_nothing(english: Engine) -> None:
    assert english.search(SearchRequest("zzzz qqqq")).total == 0


def test_words_of_another_language_are_no_misspellings(english: Engine) -> None:
    assert english.search(SearchRequest("deducibles")).correction is None
    assert english.search(SearchRequest("cocinero")).correction is None


@pytest.mark.parametrize("query", ["deductble", "copaymnt", "deducible resets january"])
def test_misspellings_are_corrected(english: Engine, query: str) -> None:
    correction = english.search(SearchRequest(query)).correction
    assert correction is not None
    assert correction.applied


def test_where_nothing_is_sure_the_best_results_of_another_language_stand_beside(english: Engine) -> None:
    page = english.search(SearchRequest("maestra plan"))
    assert page.confidence is Confidence.WEAK
    (elsewhere,) = page.elsewhere
    assert (elsewhere.language, elsewhere.hits[0].slug, elsewhere.hits[0].name) == ("es", "deductible", "Deducible")
    assert elsewhere.to_dict()["results"][0]["name"] == "Deducible"
    assert page.to_dict()["elsewhere"] == [elsewhere.to_dict()]


def test_a_query_of_this_language_gets_none(english: Engine) -> None:
    for query in ("copayment", "what does a cook pay", "servers share", "nothing of this kind"):
        assert english.search(SearchRequest(query)).elsewhere == ()


def test_later_pages_and_other_orders_have_no_results_of_other_languages(english: Engine) -> None:
    assert english.search(SearchRequest("maestra plan", page=2)).elsewhere == ()
    assert english.search(SearchRequest("maestra plan", sort="name")).elsewhere == ()


def test_categories_filter_across_languages(english: Engine) -> None:
    assert english.search(SearchRequest("copago", ("work",))).total == 0
    assert english.search(SearchRequest("maestra plan", ("work",))).elsewhere == ()


def test_names_of_another_language_are_suggested_where_there_are_none(english: Engine, spanish: Engine) -> None:
    (first, *_) = english.suggest("deduci")
    assert (first.slug, first.name) == ("deductible", "Deductible")
    assert first.matched == Matched("translation", "Deducible", language="es", address="deducible")
    assert first.to_dict()["matched"] == {
        "field": "translation", "text": "Deducible", "language": "es", "url": "/terms/deductible",
    }  # fmt: skip
    assert {each.matched.field for each in english.suggest("dedu")} == {"name"}
    assert english.suggest("deduci", categories=["work"]) == ()
    assert all(each.matched.field != "translation" for each in english.suggest("pa"))
    assert spanish.suggest("annual d")[0].matched.language == "en"
    assert [each.matched.text for each in spanish.suggest("didoctibol", 8, ["law"])] == ["Deductible"]
    assert spanish.suggest("didoctibol", 8, ["work"]) == ()


def test_a_glossary_in_one_language_is_searched_alone(tiny: Engine) -> None:
    page = tiny.search(SearchRequest("deducible"))
    assert (page.hits[0].matched.field, page.elsewhere) == ("spelling", ())


def test_an_edited_name_is_found_across_languages(tmp_path: Path) -> None:
    terms = write_spanish(tmp_path / "terms")
    build(terms, tmp_path / "index")
    (terms / "money" / "copayment.es.md").write_text(COPAGO.replace("name: Copago", "name: Cuota por visita"))
    build(terms, tmp_path / "index")
    engine = Engine.open(tmp_path / "index")
    assert engine.search(SearchRequest("cuota por visita")).hits[0].matched.address == "cuota-por-visita"


def test_a_misspelling_that_another_language_quotes_is_still_corrected(tmp_path: Path) -> None:
    terms = write_spanish(tmp_path / "terms")
    (terms / "money" / "copayment.es.md").write_text(COPAGO.replace("aliases: [", "aliases: [cuota copaymnt, "))
    build(terms, tmp_path / "index")
    engine = Engine.open(tmp_path / "index")
    slip, name = engine.search(SearchRequest("copaymnt")), engine.search(SearchRequest("cuota copaymnt"))
    assert slip.correction is not None
    assert (slip.correction.to, slip.confidence) == ("copayment", Confidence.SURE)
    assert (name.correction, name.hits[0].matched.language) == (None, "es")


def test_a_category_filters_names_of_other_languages_before_the_cut(english: Engine) -> None:
    assert [each.slug for each in english.suggest("deduci", 1, ["law"])] == ["deductible"]
    assert english.suggest("copag", 1, ["law"]) == ()


def test_texts_of_another_language_out_of_reach_are_no_error(reader: IndexReader) -> None:
    class Unreachable:
        def search_alone(self, request: SearchRequest) -> SearchPage:
            raise TextsUnavailable

    other = OtherLanguage(reader, Unreachable())
    assert other.search(SearchRequest("maestra")) is None

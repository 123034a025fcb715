from __future__ import annotations

import pytest

from search_app.errors import NotFound
from search_app.search import Engine, SearchRequest, build
from tests.glossary.translation.spanish import write_spanish


def test_browsing(tiny: Engine) -> None:
    assert [entry.slug for entry in tiny.entries(letter="c")] == ["copayment"]
    assert [entry.slug for entry in tiny.entries(letter="a")] == ["deductible"]  # "annual deductible" counts
    assert tiny.letters() == {"a": 1, "c": 3, "d": 1, "t": 2}
    assert [(category.slug, count) for category, count in tiny.categories()] == [("money", 2), ("work", 1), ("law", 2)]
    assert tiny.redirect("annual-deductible") == "deductible"
    assert tiny.redirect("nope") is None


def test_popular_terms_are_those_that_most_others_lead_to(tiny: Engine) -> None:
    assert tiny.popular()[0].slug == "deductible"
    assert len(tiny.popular()) == 3
    assert len(tiny.popular(1)) == 1


def test_popular_terms_of_categories_are_in_one_of_them(tiny: Engine) -> None:
    assert [term.slug for term in tiny.popular(categories=["law"])] == ["deductible", "tip-pooling"]
    assert [term.slug for term in tiny.popular(1, ["work"])] == ["tip-pooling"]
    assert {term.slug for term in tiny.popular(categories=["work", "money"])} == {
        "copayment",
        "deductible",
        "tip-pooling",
    }


def test_adjacent_terms_are_the_ones_before_and_after_by_name(tiny: Engine) -> None:
    before, after = tiny.adjacent("deductible")
    assert before is not None
    assert after is not None
    assert (before.slug, after.slug) == ("copayment", "tip-pooling")
    assert tiny.adjacent("copayment")[0] is None
    assert tiny.adjacent("tip-pooling")[1] is None
    with pytest.raises(NotFound):
        tiny.adjacent("nope")


def test_entries_are_a_sequence_that_can_be_cut(tiny: Engine) -> None:
    entries = tiny.entries(sort="updated")
    assert [entry.slug for entry in entries[:2]] == ["tip-pooling", "deductible"]
    assert entries[-1].slug == "copayment"
    assert len(entries) == 3


def test_entries_are_found_by_slug_and_counted(tiny: Engine) -> None:
    assert len(tiny) == 3
    assert tiny.entry("tip-pooling").name == "Tip Pooling"
    with pytest.raises(NotFound, match="There is no term with the slug 'nope'"):
        tiny.entry("nope")


def test_entries_in_a_category_under_a_letter(tiny: Engine) -> None:
    assert [entry.slug for entry in tiny.entries(category="law")] == ["deductible", "tip-pooling"]
    assert [entry.slug for entry in tiny.entries(category="law", letter="t")] == ["tip-pooling"]
    assert list(tiny.entries(category="nope")) == []


def test_names_under_a_letter_are_listed_by_pages(tiny: Engine) -> None:
    names = [(name, entry.slug) for name, entry in tiny.names("c", 0, 10)]
    assert names == [("co-pay", "copayment"), ("copay", "copayment"), ("Copayment", "copayment")]
    assert [name for name, _ in tiny.names("c", 1, 2)] == ["copay"]
    assert tiny.beginnings("t") == {"ti": 0, "tp": 1}


def test_a_closed_engine_lets_answers_in_progress_finish(tiny: Engine) -> None:
    tiny.close()
    assert tiny.entry("deductible").slug == "deductible"


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("bilingual")
    build(write_spanish(folder / "terms"), folder / "index")
    return Engine.open(folder / "index")


def test_every_language_knows_all_of_its_generation(bilingual: Engine) -> None:
    spanish = bilingual.languages["es"]
    assert list(bilingual.languages) == ["en", "es"]
    assert bilingual.languages["en"] is bilingual
    assert spanish.languages is bilingual.languages
    assert (bilingual.language, spanish.language) == ("en", "es")
    assert (spanish.generation, len(spanish)) == (bilingual.generation, 2)
    assert (spanish.site.title, spanish.entry("copayment").name) == ("Glosario Chico", "Copago")


def test_a_glossary_in_one_language_knows_itself(tiny: Engine) -> None:
    assert dict(tiny.languages) == {"en": tiny}
    assert tiny.address("copayment") == "copayment"


def test_a_translation_has_addresses_in_its_language(bilingual: Engine) -> None:
    spanish = bilingual.languages["es"]
    assert [spanish.address(slug) for slug in ("copayment", "deductible")] == ["copago", "deducible"]
    assert bilingual.address("copayment") == "copayment"
    with pytest.raises(NotFound):
        spanish.address("tip-pooling")


@pytest.mark.parametrize("address", ["copago", "copayment", "copay", "pago-de-la-visita"])
def test_a_translation_finds_terms_by_address_slug_and_alias(bilingual: Engine, address: str) -> None:
    spanish = bilingual.languages["es"]
    assert spanish.redirect(address) == "copayment"
    assert spanish.search(SearchRequest(f"https://example.org/es/terms/{address}")).hits[0].slug == "copayment"


def test_addresses_of_another_language_are_unknown(bilingual: Engine) -> None:
    assert bilingual.redirect("copago") is None
    assert bilingual.languages["es"].redirect("tip-pooling") is None

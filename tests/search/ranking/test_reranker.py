"""Descriptions: the signals of the second stage decide among entries that contain the same stems."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.language.english import ENGLISH
from search_app.search import Engine, SearchRequest
from search_app.search.index.reader import IndexReader
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import parse_plain
from search_app.search.ranking import reranker
from search_app.search.ranking.reranker import RERANKED, Reranker
from search_app.search.retrieval.embedded import EmbeddedTextIndex
from search_app.search.retrieval.text_index import RankedEntries, Tier
from tests.search.glossaries import Row, open_reader, publish


def first(folder: Path, q: str, *definitions: str, names: tuple[str, ...] = ()) -> int:
    """Return the number of the definition that `q` finds first."""
    names = names or tuple(f"Entry {'abcdef'[number]}" for number in range(len(definitions)))
    return first_of(
        folder, q, [{"name": name, "definition": text} for name, text in zip(names, definitions, strict=True)]
    )


def first_of(folder: Path, q: str, rows: list[Row]) -> int:
    """Return the number of the row that `q` finds first."""
    return int(Engine.open(publish(folder, rows)).search(SearchRequest(q=q)).hits[0].slug[1:])


def test_a_word_as_it_was_typed_counts_more_than_another_form(tmp_path: Path) -> None:
    other = "The manager schedules workers and pays tips."
    typed = "The manager scheduled worker and paid tipping."
    assert first(tmp_path, "manager scheduled worker", other, typed) == 1


def test_words_in_one_sentence_count_more_than_words_apart(tmp_path: Path) -> None:
    apart = "A landlord came. The rent was due. A deposit was lost. Nobody called again."
    together = "Nobody called. It was again. A landlord lost the rent deposit. It came due."
    assert first(tmp_path, "landlord rent deposit", apart, together) == 1


SCATTERED = "A landlord, a landlord. A deposit, a deposit. The winter, the winter. A kitchen, a kitchen."
MOST_TOGETHER = "A tenant leaves. The landlord keeps the deposit for the kitchen. No kitchen, no deposit, landlord."


def test_all_words_of_a_description_are_found_in_one_sentence(tmp_path: Path) -> None:
    together = "A tenant leaves. The landlord keeps the deposit for the kitchen all winter. Somebody waits."
    assert first(tmp_path, "landlord deposit winter kitchen", SCATTERED * 3, together) == 1


def test_a_description_scattered_over_a_text_is_found_in_part(tmp_path: Path) -> None:
    long = f"{SCATTERED} {'Other things are written here at length. ' * 60}"
    assert first(tmp_path, "landlord deposit winter kitchen", long, MOST_TOGETHER) == 1


def test_all_of_a_few_words_are_found_wherever_they_stand(tmp_path: Path) -> None:
    long = f"{SCATTERED} {'Other things are written here at length. ' * 60}"
    assert first(tmp_path, "landlord deposit winter", MOST_TOGETHER, long) == 1


def test_stop_words_break_ties(tmp_path: Path) -> None:
    without = "Shaken noise dashes."
    assert first(tmp_path, "to be shaken noise dashes", without, "To be shaken noise dashes.") == 1


def test_a_similar_meaning_in_other_words_counts(tmp_path: Path) -> None:
    other = "Somebody took something for a late payment, as told in an old ballad of singers."
    similar = "Somebody took something for a late payment, as lenders do with vehicles."
    assert first(tmp_path, "took my truck for a late payment", other, similar) == 1


def test_a_phrasing_like_the_query_counts_more_than_the_words_anywhere(tmp_path: Path) -> None:
    asked = ("landlord who wants a whole deposit for two windows", "landlord wants my deposit")
    rows: list[Row] = [
        {"name": f"Entry {name}", "definition": f"The winter is long. {'It is. ' * more}", "asked_as": [text]}
        for name, more, text in zip("ab", (1, 4), asked, strict=True)
    ]
    others = ("nurse lost a shift", "bank closed an account", "driver hit my fence", "clinic sold my file")
    rows += [{"name": f"Other {text}", "definition": "It is another one.", "asked_as": [text]} for text in others]
    assert first_of(tmp_path, "landlord wants deposit winter", rows) == 1


def test_a_name_inside_the_query_is_likely_meant(tmp_path: Path) -> None:
    text = "A hospital program with forms for patients."
    found = first(tmp_path, "charity care program forms", text, text, names=("Assistance Program Care", "Charity Care"))
    assert found == 1


def test_the_own_name_of_an_entry_counts_if_it_is_one_word(tmp_path: Path) -> None:
    text = "A hospital program with forms for patients and their money."
    rows: list[Row] = [
        {"name": "Assistance", "aliases": ["grant"], "definition": text},
        {"name": "Annuity", "definition": text},
    ]
    assert first_of(tmp_path, "hospital program forms annuity patients", rows) == 1


def test_a_name_made_with_a_word_of_the_query_is_likely_meant(tmp_path: Path) -> None:
    text = "Somebody who brings bottles to customers every morning."
    names = ("Porter", "Milkman", "Whey")
    assert first(tmp_path, "somebody brings milk to customers", text, text, "A part of milk.", names=names) == 1


def test_a_part_of_a_longer_name_made_with_a_word_counts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reranker, "MEANING", 0.0)  # which prefers it
    text = "Somebody who brings bottles to customers every morning."
    names = ("Porter", "Milkman Route Book")
    assert first(tmp_path, "somebody brings milk to customers", text, text, names=names) == 0


def test_a_word_is_matched_by_another_name_of_what_it_names(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"name": "Custodian", "aliases": ["guardian"], "definition": "Who keeps a thing."},
        {"name": "Chauffeur", "definition": "Somebody hired to drive a car for children of the rich."},
        {"name": "Nanny", "definition": "Somebody hired to be the guardian for children of the rich."},
    ]
    assert first_of(tmp_path, "hired custodian for rich children today", rows) == 2


def test_words_are_typical_of_the_category_that_is_meant(tmp_path: Path) -> None:
    same = "Tickets are what it sells by the road."
    rows: list[Row] = [
        {"name": "Entry A", "categories": ["thing"], "definition": same},
        {"name": "Entry B", "categories": ["person"], "definition": same},
    ]
    for number in range(60):
        person, thing = f"One who sells goods of kind {number}.", f"A machine that sells goods of kind {number}."
        rows.append({"name": f"Person {number}", "categories": ["person"], "definition": person})
        rows.append({"name": f"Thing {number}", "categories": ["thing"], "definition": thing})
    assert first_of(tmp_path / "person", "one who sells tickets by the road", rows) == 1
    assert first_of(tmp_path / "thing", "a machine that sells tickets by the road", rows) == 0


@pytest.mark.parametrize(("others", "meant"), [(0, 0), (60, 1)])
def test_in_a_dictionary_an_entry_with_several_names_is_meant_more_often(
    tmp_path: Path, others: int, meant: int
) -> None:
    text = "A strong cord that sailors tie to the mast."
    rows: list[Row] = [
        {"name": "Mast cord", "definition": text},
        {"name": "Stay", "aliases": ["shroud", "backstay"], "definition": text},
    ]
    rows += [{"name": f"Wordy{number}", "definition": "A knot."} for number in range(others)]
    assert first_of(tmp_path, "cord which a sailor tied to masts", rows) == meant


@pytest.fixture(scope="module")
def landlords(tmp_path_factory: pytest.TempPathFactory) -> IndexReader:
    together, apart = "The landlord keeps a deposit.", "Landlords wait. Depositing. Keep it."
    rows: list[Row] = [
        {"name": f"Entry {number}", "definition": apart if number % 2 else together} for number in range(RERANKED + 4)
    ]
    return open_reader(publish(tmp_path_factory.mktemp("landlords"), rows))


def rerank(reader: IndexReader, ranked: RankedEntries) -> RankedEntries:
    query = AnalyzedQuery(parse_plain("landlord keeps deposit", ENGLISH), reader.vocabulary)
    batch = EmbeddedTextIndex(reader).documents(ranked.ordinals[:RERANKED])
    return Reranker(reader.vocabulary, reader.doc_values, reader.meanings).rerank(query, ranked, batch)


def test_entries_are_reranked_inside_their_tiers(landlords: IndexReader) -> None:
    tiers = [Tier.BEGINNING, Tier.ALL_WORDS, Tier.ALL_WORDS, Tier.SOME_WORDS]
    found = rerank(landlords, RankedEntries([1, 3, 2, 0], list(tiers), [1.0, 5.0, 5.0, 900.0]))
    assert found.ordinals == [1, 2, 3, 0]
    assert found.tiers == tiers
    assert found.scores[1] > found.scores[2] > 5


def test_only_the_best_are_reranked(landlords: IndexReader) -> None:
    ordinals = list(range(RERANKED + 4))[::-1]
    found = rerank(landlords, RankedEntries(ordinals, [Tier.ALL_WORDS] * len(ordinals), [1.0] * len(ordinals)))
    assert sorted(found.ordinals[:RERANKED]) == sorted(ordinals[:RERANKED])
    assert [ordinal % 2 for ordinal in found.ordinals[:RERANKED]] == [0] * 25 + [1] * 25
    assert found.ordinals[RERANKED:] == ordinals[RERANKED:]
    assert found.scores[RERANKED:] == [1.0] * 4

"""Descriptions: what is looked at a second time decides among entries that hold the same stems."""

from __future__ import annotations

import json
from pathlib import Path

from search_app.search import Engine, SearchRequest, build


def first(tmp_path: Path, q: str, *definitions: str, names: tuple[str, ...] = ()) -> int:
    """Return the number of the definition that `q` finds first."""
    names = names or tuple(f"Entry {'abcdef'[number]}" for number in range(len(definitions)))
    rows = [
        {"slug": f"e{number}", "name": name, "categories": ["law"], "definition": text}
        for number, (name, text) in enumerate(zip(names, definitions, strict=True))
    ]
    (tmp_path / "few.jsonl").write_text("\n".join(map(json.dumps, rows)))
    build(tmp_path / "few.jsonl", tmp_path / "index")
    return int(Engine.open(tmp_path / "index").search(SearchRequest(q=q)).hits[0].slug[1:])


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


def test_all_words_of_a_description_are_found_when_one_sentence_holds_them(tmp_path: Path) -> None:
    together = "A tenant leaves. The landlord keeps the deposit for the kitchen all winter. Somebody waits."
    assert first(tmp_path, "landlord deposit winter kitchen", SCATTERED * 3, together) == 1


def test_a_description_scattered_over_a_text_is_found_in_part(tmp_path: Path) -> None:
    long = f"{SCATTERED} {'Other things are told here at length. ' * 60}"
    assert first(tmp_path, "landlord deposit winter kitchen", long, MOST_TOGETHER) == 1


def test_all_of_a_few_words_are_found_wherever_they_stand(tmp_path: Path) -> None:
    long = f"{SCATTERED} {'Other things are told here at length. ' * 60}"
    assert first(tmp_path, "landlord deposit winter", MOST_TOGETHER, long) == 1


def test_little_words_tell_among_equals(tmp_path: Path) -> None:
    without = "Shaken noise dashes."
    assert first(tmp_path, "to be shaken noise dashes", without, "To be shaken noise dashes.") == 1


def test_a_name_inside_the_query_is_likely_meant(tmp_path: Path) -> None:
    text = "A hospital program with forms for patients."
    found = first(tmp_path, "charity care program forms", text, text, names=("Assistance Program Care", "Charity Care"))
    assert found == 1


def test_a_name_made_with_a_word_of_the_query_is_likely_meant(tmp_path: Path) -> None:
    text = "Somebody who brings bottles to customers every morning."
    names = ("Porter", "Milkman", "Whey")
    assert first(tmp_path, "somebody brings milk to customers", text, text, "A part of milk.", names=names) == 1


def test_a_part_of_a_longer_name_made_with_a_word_tells_nothing(tmp_path: Path) -> None:
    text = "Somebody who brings bottles to customers every morning."
    names = ("Porter", "Milkman Route Book")
    assert first(tmp_path, "somebody brings milk to customers", text, text, names=names) == 0


def test_a_word_is_met_by_another_name_of_what_it_names(tmp_path: Path) -> None:
    rows = [
        {"name": "Custodian", "aliases": ["guardian"], "definition": "Who keeps a thing."},
        {"name": "Chauffeur", "definition": "Somebody hired to drive a car for children of the rich."},
        {"name": "Nanny", "definition": "Somebody hired to be the guardian for children of the rich."},
    ]
    numbered = [{"slug": f"e{number}", "categories": ["law"], **row} for number, row in enumerate(rows)]
    (tmp_path / "few.jsonl").write_text("\n".join(map(json.dumps, numbered)))
    build(tmp_path / "few.jsonl", tmp_path / "index")
    hits = Engine.open(tmp_path / "index").search(SearchRequest(q="hired custodian for rich children today")).hits
    assert hits[0].slug == "e2"


def test_words_tell_the_category_that_is_meant(tmp_path: Path) -> None:
    people = [("p", "person", f"One who sells goods of kind {number}.") for number in range(60)]
    things = [("t", "thing", f"A machine that sells goods of kind {number}.") for number in range(60)]
    same = "Tickets are what it sells by the road."
    asked = [("a", "thing", same), ("b", "person", same)]
    rows = [
        {"slug": f"{slug}{number}", "name": f"Entry {slug} {number}", "categories": [category], "definition": text}
        for number, (slug, category, text) in enumerate([*asked, *people, *things])
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, rows)))
    build(tmp_path / "many.jsonl", tmp_path / "index")
    engine = Engine.open(tmp_path / "index")
    assert engine.search(SearchRequest(q="one who sells tickets by the road")).hits[0].slug == "b1"
    assert engine.search(SearchRequest(q="a machine that sells tickets by the road")).hits[0].slug == "a0"

"""Names found by what people type."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search_app.glossary.naming import joined
from search_app.language.english import ENGLISH
from search_app.search.index.name_writer import EntryNames, write_names, write_ranks
from search_app.search.index.names import NameIndex, NameKind, content_key, stem_key
from search_app.search.index.phrasings import Phrasing, write_phrasings

ENTRIES = [
    EntryNames("c", "C", ()),
    EntryNames("c-plus-plus", "C++", ("cpp",)),
    EntryNames("copay", "Copay", ("co-pay", "co pays")),
    EntryNames("wage-garnishment", "Wage Garnishment", ()),
    EntryNames("fraktur", "𝔉raktur", ()),
    EntryNames("cap", "Cost of Living Adjustment", ()),
]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    folder = tmp_path_factory.mktemp("names")
    write_names(folder, ENTRIES, ENGLISH)
    write_ranks(folder, np.zeros(len(ENTRIES)))
    asked = "what do i pay at the desk"
    write_phrasings(folder, [Phrasing.of(2, NameKind.ASKED, asked, ENGLISH)])
    return NameIndex(folder, ENGLISH)


def found(names: NameIndex, text: str) -> list[str]:
    return [name.text for name in names.lookup(text)]


def test_exact_spellings_come_first(names: NameIndex) -> None:
    assert found(names, "c++")[0] == "C++"
    assert found(names, "C")[0] == "C"


@pytest.mark.parametrize("typed", ["copay", "co pay", "CO-PAY", "cópay"])
def test_case_accents_hyphens_and_spaces_do_not_matter(names: NameIndex, typed: str) -> None:
    assert {name.ordinal for name in names.lookup(typed)} == {2}
    assert names.lookup("copying") == []


def test_letters_beyond_the_basic_plane(names: NameIndex) -> None:
    assert found(names, "𝔉raktur") == ["𝔉raktur"]


def test_inflections_share_their_stems(names: NameIndex) -> None:
    assert [name.ordinal for name in names.lookup_stemmed("wage garnishments")] == [3]
    assert names.by_stem_key("nothing") == []


def test_initials_with_and_without_stop_words(names: NameIndex) -> None:
    assert [(name.ordinal, name.kind) for name in names.by_initials("COLA")] == [(5, NameKind.INITIALS)]
    assert [name.ordinal for name in names.by_initials("cla")] == [5]
    assert names.by_initials("wg") == []  # two letters


def test_a_phrasing_is_found_by_its_content_words(names: NameIndex) -> None:
    (name,) = names.by_phrasing(content_key("do i pay at a desk", ENGLISH))
    assert (name.ordinal, name.kind, name.text) == (2, NameKind.ASKED, "what do i pay at the desk")
    assert names.by_phrasing(content_key("the desk pays", ENGLISH)) == []  # their order counts


def test_completions_say_where_the_match_is(names: NameIndex) -> None:
    (whole,) = names.complete("wage garnishment", 9)
    (inner,) = names.complete("garn", 9)
    assert (whole.inside, whole.ended) == (False, True)
    assert (inner.inside, inner.ended) == (True, False)
    assert names.complete("", 9) == []
    assert [name.text for name in names.by_prefix("garn", 9)] == []
    assert len(names.by_prefix("c", 2)) == 2


def test_all_names_of_an_entry(names: NameIndex) -> None:
    assert names.names_of_same_entry("co-pay") == ["Copay", "co-pay", "co pays"]
    assert names.names_of_same_entry("nothing") == []
    assert names.names_of_same_entry("wage garnishment") == []  # it has one
    assert len(names) == 9


def test_the_best_names_with_a_beginning_may_be_the_last_of_all_names(tmp_path: Path) -> None:
    others = [EntryNames(f"a-{number}", f"A {number}", ()) for number in range(200)]
    long = [EntryNames(f"z-{number}", "Z" + "z" * (50 - number), ()) for number in range(30)]
    write_names(tmp_path, [*others, *long], ENGLISH)
    write_ranks(tmp_path, np.zeros(len(others) + len(long)))
    write_phrasings(tmp_path, [])
    found = NameIndex(tmp_path, ENGLISH).by_prefix("z", 3)
    assert [len(name.text) for name in found] == [22, 23, 24]


def test_slugs_and_redirects(names: NameIndex) -> None:
    assert names.ordinal("wage-garnishment") == 3
    assert names.ordinal("wage") is None
    assert names.redirect("co-pays") == 2
    assert names.redirect("copays") is None


def test_similar_names_by_key(names: NameIndex) -> None:
    (number, similarity), *_ = names.similar.nearest("wage garnishmnet", 0.6)
    assert names.key(number) == "wage garnishment"
    assert names.entries_of_key(number) == [3]
    assert similarity < 1


def test_keys() -> None:
    assert content_key("how to pay the fees", ENGLISH) == content_key("paying a fee", ENGLISH)
    assert content_key("the", ENGLISH) == "the"
    assert stem_key("Wage Garnishments", ENGLISH) == stem_key("wage garnishment", ENGLISH)
    assert (joined("co pay"), joined("++"), joined(" ")) == ("copay", "++", " ")

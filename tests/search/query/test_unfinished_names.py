"""Names that go on after a query."""

from __future__ import annotations

import pytest

from search_app.search.index.names import NameIndex
from search_app.search.query.unfinished_names import begun, begun_by_sound, continued
from tests.search.glossaries import open_reader, publish

NAMES = ("Terms of Service", "Term", "Power of Attorney", "Collective Bargaining", "Plan of Work")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    rows = [{"name": name, "definition": "A text."} for name in NAMES]
    return open_reader(publish(tmp_path_factory.mktemp("unfinished"), rows)).vocabulary.names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("collectiv barg", ["Collective Bargaining"]),
        ("terms of serv", ["Terms of Service"]),
        ("terms serv", ["Terms of Service"]),
        ("term", ["Term", "Terms of Service"]),
        ("barg", []),
        ("", []),
    ],
)
def test_every_word_may_be_unfinished(names: NameIndex, text: str, found: list[str]) -> None:
    assert sorted(name.text for name in begun(text.split(), names, 5)) == found


def test_words_may_sound_like_the_beginnings(names: NameIndex) -> None:
    assert [name.text for name in begun_by_sound(["kolectiv", "barg"], names, 5)] == []  # other letters
    assert [name.text for name in begun_by_sound(["colectiv", "barg"], names, 5)] == ["Collective Bargaining"]
    assert begun_by_sound(["", "barg"], names, 5) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("power att", ["Power of Attorney"]),
        ("power of att", ["Power of Attorney"]),
        ("power attorney", ["Power of Attorney"]),
        ("pow att", []),  # only the last word may go on
        ("power at", []),  # if it tells enough
        ("the power att", []),
        ("power", []),
        ("of the", []),
        ("plan wor", ["Plan of Work"]),
    ],
)
def test_the_last_word_may_be_unfinished_and_stop_words_left_out(names: NameIndex, text: str, found: list[str]) -> None:
    assert [name.text for name in continued(text.split(), names, 5)] == found

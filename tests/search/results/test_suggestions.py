from __future__ import annotations

import pytest

from search_app.search import Engine, Suggestion
from search_app.search.index.documents import Document, Field
from search_app.search.index.names import NameKind
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.results.suggestions import suggest_names, suggestion
from search_app.search.storage.arrays import DocIds, Mask
from tests.search.glossaries import Row, publish


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("c", ["Copayment"]),
        ("co-p", ["co-pay"]),  # spelled as typed
        ("copay", ["copay"]),
        ("pool", ["Tip Pooling"]),
        ("t", ["Tip Pooling"]),  # a name before an alias
        ("TP", ["TP"]),
        ("annual", ["annual deductible"]),
        ("deductable", ["Deductible"]),  # corrected
        ("dedutc", []),  # too far from any word
        ("zz", []),
    ],
)
def test_one_name_of_each_entry_completes_a_prefix(vocabulary: Vocabulary, prefix: str, names: list[str]) -> None:
    assert [name.text for name in suggest_names(prefix, vocabulary, 8)] == names


def test_only_accepted_entries_are_named_even_after_a_correction(vocabulary: Vocabulary) -> None:
    def accept(ordinals: DocIds) -> Mask:
        return ordinals == 2

    assert [name.text for name in suggest_names("tip", vocabulary, 8, accept)] == ["Tip Pooling"]
    assert suggest_names("copay", vocabulary, 8, accept) == []
    assert suggest_names("deductable", vocabulary, 8, accept) == []


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Names that begin with one word: more common ones than any cut keeps, and a few rare ones that rank below."""
    rows: list[Row] = [
        {"name": f"Care {number:04}", "categories": ["common"], "definition": "A."} for number in range(1300)
    ]
    rows += [{"name": f"Care Zone {number}", "categories": ["rare"], "definition": "A."} for number in range(5)]
    return Engine.open(publish(tmp_path_factory.mktemp("crowd"), rows))


def names(found: tuple[Suggestion, ...]) -> list[str]:
    return [each.name for each in found]


def test_suggestions_are_filtered_before_the_cut(crowd: Engine) -> None:
    assert names(crowd.suggest("care", 8, ("rare",))) == [f"Care Zone {number}" for number in range(5)]
    assert len(crowd.suggest("care", 8, ("common", "rare"))) == 8
    assert crowd.suggest("care", 8, ("nope",)) == ()


def test_a_limit_holds_with_and_without_a_filter(crowd: Engine) -> None:
    assert len(crowd.suggest("care", 3)) == len(crowd.suggest("care", 3, ("rare",))) == 3


def test_a_space_at_the_end_asks_for_another_word(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [{"name": name, "definition": "A."} for name in ("Careful", "Care Home")]
    engine = Engine.open(publish(tmp_path_factory.mktemp("space"), rows))
    assert names(engine.suggest("Care ")) == ["Care Home", "Careful"]


@pytest.mark.parametrize(
    ("name", "typed", "html"),
    [
        ("Tip Pooling", ["pool"], "Tip <mark>Pool</mark>ing"),
        ("Tip Pooling", ["tip", "po"], "<mark>Tip</mark> <mark>Po</mark>oling"),
        ("Co-pay & Fee", ["co", "fee"], "<mark>Co</mark>-pay &amp; <mark>Fee</mark>"),
        ("Café <b>", ["cafe", "b"], "<mark>Café</mark> &lt;<mark>b</mark>&gt;"),
        ("Fee", ["x"], "Fee"),
    ],
)
def test_typed_beginnings_of_words_are_marked(vocabulary: Vocabulary, name: str, typed: list[str], html: str) -> None:
    document = Document("slug", name, (), "", "", (Field("name", "", name, 1),))
    found = suggestion(document, vocabulary.names.lookup("copay")[0], typed)
    assert found.name_html == html
    assert (found.category, found.matched.field, found.matched.text) == ("", NameKind.ALIAS.field, "copay")

"""The requirements of any engine, on three terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_app.errors import NotFound
from search_app.search import Engine, SearchPage, SearchRequest, build
from search_app.search.glossary_engine import FEW, GlossaryEngine
from search_app.search.index import generations
from search_app.search.index.reader import CatalogueReader
from search_app.search.results.model import Confidence
from tests.conftest import COPAYMENT, DEDUCTIBLE, write_terms
from tests.search.glossaries import in_opensearch, publish


@pytest.fixture(scope="module", params=["embedded", "opensearch"])
def tiny(request: pytest.FixtureRequest, tiny_index: Path) -> Engine:
    """The three terms behind each back end."""
    if request.param == "embedded":
        return Engine.open(tiny_index)
    folder = next(generations.candidates(tiny_index))
    texts = in_opensearch(request.getfixturevalue("cluster"), tiny_index)
    return GlossaryEngine(folder.name, CatalogueReader(folder), texts)


def search(engine: Engine, q: str, *categories: str, **changes: object) -> SearchPage:
    return engine.search(SearchRequest(q=q, categories=categories, **changes))  # type: ignore[arg-type]


def slugs(page: SearchPage) -> list[str]:
    return [hit.slug for hit in page.hits]


@pytest.mark.parametrize(
    ("q", "first", "field"),
    [
        ("Deductible", "deductible", "name"),
        ("deductibles", "deductible", "name"),
        ("TP", "tip-pooling", "acronym"),
        ("copay", "copayment", "alias"),
        ("co-pay", "copayment", "alias"),
        ("co pay", "copayment", "alias"),
        ("tip pool", "tip-pooling", "name"),
        ("what is a deductible", "deductible", "name"),
        ("my boss took my tips", "tip-pooling", "asked_as"),
        ("several times a week", "tip-pooling", "example"),
        ("broken arm", "deductible", "example"),
        ("deductable", "deductible", "spelling"),
        ("pooling -hammer", "tip-pooling", "name"),
        ("forbids", "copayment", "misuse"),
        ("dishwasher", "tip-pooling", "benefits"),
    ],
)
def test_the_right_term_is_first_for_the_right_reason(tiny: Engine, q: str, first: str, field: str) -> None:
    hit = search(tiny, q).hits[0]
    assert (hit.slug, hit.matched.field) == (first, field)


def test_a_match_in_an_example_leads_to_it(tiny: Engine) -> None:
    hit = search(tiny, "generic drug").hits[0]
    assert hit.matched.anchor == "example-2"
    assert hit.url == "/terms/copayment#example-2"
    assert "<mark>generic</mark> <mark>drug</mark>" in hit.snippet_html


def test_an_exact_name_beats_a_text_full_of_the_word(tmp_path: Path) -> None:
    talker = COPAYMENT.replace("It is due", "Deductible deductible deductible deductible. It is due")
    build(write_terms(tmp_path / "t", {"money/copayment": talker, "money/deductible": DEDUCTIBLE}), tmp_path / "i")
    assert slugs(search(Engine.open(tmp_path / "i"), "deductible"))[0] == "deductible"


def test_facets_count_what_choosing_them_shows(tiny: Engine) -> None:
    free = search(tiny, "deductible OR tips")
    assert {value.slug: value.count for value in free.facets["category"]} == {"money": 2, "work": 1, "law": 2}
    for value in free.facets["category"]:
        assert search(tiny, "deductible OR tips", value.slug).total == value.count
    both = search(tiny, "deductible OR tips", "money", "work")
    assert both.total == 3  # either of them
    assert [value.count for value in both.facets["category"]] == [2, 1, 2]  # without the facet's own filter
    assert [value.selected for value in both.facets["category"]] == [True, True, False]
    assert both.facets["category"][0].url == "/search?q=deductible+OR+tips&category=work"
    assert both.facets["category"][2].url.endswith("category=money&category=work&category=law")


def test_a_category_without_results_stays_with_its_zero(tiny: Engine) -> None:
    assert {value.slug: value.count for value in search(tiny, "TP").facets["category"]}["money"] == 0


def test_a_correction_is_reported_and_can_be_refused(tiny: Engine) -> None:
    page = search(tiny, "deductable plan")
    assert page.correction is not None
    assert (page.correction.typed, page.correction.to) == ("deductable plan", "deductible plan")
    assert page.correction.url_exact == "/search?q=deductable+plan&exact=1"
    literal = search(tiny, "deductable plan", exact=True)
    assert literal.correction is None
    assert search(tiny, "januery").correction is not None
    assert search(tiny, "januery", exact=True).total == 0


def test_of_two_corrections_about_as_likely_one_is_offered(tmp_path: Path) -> None:
    texts = ["A cart with a horse.", "A card with a horse.", "A horse."]
    rows = [{"name": f"Subject {number}", "definition": text} for number, text in enumerate(texts)]
    engine = Engine.open(publish(tmp_path, rows))
    page = search(engine, "carx horse")
    assert page.correction is not None
    assert not page.correction.applied
    assert page.correction.to in ("cart horse", "card horse")
    assert page.correction.url_corrected == f"/search?q={page.correction.to.replace(' ', '+')}"
    assert page.total == len(search(engine, "carx horse", exact=True).hits) > 0
    assert search(engine, "carx").correction is not None  # nothing is found for it as typed: the first one is applied


def test_a_plural_or_another_form_of_a_known_word_is_no_mistake(tiny: Engine) -> None:
    assert search(tiny, "deductibles").correction is None
    assert search(tiny, "paying").correction is None


@pytest.mark.parametrize("word", ["fee", "fed", "tip", "tps", "500", "4000"])
def test_short_words_and_numbers_are_not_corrected(tiny: Engine, word: str) -> None:
    assert search(tiny, word).correction is None


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ('"due on the day"', {"copayment"}),
        ('"day the on due"', set()),
        ("plan -teacher", {"copayment"}),
        ("cook OR servers", {"copayment", "tip-pooling"}),
        ("name:deductible", {"deductible"}),
        ("name:deduct*", {"deductible"}),
        ("category:work tips", {"tip-pooling"}),
        ("dish*", {"tip-pooling"}),
        ('"co-pay"', {"copayment"}),
    ],
)
def test_operators(tiny: Engine, q: str, found: set[str]) -> None:
    assert set(slugs(search(tiny, q))) == found


@pytest.mark.parametrize(
    "q", ['"', '""', "-", "*", "name:", "OR", "OR OR", "(((((", "a* -b* OR", "\\", "category:nope x"]
)
def test_what_does_not_parse_is_no_error(tiny: Engine, q: str) -> None:
    search(tiny, q)


def test_an_empty_query_lists_all_by_name(tiny: Engine) -> None:
    assert slugs(search(tiny, "")) == ["copayment", "deductible", "tip-pooling"]
    assert slugs(search(tiny, "", "law")) == ["deductible", "tip-pooling"]


def test_sorting_and_paging(tiny: Engine) -> None:
    newest = search(tiny, "", sort="updated")
    assert slugs(newest) == ["tip-pooling", "deductible", "copayment"]
    second = search(tiny, "", page=2, per_page=2)
    assert (slugs(second), second.total, second.pages) == (["tip-pooling"], 3, 2)
    assert slugs(search(tiny, "", page=9)) == []


def test_related_terms_are_not_those_already_listed(tiny: Engine) -> None:
    assert [related.slug for related in search(tiny, "TP").related] == ["deductible"]
    assert search(tiny, "").related == ()


def test_nothing_found_offers_names_that_look_alike(tiny: Engine) -> None:
    page = search(tiny, "tip pulling thing", "money", exact=True)
    assert page.total == 0
    assert [related.slug for related in page.related][:1] == ["tip-pooling"]


def test_suggestions_complete_any_word_and_name_the_match(tiny: Engine) -> None:
    first = tiny.suggest("co-p")[0]
    assert (first.slug, first.matched.field, first.matched.text) == ("copayment", "alias", "co-pay")
    assert [suggestion.slug for suggestion in tiny.suggest("pool")] == ["tip-pooling"]
    assert tiny.suggest("pool")[0].name_html == "Tip <mark>Pool</mark>ing"
    assert [suggestion.slug for suggestion in tiny.suggest("dedutc")] == ["deductible"]
    assert [suggestion.slug for suggestion in tiny.suggest("deductable")] == ["deductible"]
    assert tiny.suggest("") == ()
    assert len({suggestion.slug for suggestion in tiny.suggest("c")}) == len(tiny.suggest("c"))
    assert [suggestion.slug for suggestion in tiny.suggest("d", categories=("work",))] == []


def test_related_curated_before_mentioned(tiny: Engine) -> None:
    assert next((related.slug, related.source) for related in tiny.related("copayment")) == ("deductible", "curated")
    assert next((related.slug, related.source) for related in tiny.related("deductible")) == ("copayment", "mentioned")
    with pytest.raises(NotFound, match="no term with the slug 'nope'"):
        tiny.related("nope")


def test_markup_in_names_and_queries_stays_text(tmp_path: Path) -> None:
    evil = COPAYMENT.replace("name: Copayment", 'name: "<img src=x onerror=alert(1)> fee"')
    build(write_terms(tmp_path / "t", {"money/evil": evil.replace("[deductible]", "[]")}), tmp_path / "i")
    engine = Engine.open(tmp_path / "i")
    page = search(engine, "<script>alert(1)</script> fee")
    assert "<img" not in page.hits[0].name_html
    assert "<script" not in page.hits[0].snippet_html
    assert "<img" not in engine.suggest("fee")[0].name_html


@settings(max_examples=300)
@given(st.text(max_size=400), st.booleans())
def test_any_text_is_answered(tiny: Engine, q: str, exact: bool) -> None:
    page = search(tiny, q, exact=exact)
    assert 0 <= page.total <= 3
    tiny.suggest(q)


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            ['"', "-", "OR", "name:", "category:", "*", "tip", "deduct*", "(", ")", "^2", "~", "[a TO b]", "AND", "NOT"]
        )
    )
)
def test_any_mix_of_operators_is_answered(tiny: Engine, parts: list[str]) -> None:
    search(tiny, " ".join(parts))
    search(tiny, "".join(parts))


@pytest.mark.parametrize("per_page", [1, 2])
def test_pages_are_parts_of_one_order(tiny: Engine, per_page: int) -> None:
    whole = slugs(search(tiny, "plan fee tips price"))
    pages = [slugs(search(tiny, "plan fee tips price", page=page, per_page=per_page)) for page in (1, 2, 3)]
    assert len(whole) == 3
    assert [slug for page in pages for slug in page] == whole
    assert slugs(search(tiny, "plan fee tips price", page=4, per_page=per_page)) == []


def test_a_description_keeps_its_order_over_all_pages(tmp_path: Path) -> None:
    """The best are reranked, the others are not; a page on the border shows some of both."""
    forms = ("manager scheduled worker", "managers scheduling workers")
    rows = [{"name": f"X{number:03}", "definition": f"A {forms[number % 2]}."} for number in range(90)]
    engine = Engine.open(publish(tmp_path, rows))
    found = [slug for page in range(1, 6) for slug in slugs(search(engine, forms[0], page=page, per_page=20))]
    assert len(found) == len(set(found)) == 90
    assert found[:50] == slugs(search(engine, forms[0], per_page=50))


def test_related_terms_are_those_of_the_best_hits_whatever_the_order(tiny: Engine) -> None:
    assert search(tiny, "TP").related == search(tiny, "TP", sort="name").related


@pytest.mark.parametrize("q", ["deductible", "deductable", "copay fee", "pay OR tips"])
def test_scores_are_plain_and_decide_inside_a_tier_only(tiny: Engine, q: str) -> None:
    hits = search(tiny, q).hits
    order = [(hit.tier, -hit.score) for hit in hits]
    assert order == sorted(order)
    assert all(0 <= hit.score < 100 for hit in hits)


def test_a_caller_that_shows_no_related_terms_gets_none(tiny: Engine) -> None:
    assert search(tiny, "front desk").related
    assert search(tiny, "front desk", related=0).related == ()
    assert search(tiny, "zzzz", related=0).related == ()


AS_TYPED = [
    {"slug": "cpp", "name": "C++", "definition": "A language with classes."},
    {"slug": "c", "name": "C", "definition": "A language from a laboratory, and its language C."},
    {"slug": "csharp", "name": "C#", "definition": "A language with a runtime."},
    {"slug": "tps", "name": "Temporary Protected Status (TPS)", "definition": "A permit."},
    {"slug": "form", "name": "Form", "definition": "Ask for temporary protected status with it. TPS is free."},
    {"slug": "lodz", "name": "Łódź Agreement", "definition": "See Ørsted."},
    {"slug": "seven", "name": "Chapter 7", "definition": "Liquidation."},
    {"slug": "code", "name": "Bankruptcy Code", "definition": "Chapter seven, Chapter VII and chapter 7 of it."},
    {"slug": "lock", "name": "🔒", "definition": "A lock."},
    {"slug": "privacy", "name": "🔒 Privacy", "definition": "The right to be left alone."},
    {"slug": "kenpo", "name": "健康保険", "definition": "医療費を払う仕組み。会社員は健康保険に加入する。"},
    {"slug": "share", "name": "Coinsurance", "definition": "You pay it after the de\u00adduc\u00adti\u00adble."},
    {"slug": "bank-1", "name": "Bank", "definition": "The side of a river."},
    {"slug": "bank-2", "name": "Bank", "definition": "A bank keeps money; a bank lends it."},
]


@pytest.fixture(scope="module")
def as_typed(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine.open(publish(tmp_path_factory.mktemp("typed"), AS_TYPED))


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("C++", "cpp"), ("c", "c"), ("c#", "csharp"), ("what is C++", "cpp"),
        ("Temporary Protected Status", "tps"), ("TPS", "tps"), ("lodz", "lodz"), ("orsted", "lodz"),
        ("chapter seven", "seven"), ("chapter VII", "seven"), ("🔒", "lock"), ("🔒 privacy", "privacy"),
        ("privacy 😡", "privacy"), ("保険", "kenpo"), ("険", "kenpo"), ("deduct\u200bible", "share"),
        ("https://www.example.org/terms/bank-1?x=1#example-2", "bank-1"), ("/terms/bank-2", "bank-2"),
        ("example.org/terms/chapter-7", "seven"),
    ],
)  # fmt: skip
def test_text_is_found_as_people_type_it(as_typed: Engine, q: str, first: str) -> None:
    page = search(as_typed, q)
    assert slugs(page)[0] == first
    assert page.correction is None


@pytest.mark.parametrize(
    ("q", "marked"),
    [
        ("deductible", "<mark>deductible</mark>"),
        ("健康保険", "<mark>健康保険</mark>に"),
        ("会社員", "<mark>会社員</mark>は"),
        ("orsted", "<mark>Ørsted</mark>"),
    ],
)
def test_what_was_found_is_marked(as_typed: Engine, q: str, marked: str) -> None:
    snippets = [hit.snippet_html for hit in search(as_typed, q).hits]
    assert any(marked in snippet for snippet in snippets)


def test_suggestions_tell_signs_apart(as_typed: Engine) -> None:
    assert [[each.slug for each in as_typed.suggest(q)][:1] for q in ("c", "c+", "c#", "保険", "TPS")] == [
        ["c"], ["cpp"], ["csharp"], ["kenpo"], ["tps"],
    ]  # fmt: skip


MISTYPED = [
    {"slug": "programming", "name": "Linear Programming", "definition": "Finding the best of many solutions."},
    {"slug": "programmer", "name": "Programmer", "definition": "Someone who does programming."},
    {"slug": "typo", "name": "Slip", "definition": "Someone wrote programmming with three letters m."},
    {"slug": "ldap", "name": "Lightweight Directory Access Protocol", "definition": "A way to ask a directory."},
    {"slug": "robocall", "name": "Robocall", "definition": "A call that a computer dials."},
    {"slug": "maintenance", "name": "Maintenance", "definition": "Keeping a thing in order."},
]


@pytest.mark.parametrize(
    ("q", "first", "meant"),
    [
        ("linear programmming", "programming", "linear programming"),  # its stem is that of Programmer
        ("Lightweight Directory aqzess Protocol", "ldap", "lightweight directory access protocol"),
        ("robo cal", "robocall", "robocall"),
        ("stop robo cal", "robocall", "stop robocall"),
    ],
)
def test_a_slip_is_read_as_the_name_it_was_meant_for(
    tmp_path_factory: pytest.TempPathFactory, q: str, first: str, meant: str | None
) -> None:
    engine = Engine.open(publish(tmp_path_factory.mktemp("mistyped"), MISTYPED))
    page = search(engine, q)
    assert slugs(page)[0] == first
    assert (page.correction.to if page.correction else None) == meant


WELL_WRITTEN = [
    {
        "slug": "identity-theft",
        "name": "Identity Theft",
        "definition": "Someone else uses your number and your name to open an account, and leaves the bill to you.",
    },
    {
        "slug": "credit-score",
        "name": "Credit Score",
        "definition": "A number that tells a lender how likely a person is to pay back what was borrowed in time.",
    },
    {
        "slug": "report",
        "name": "Police Report",
        "definition": "After a theft officers identify a witness first; many say they stood there for hours, sore.",
        "examples": ["A store that gave credit wrote down what was taken.", "A sore back took the credit."],
    },
]


@pytest.mark.parametrize(
    ("q", "first", "to", "is_applied"),
    [
        ("identify theft", "identity-theft", "identity theft", True),
        ("credit sore", "report", "credit score", False),  # in a short word another letter makes many words
        ("credit store", "report", "credit score", False),
        ("witness theft", "report", None, False),
        ("identity theft", "identity-theft", None, False),
    ],
)
def test_another_letter_in_a_well_written_word_makes_a_name(
    tmp_path_factory: pytest.TempPathFactory, q: str, first: str, to: str | None, is_applied: bool
) -> None:
    engine = Engine.open(publish(tmp_path_factory.mktemp("well-written"), WELL_WRITTEN))
    page = search(engine, q)
    assert slugs(page)[0] == first
    assert (page.correction.to if page.correction else None) == to
    assert bool(page.correction and page.correction.applied) is is_applied
    assert search(engine, q, exact=True).correction is None
    assert search(engine, q, "none").total == 0


@pytest.mark.parametrize(("others", "first"), [(0, "rope"), (40, "lash")])
def test_an_or_alone_compares_nothing_in_a_dictionary(
    tmp_path_factory: pytest.TempPathFactory, others: int, first: str
) -> None:
    rows = [
        {"slug": "tie", "name": "Tie", "definition": "A knot."},
        {"slug": "rope", "name": "Rope", "definition": "A strong cord."},
        {"slug": "lash", "name": "Lash", "definition": "To fasten with rope, or tie."},
    ]
    rows += [{"slug": f"w{each}", "name": f"Wordy{each}", "definition": "A knot."} for each in range(others)]
    engine = Engine.open(publish(tmp_path_factory.mktemp("dictionary"), rows))
    assert slugs(search(engine, "fasten rope or tie"))[0] == first
    assert [each.slug for each in search(engine, "rope vs tie").compared] == ["rope", "tie"]


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("marked with knots of different ropes", "mark"),
        ("the act of collecting, or bringing together", "assembly"),
        ("one who guards the entrance of a house", "porter"),
        ("what is bring together", "unite"),
        ("bring together people", "unite"),
    ],
)
def test_in_a_dictionary_a_description_is_no_list_of_names(
    tmp_path_factory: pytest.TempPathFactory, q: str, first: str
) -> None:
    rows = [
        {"slug": "unite", "name": "Bring together", "definition": "To unite people."},
        {"slug": "entrance", "name": "House entrance", "definition": "A door."},
        {"slug": "knot", "name": "Knot", "definition": "A tie."},
        {"slug": "rope", "name": "Rope", "definition": "A strong cord."},
        {"slug": "mark", "name": "Brindled", "definition": "Marked with knots of different ropes, as a net."},
        {
            "slug": "assembly",
            "name": "Assembly",
            "definition": "The act of collecting, or of bringing people together.",
        },
        {"slug": "porter", "name": "Porter", "definition": "One who guards the entrance of a house."},
    ]
    rows += [{"slug": f"w{each}", "name": f"Wordy{each}", "definition": "A knot."} for each in range(60)]
    engine = Engine.open(publish(tmp_path_factory.mktemp("dictionary"), rows))
    assert slugs(search(engine, q))[0] == first


@pytest.mark.parametrize(("results", "closest"), [(FEW - 1, ["Physician"]), (FEW, [])])
def test_entries_close_in_meaning_are_offered_beside_few_results_only(
    tmp_path: Path, results: int, closest: list[str]
) -> None:
    long = "A morning somewhere else. " + "Nothing of interest happened in those long years. " * 4
    rows = [{"name": "Physician", "definition": "Treats patients."}]
    rows += [{"name": f"Number {number}", "definition": long} for number in range(results)]
    rows += [{"name": f"Item {number}", "definition": "Something."} for number in range(30)]
    page = search(Engine.open(publish(tmp_path, rows)), "doctor this morning")
    assert (page.total, page.confidence) == (results, Confidence.WEAK)
    assert [hit.name for hit in page.closest] == closest


@pytest.mark.parametrize(("word", "closest"), [("doctor", []), ("somebody", ["Physician"])])
def test_none_is_offered_beside_an_entry_with_all_words(tmp_path: Path, word: str, closest: list[str]) -> None:
    long = f"A morning somewhere else. {'Nothing of interest happened in those long years. ' * 9} Once {word} came."
    rows = [{"name": "Physician", "definition": "Treats patients."}, {"name": "Number", "definition": long}]
    rows += [{"name": f"Item {number}", "definition": "Something."} for number in range(30)]
    page = search(Engine.open(publish(tmp_path, rows)), "doctor this morning")
    assert (page.total, page.confidence) == (1, Confidence.WEAK)
    assert [hit.name for hit in page.closest] == closest

"""Search-as-you-type collapsed: what counts as one search and what does not."""

from __future__ import annotations

from msgspec.structs import replace

from search_app.analytics.collection.keystrokes import LATENESS, TYPING_PAUSE, KeystrokeCollapser, Searched, normalized


def searched(query: str, visitor: str = "v", *, results: int = 1, narrowed: bool = False) -> Searched:
    return Searched(query, results, corrected=False, visitor=visitor, narrowed=narrowed)


def collapsed(*notes: tuple[float, Searched]) -> list[tuple[str, int]]:
    typing = KeystrokeCollapser(100)
    for at, note in notes:
        typing.add(at, note)
    return [(normalized(note.query), note.results) for note in typing.settle()]


def test_typing_is_one_search() -> None:
    typed = ("d", "de", "dex", "de", "ded", "Deductible  Plan")
    assert collapsed(*((at, searched(query, results=at)) for at, query in enumerate(typed))) == [("deductible plan", 5)]


def test_keystrokes_reported_late_by_another_process_are_one_search() -> None:
    own = ((1, searched("c")), (3, searched("cop")), (5, searched("copay", results=9)))
    assert collapsed(*own, (2, searched("co")), (4, searched("copa"))) == [("copay", 9)]


def test_after_a_pause_the_next_query_is_another_search() -> None:
    notes = (0, searched("copay")), (TYPING_PAUSE + 1, searched("copay plan"))
    assert collapsed(*notes) == [("copay", 1), ("copay plan", 1)]


def test_different_words_different_visitors_and_repetitions_are_searches() -> None:
    notes = (searched("copay"), searched("premium"), searched("copay", "other"), searched("copay"))
    assert [query for query, _ in collapsed(*enumerate(notes))] == ["copay", "premium", "copay", "copay"]


def test_a_search_in_another_language_is_a_search_of_its_own() -> None:
    english, spanish = searched("hospital"), replace(searched("hospital", narrowed=True), language="es")
    longer = replace(searched("hospitales"), language="es")
    assert collapsed((0, english), (1, spanish), (2, longer)) == [("hospital", 1), ("hospitales", 1)]


def test_a_search_is_weak_if_the_last_of_its_keystrokes_was() -> None:
    typing = KeystrokeCollapser(100)
    typing.add(0, searched("evic"))
    typing.add(1, replace(searched("eviction"), weak=True))
    typing.add(2, replace(searched("cop", "w"), weak=True))
    typing.add(3, searched("copay", "w"))
    assert [(note.query, note.weak) for note in typing.settle()] == [("eviction", True), ("copay", False)]


def test_a_filter_does_not_make_a_new_search() -> None:
    assert collapsed((0, searched("copay", results=7)), (1, searched("copay", results=0, narrowed=True))) == [
        ("copay", 7)
    ]


def test_a_search_waits_until_its_visitor_pauses_and_then_its_key_is_forgotten() -> None:
    typing = KeystrokeCollapser(100)
    typing.add(0, searched("cop"))
    typing.add(3, searched("copay"))
    assert list(typing.settled(TYPING_PAUSE + LATENESS + 1)) == []
    assert [note.query for note in typing.settled(3 + TYPING_PAUSE + LATENESS + 1)] == ["copay"]
    assert (len(typing), typing._by_visitor) == (0, {})


def test_more_than_fits_is_settled_early() -> None:
    typing = KeystrokeCollapser(10)
    for number in range(25):
        typing.add(0, searched(f"{number} plans", visitor=str(number)))
    assert [note.query for note in typing.settled(0)] == [f"{number} plans" for number in range(15)]
    assert len(typing) == len(typing._by_visitor) == 10

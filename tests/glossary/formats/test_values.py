"""The values of front matter: types, and the mistakes that YAML hides."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.values import read_values
from search_app.glossary.model import Fault, Review, Source

START = "name: Tip\nupdated: 2026-01-10\n"


def read(text: str) -> tuple[dict[str, object], list[str]]:
    faults: list[Fault] = []
    values, _ = read_values(START + text, "x.md", 9, faults)
    return values, [str(fault) for fault in faults]


def test_every_key_is_read() -> None:
    values, faults = read(
        "sources:\n  - 29 USC 206\n  - Fees: a guide https://a.gov/x\nhelp: [desk]\nreviewed: 2026-11-28, editor\n"
        "status: deprecated\nsuccessor: tips\nbroader: [pay]"
    )
    assert faults == []
    assert values["sources"] == [Source("29 USC 206"), Source("Fees: a guide", "https://a.gov/x")]
    assert values["reviewed"] == Review("2026-11-28", "editor")
    assert (values["help"], values["broader"]) == (["desk"], ["pay"])
    assert (values["status"], values["successor"]) == ("deprecated", "tips")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("sources: 29 USC 206", ":4: 'sources' must be a list, with lines such as `  - 29 USC 206`."),
        ("sources:\n  - 29 U.S.C. 206", ":5: in 'sources', '29 U.S.C. 206' is not a source in a known form; write `29"),
        ("sources:\n  - 29 USC 206\n  - 29 USC 206", ":6: 'sources' repeats '29 USC 206'"),
        ("sources:\n  - 29 USC 206 # wages", ":5: in 'sources', what follows the #"),
        ("reviewed: 2026-11-28", ":4: in 'reviewed', '2026-11-28' must be a date and the role"),
        ("reviewed: 2026-02-30, editor", ":4: in 'reviewed', "),
        ("status: retired", ":4: 'status' is 'retired'; write one of preferred, draft, deprecated."),
        ("aliases: [tips, 1,000 dollars]", ":4: the comma in 1,000 parts two items of 'aliases'"),
        ("aliases:\n  - C # sharp", ':5: in \'aliases\', what follows the # after a space is a comment, and'),
    ],
)  # fmt: skip
def test_each_mistake_is_a_fault_on_its_line(text: str, fault: str) -> None:
    faults = read(text)[1]
    assert len(faults) == 1
    assert f"x.md{fault}" in faults[0]


def test_a_name_that_is_cut_off_by_a_comment_is_a_fault() -> None:
    faults: list[Fault] = []
    read_values("name: C # (language)\nupdated: 2026-01-10 # checked", "x.md", 4, faults)
    assert [fault.message for fault in faults] == [
        'what follows the # after a space is a comment, and is dropped; write "C # (language)" in quotes.'
    ]


def test_quoted_texts_and_comments_after_lists_are_fine() -> None:
    values, faults = read('aliases: ["1,000 dollars", "C # sharp", 1, 000] # names\nhelp: [a] # who')
    assert faults == []
    assert values["aliases"] == ["1,000 dollars", "C # sharp", "1", "000"]

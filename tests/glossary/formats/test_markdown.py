"""Term files: a term, its lines, and every mistake with a message of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search_app.glossary.formats.limits import MAX_BYTES
from search_app.glossary.formats.markdown import parse_term
from search_app.glossary.model import Change, Review
from tests.conftest import COPAYMENT
from tests.helpful import WHOLE


def faults_of(text: str | bytes) -> list[str]:
    raw = text if isinstance(text, bytes) else text.encode()
    return [str(fault) for fault in parse_term(raw, "terms/money/x.md", "x", "money")[1]]


def test_a_whole_term_is_read() -> None:
    term, faults = parse_term(COPAYMENT.encode(), "terms/money/copayment.md", "copayment", "money")
    assert faults == []
    assert term is not None
    assert (term.slug, term.name, term.categories) == ("copayment", "Copayment", ("money",))
    assert term.aliases == ("copay", "co-pay")
    assert term.related == ("deductible",)
    assert term.updated == "2026-01-10"
    assert term.definition.startswith("A copayment is")
    assert len(term.examples) == 2
    assert term.conclusion == "Ask what the visit costs."
    assert [section.anchor for section in term.sections()] == [
        "definition", "example-1", "example-2", "misuse", "benefits", "conclusion",
    ]  # fmt: skip


def test_names_not_to_be_linked_are_read() -> None:
    text = COPAYMENT.replace("also_in: []", "not_linked: [copay]")
    term, faults = parse_term(text.encode(), "x.md", "x", "money")
    assert faults == []
    assert term is not None
    assert term.not_linked == ("copay",)


def test_changes_are_read_with_and_without_quotes() -> None:
    lines = 'changes:\n  - 2026-01-02: Added the fee\n  - "2026-01-10: Explained: who pays"\nalso_in: []'
    term, faults = parse_term(COPAYMENT.replace("also_in: []", lines).encode(), "x.md", "x", "money")
    assert faults == []
    assert term is not None
    assert term.changes == (Change("2026-01-10", "Explained: who pays"), Change("2026-01-02", "Added the fee"))


def test_each_wrong_change_is_a_fault_on_its_line() -> None:
    wrong = "changes:\n  - Added the fee\n  - 2026-01-02: Fixed\n  - 2026-02-30: Added\n  - [a, b]\nalso_in: []"
    wanted = "must be a date and a note, such as `2026-11-02: Added the 2026 threshold`."
    assert faults_of(COPAYMENT.replace("also_in: []", wrong)) == [
        f"terms/money/x.md:5: in 'changes', 'Added the fee' {wanted}",
        f"terms/money/x.md:7: in 'changes', '2026-02-30: Added' {wanted}",
        f"terms/money/x.md:8: in 'changes', '' {wanted}",
    ]
    assert faults_of(COPAYMENT.replace("also_in: []", "changes: 2026-01-02")) == [
        "terms/money/x.md:4: 'changes' must be a list, with lines such as `  - 2026-11-02: Added the 2026 threshold`."
    ]


def test_each_section_knows_the_line_its_text_begins_on() -> None:
    text = COPAYMENT.replace("## Misuse\n", "## Misuse\n\n\n")
    term, _ = parse_term(text.encode(), "x.md", "x", "money")
    assert term is not None
    for section in term.sections():
        line = text.splitlines()[term.origin.line(section.anchor) - 1]
        assert line == section.markdown.splitlines()[0]


def test_yaml_does_not_turn_words_into_other_things() -> None:
    text = COPAYMENT.replace("[copay, co-pay]", "[401, NO, 2026-01-01, 1e3]")
    term, faults = parse_term(text.encode(), "x.md", "x", "money")
    assert faults == []
    assert term is not None
    assert term.aliases == ("401", "NO", "2026-01-01", "1e3")


def test_five_mistakes_give_five_messages_with_lines() -> None:
    text = (
        COPAYMENT.replace("updated: 2026-01-10", "updated: 10 January")  # 1
        .replace("also_in: []", "alsoin: []")  # 2
        .replace("aliases: [copay, co-pay]", "aliases: copay")  # 3
        .replace("## Benefits\nYou know the price before you go.\n", "## Benefit\nKnow it.\n")  # 4
        .replace("Some offices ask for a fee that the plan forbids.", "")  # 5
    )
    found = faults_of(text)
    assert len(found) == 5
    assert [message.split(": ")[0] for message in found] == [
        "terms/money/x.md:3", "terms/money/x.md:4", "terms/money/x.md:7", "terms/money/x.md:17",
        "terms/money/x.md:20",
    ]  # fmt: skip
    assert "must be a list" in found[0]
    assert "unknown key 'alsoin'" in found[1]
    assert "not a date" in found[2]
    assert "'Misuse' is empty" in found[3]
    assert "'Benefit' is nearly 'Benefits'" in found[4]


def test_each_mistake_has_a_message() -> None:
    assert "must begin with front matter" in faults_of("just text")[0]
    assert "'name' is missing" in faults_of(COPAYMENT.replace("name: Copayment\n", ""))[0]
    assert "the key 'name' is repeated" in faults_of(COPAYMENT.replace("name: Copayment", "name: A\nname: B"))[0]
    assert "one value" in faults_of(COPAYMENT.replace("name: Copayment", "name: [a, b]"))[0]
    assert "not valid YAML" in faults_of(COPAYMENT.replace("name: Copayment", "name: 'open"))[0]
    assert "not keys and values" in faults_of("---\n- name\n---\nText.")[0]
    assert "not plain text" in faults_of(COPAYMENT.replace("[copay, co-pay]", "[{a: b}, [c]]"))[0]
    assert "repeats 'copay'" in faults_of(COPAYMENT.replace("[copay, co-pay]", "[copay, copay]"))[0]
    assert "the section 'Misuse' is repeated" in faults_of(COPAYMENT + "\n## Misuse\nAgain.\n")[0]
    assert (
        "'# Title' is a heading of the whole page"
        in faults_of(COPAYMENT.replace("It is due", "\n# Title\nIt is due"))[0]
    )
    assert "control character U+0007" in faults_of(COPAYMENT.replace("fixed", "fi\x07xed"))[0]
    assert "262,144" in faults_of(COPAYMENT + "x" * MAX_BYTES)[0]
    assert (
        "the definition is empty"
        in faults_of(COPAYMENT.replace("A copayment is a fixed fee for a visit. It is due on the day.\n", ""))[0]
    )


def test_what_takes_minutes_to_read_is_a_fault() -> None:
    long = faults_of(COPAYMENT + "\n\n" + "Mr. " * 20_000)
    assert next(fault for fault in long if "split it" in fault).startswith("terms/money/x.md:27: ")
    many = ", ".join(f"alias {number}" for number in range(5_000))
    assert "'aliases' has 5,000 items" in faults_of(COPAYMENT.replace("[copay, co-pay]", f"[{many}]"))[0]
    assert "nested more than 20 deep" in faults_of(COPAYMENT.replace("[copay, co-pay]", "[" * 200_000))[0]


def test_deep_nesting_is_a_fault() -> None:
    for deep in ("[" * 20_000, "{" * 20_000, "- " * 20_000, "[" * 10_000 + "]" * 10_000, "&a [*a, *a]"):
        assert faults_of(COPAYMENT.replace("[copay, co-pay]", deep))


def test_bytes_that_are_not_utf_8_are_named_with_their_line() -> None:
    found = faults_of(COPAYMENT.encode().replace(b"fixed", b"fi\xffxed"))
    assert found == ["terms/money/x.md:9: byte 0xff is not UTF-8 text; save the file as UTF-8."]


def test_every_field_is_read_and_sections_know_their_lines() -> None:
    term, faults = parse_term(WHOLE.encode(), "x.md", "x", "money")
    assert faults == []
    assert term is not None
    assert (term.help, term.broader, term.reviewed) == (
        ("state-labor", "desk"), ("deductible",), Review("2026-11-28", "editor"),
    )  # fmt: skip
    assert term.further == (("Sources", "Old ledgers."), ("History & *use*", "Of giraffes."))
    for section in term.sections():
        assert WHOLE.splitlines()[term.origin.line(section.anchor) - 1] == section.markdown.splitlines()[0]


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    assert faults_of(b"\xef\xbb\xbf" + COPAYMENT.replace("\n", "\r\n").encode()) == []


def test_a_heading_inside_a_code_fence_is_text() -> None:
    term, faults = parse_term(
        COPAYMENT.replace("You know the price", "```\n## Not a heading\n```\nYou know the price").encode(),
        "x.md", "x", "money",
    )  # fmt: skip
    assert faults == []
    assert term is not None
    assert "## Not a heading" in term.benefits


@given(st.binary(max_size=400))
def test_no_bytes_break_the_parser(raw: bytes) -> None:
    term, faults = parse_term(raw, "x.md", "x", "money")
    assert term or faults


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_in_a_term_breaks_the_parser(matter: str, body: str) -> None:
    lines = f"---\n{matter}\n---\n{body}".count("\n") + 1
    _, faults = parse_term(f"---\n{matter}\n---\n{body}".encode("utf-8", "ignore"), "x.md", "x", "money")
    assert all(1 <= fault.line <= lines + matter.count("\r") + body.count("\r") + 60 for fault in faults)

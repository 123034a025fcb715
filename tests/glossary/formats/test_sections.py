"""The body of a term file: sections with fields, further ones, and the faults in headings."""

from __future__ import annotations

from search_app.glossary.formats.sections import Body, first_heading, next_fence, read_body


def body(text: str) -> Body:
    return read_body(text.split("\n"), 1, "x.md", "Tip Pooling")


def faults(text: str) -> list[str]:
    return [str(fault) for fault in body(text).faults]


def test_a_definition_alone_is_a_body() -> None:
    read = body("Text.\n\nMore.")
    assert (read.texts["definition"], read.further, read.faults) == (["Text.\n\nMore."], [], [])


def test_sections_have_their_field_or_their_heading_in_order() -> None:
    read = body("Text.\n## Zoo\nZ.\n## What you can do\nAct.\n## Ark ##\n\nA.\n## Example\nE.")
    assert read.further == [("Zoo", "Z."), ("Ark", "A.")]
    assert (read.texts["actions"], read.texts["examples"]) == (["Act."], ["E."])
    assert (read.further_lines, read.lines["what-you-can-do"], read.lines["example-1"]) == ([3, 8], 5, 10)
    assert (read.lines["## Ark"], read.lines["end"], read.faults) == (6, 10, [])


def test_each_wrong_heading_is_a_fault_on_its_line() -> None:
    assert faults("Text.\n## Exmaple\nE.") == ["x.md:2: the heading 'Exmaple' is nearly 'Example'; write `## Example`."]
    assert "x.md:4: the section 'Zoo' is repeated" in faults("Text.\n## Zoo\nZ.\n## Zoo\nZ.")[0]
    assert "x.md:2: the section 'Zoo' is empty" in faults("Text.\n## Zoo")[0]
    assert "x.md:2: '# Zoo' is a heading of the whole page; write `## Zoo`" in faults("Text.\n# Zoo\nZ.")[0]
    assert "x.md:2: a heading is empty" in faults("Text.\n##\nZ.")[0]


def test_a_title_that_repeats_the_name_is_one_fault_and_hides_nothing() -> None:
    read = body("# Tip pooling\nText.\n## Misuse\nM.")
    assert [str(fault) for fault in read.faults] == [
        "x.md:1: the heading '# Tip pooling' repeats the name; remove it: the page begins with the name."
    ]
    assert read.texts["definition"] == ["Text."]


def test_the_first_heading_is_found_outside_of_code() -> None:
    assert first_heading("Text\n```\n## no\n```\n ## Yes\n# no") == "## Yes"
    assert first_heading("### small\n#tag") == ""


def test_a_fence_closes_with_the_same_sign() -> None:
    assert next_fence("", "```python") == "```"
    assert next_fence("```", "~~~") == "```"
    assert next_fence("```", "````") == ""

"""JSON Lines: a term or a fault a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search_app.glossary.formats.jsonl import category_from_slug, category_slug, read_rows
from search_app.glossary.formats.limits import MAX_BYTES
from search_app.glossary.model import Term


def row(**changes: object) -> str:
    return json.dumps({"slug": "a", "name": "A", "categories": ["noun.act"], "definition": "First.", **changes})


def read(folder: Path, *lines: str) -> list[str]:
    """Return the slug of each term, and the message of each fault."""
    file = folder / "big.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return [item.slug if isinstance(item, Term) else str(item) for item in read_rows(file, file.name)]


def test_texts_are_normalized(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    file.write_text(row(name=" A  b ", aliases=["c ", "c", ""], definition=" First. ", examples=[" ", "x"]))
    (term,) = read_rows(file, file.name)
    assert isinstance(term, Term)
    assert (term.name, term.aliases, term.definition, term.examples) == ("A b", ("c",), "First.", ("x",))


def test_blank_lines_are_skipped_but_counted(tmp_path: Path) -> None:
    assert read(tmp_path, row(), "", "{")[1].startswith("big.jsonl:3: ")


def test_each_mistake_has_a_message(tmp_path: Path) -> None:
    found = read(
        tmp_path, "{", row(name=3), row(colour="red"), row(slug="d/e"), row(updated="soon"), row(name=" "),
        row(definition="x" * MAX_BYTES), "[" * 100_000,
    )  # fmt: skip
    for message, part in zip(
        found,
        ["JSON", "$.name", "colour", "'d/e'", "'soon' is not a date", "empty name", "262,144", "one JSON object"],
        strict=True,
    ):
        assert part in message


def test_slugs_that_a_url_cannot_have_are_refused(tmp_path: Path) -> None:
    refused = ("..", ".", "x.md", "x.json", "X.MD")
    assert all("not end in .md" in message for message in read(tmp_path, *(row(slug=slug) for slug in refused)))
    kept = ["wn:n:1.a", "...", "x.mdx", ".net", "md"]
    assert read(tmp_path, *(row(slug=slug) for slug in kept)) == kept


def test_long_texts_and_lists_are_refused(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        row(definition="Mr. " * 20_000),
        row(examples=["fine", "*a " * 20_000]),
        row(aliases=[f"a{number}" for number in range(20_000)]),
        row(definition="x " * 12_000),  # long, but dictionaries have such entries
    )
    for message, part in zip(found, ["the limit is 30,000", "the limit is 30,000", "20,000 items", "a"], strict=True):
        assert part in message


def test_category_names_become_slugs_and_slugs_names() -> None:
    assert category_slug("noun.act") == "noun-act"
    assert category_slug("Ὄνομα τι") == "ὄνομα-τι"
    assert category_from_slug("noun-act").name == "Noun act"


def test_every_field_is_read(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    file.write_text(
        row(
            actions="Act.",
            further=[{"heading": " Old  days ", "text": " Once. "}],
            sources=["29 USC 206", "29 USC 206", "A page https://a.gov/x"],
            help=["desk"],
            reviewed="2026-11-28, editor",
            status="deprecated",
            successor="b",
            broader=["c"],
        )
    )
    (term,) = read_rows(file, file.name)
    assert isinstance(term, Term)
    assert (term.actions, term.further) == ("Act.", (("Old days", "Once."),))
    assert list(map(str, term.sources)) == ["29 USC 206", "A page https://a.gov/x"]
    assert (term.help, term.status, term.successor, term.broader) == (("desk",), "deprecated", "b", ("c",))
    assert str(term.reviewed) == "2026-11-28, editor"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"definition": " "}, "the definition of 'a' is empty"),
        ({"definition": "Bell \x07."}, "control character U+0007"),
        ({"aliases": ["B\x7f"]}, "control character U+007F"),
        ({"further": [{"heading": "H", "text": "\ufffe"}]}, "control character U+FFFE"),
        ({"definition": "Text.\n## Misuse\nM."}, "has the heading '## Misuse'"),
        ({"benefits": "# A\nText."}, "has the heading '# A'"),
        ({"further": [{"heading": "Exmaple", "text": "x"}]}, "'Exmaple' is nearly 'Example'"),
        ({"further": [{"heading": "Misuse", "text": "x"}]}, "has a key of its own, 'misuse'"),
        ({"further": [{"heading": "H", "text": " "}]}, "the section 'H' is empty"),
        ({"further": [{"heading": "H", "text": "x"}, {"heading": "H", "text": "y"}]}, "the section 'H' is repeated"),
        ({"sources": ["29 U.S.C. 206"]}, "in 'sources', '29 U.S.C. 206' is not a source"),
        ({"reviewed": "yesterday"}, "in 'reviewed', 'yesterday' must be a date"),
        ({"status": "retired"}, "'status' is 'retired'"),
    ],
)
def test_what_term_files_refuse_is_refused(tmp_path: Path, changes: dict[str, object], fault: str) -> None:
    (found,) = read(tmp_path, row(**changes))
    assert fault in found


def test_small_headings_and_code_are_text(tmp_path: Path) -> None:
    assert read(tmp_path, row(definition="### Small\n\n```\n# code\n```\n\nC# and #tag")) == ["a"]

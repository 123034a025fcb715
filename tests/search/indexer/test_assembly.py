"""Assembly of the index files: rows of a generation and of new parts, with links renumbered."""

from __future__ import annotations

from pathlib import Path

import msgspec

from search_app.search import Engine, build
from search_app.search.index.generations import candidates
from search_app.search.indexer.assembly import STEPS
from search_app.search.storage.lists import RaggedArray
from tests.conftest import COPAYMENT, write_terms


def mentions(index: Path) -> list[list[int]]:
    found = RaggedArray(next(candidates(index)), "mentions")
    return [found.listed(number) for number in range(len(found))]


def test_mentions_in_unchanged_entries_follow_the_new_ordinals(tmp_path: Path) -> None:
    file, index = tmp_path / "terms.jsonl", tmp_path / "index"
    rows = [
        {"slug": f"t{number}", "name": f"thing{number}", "categories": ["law"], "definition": "Plain."}
        for number in range(20)
    ]
    rows[5]["definition"] = "Like thing7."
    file.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    build(file, index)
    assert mentions(index)[5] == [7]
    file.write_bytes(b"\n".join(map(msgspec.json.encode, [rows[0] | {"slug": "new", "name": "unrelated"}, *rows])))
    assert build(file, index).rendered == 1
    assert mentions(index)[6] == [8]


def test_a_removed_entry_is_in_no_table(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(terms, index)
    write_terms(terms, {"money/copayment": COPAYMENT.replace("related: [deductible]", "related: []")})
    (terms / "work" / "tip-pooling.md").unlink()
    (terms / "money" / "deductible.md").unlink()
    build(terms, index, allow_shrink=True)
    assert mentions(index) == [[]]
    engine = Engine.open(index)
    assert [entry.slug for entry in engine.entries()] == ["copayment"]
    assert engine.letters() == {"c": 3}


def test_every_step_is_reported(terms: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    build(terms, tmp_path / "index", progress=lambda *step: steps.append(step))
    assert [step for step in steps if step[0] == "Writing tables"] == [
        ("Writing tables", number, STEPS) for number in range(1, STEPS + 1)
    ]

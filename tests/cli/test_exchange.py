"""`glossary import`, `export` and `convert`, as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search_app.glossary.source import read_glossary
from tests.cli.command import invoke
from tests.glossary.translation.spanish import write_spanish

TABLE = "Word;Means;Kind\nPremium;What you pay each month;Money\nCopayment;Another text;Money\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "others.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_an_import_into_a_new_folder_is_written(table: Path, tmp_path: Path) -> None:
    done = invoke(
        "import", str(table), "--into", str(tmp_path / "new"), "--map", "Means=definition", "--category", "money"
    )
    assert done.returncode == 0, done.stderr
    assert "The column 'Means' is definition." in done.stdout
    assert "columns (no field of a term): 1 (Kind)" in done.stdout
    assert "2 new" in done.stdout
    assert invoke("check", "--terms", str(tmp_path / "new")).returncode == 0


def test_nothing_is_written_into_a_folder_with_terms_unless_asked(table: Path, terms: Path) -> None:
    before = sorted(terms.rglob("*"))
    arguments = ("import", str(table), "--into", str(terms), "--map", "Means=definition", "--category", "money")
    dry = invoke(*arguments)
    assert dry.returncode == 0
    assert "Nothing is written" in dry.stdout
    assert sorted(terms.rglob("*")) == before
    assert "1 new, 0 replaced, 1 left as they are" in invoke(*arguments, "--write").stdout
    assert (terms / "money" / "premium.md").exists()
    assert "Another text" not in (terms / "money" / "copayment.md").read_text()
    invoke(*arguments, "--write", "--replace")
    assert "Another text" in (terms / "money" / "copayment.md").read_text()


def test_a_dry_run_into_a_new_folder_makes_none(table: Path, tmp_path: Path) -> None:
    assert invoke("import", str(table), "--into", str(tmp_path / "new"), "--dry-run").returncode == 0
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl"])
def test_an_export_comes_back_equal(suffix: str, terms: Path, tmp_path: Path) -> None:
    file = tmp_path / f"out.{suffix}"
    assert invoke("export", str(file), "--terms", str(terms)).returncode == 0
    again = invoke("import", str(file), "--into", str(terms))
    assert "0 new, 0 replaced, 0 left as they are, 3 equal" in again.stdout
    assert invoke("convert", str(file), str(tmp_path / "folder")).returncode == 0
    assert read_glossary(tmp_path / "folder").terms == tuple(
        sorted(read_glossary(terms).terms, key=lambda term: (term.categories[0], term.slug))
    )


def test_one_format_is_converted_to_another(table: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert invoke("convert", str(table), str(target), "--map", "Means=definition").returncode == 0
    assert target.read_text().count('"name":') == 2
    assert invoke("convert", str(target), str(tmp_path / "x"), "--from", "jsonl").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("import", "missing.csv", "--into", "new"), 2, "There is nothing at"),
        (("import", "{table}", "--into", "new", "--map", "Means"), 2, "--map Meaning=definition"),
        (("import", "{table}", "--into", "new", "--map", "Means=meaning"), 1, "there is no field"),
        (("import", "{table}", "--into", "new", "--category", "No Slug"), 2, "is not a slug"),
        (("export", "out.doc", "--terms", "{terms}"), 2, "There is no format"),
        (("export", "out.html", "--terms", "{terms}"), 2, "is only read"),
        (("convert", "{table}", "{terms}"), 2, "is not empty"),
        (("export", "/no/such/folder/out.csv", "--terms", "{terms}"), 2, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: tuple[str, ...], code: int, sentence: str, table: Path, terms: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    done = invoke(*(text.format(table=table, terms=terms) for text in arguments))
    assert done.returncode == code, done.stdout + done.stderr
    assert sentence in done.stdout + done.stderr
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob("out.*"))


def test_terms_with_faults_are_not_exported(terms: Path, tmp_path: Path) -> None:
    (terms / "money" / "copayment.md").write_text("nothing")
    assert invoke("export", str(tmp_path / "a.csv"), "--terms", str(terms)).returncode == 1
    assert not (tmp_path / "a.csv").exists()


def test_an_export_is_in_one_language(tmp_path: Path) -> None:
    terms, file = write_spanish(tmp_path / "terms"), tmp_path / "out.jsonl"
    assert invoke("export", str(file), "--terms", str(terms)).returncode == 0
    assert "Tip Pooling" in file.read_text()
    assert "Copago" not in file.read_text()
    assert invoke("export", str(file), "--terms", str(terms), "--lang", "es").returncode == 0
    assert [json.loads(line)["name"] for line in file.read_text().splitlines()] == ["Copago", "Deducible"]
    assert "the languages are en, es" in invoke("export", str(file), "--terms", str(terms), "--lang", "fr").stderr

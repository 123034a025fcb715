"""The files of a glossary: terms, translations, tables."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.files import content_files, table_of, term_files, translation_files, translation_of
from tests.glossary.translation.spanish import write_spanish


def test_the_name_of_a_translation_has_a_language() -> None:
    assert translation_of(Path("terms/work/wage-theft.es.md")) == ("wage-theft", "es")
    assert translation_of(Path("wage-theft.pt-BR.md")) == ("wage-theft", "pt-BR")
    assert translation_of(Path("wage-theft.md")) == ("", "")
    assert translation_of(Path("wage-theft.draft.md")) == ("", "")
    assert table_of("glossary.toml", "es") == "glossary.es.toml"


def test_a_translation_is_no_term(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    (folder / "README.md").write_text("Read me.")
    (folder / "README.es.md").write_text("Léame.")
    terms = [str(file.relative_to(folder)) for file in term_files(folder)]
    translations = [str(file.relative_to(folder)) for file in translation_files(folder)]
    assert terms == ["money/copayment.md", "money/deductible.md", "work/tip-pooling.md"]
    assert translations == ["money/copayment.es.md", "money/deductible.es.md"]
    tables = [file.name for file in content_files(folder) if file.suffix == ".toml"]
    assert tables == ["glossary.toml", "glossary.es.toml"]

"""Translated terms: their texts are their own, everything else is the term's."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.source import Glossary, read_glossary, source_digest
from tests.glossary.translation.spanish import COPAGO, DEDUCIBLE, write_spanish

VOCABULARIO = """
[[word]]
said = ["ventanilla"]
terms = ["tip-pooling", "copayment"]
reason = "donde se paga"
[[word]]
said = ["mesero"]
terms = ["tip-pooling"]
reason = "quien sirve"
"""


def spanish(folder: Path) -> Glossary:
    (translation,) = read_glossary(folder).sound().translations
    return translation


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in read_glossary(folder).faults]


def test_a_translation_is_a_glossary_of_the_terms_that_are_translated(tmp_path: Path) -> None:
    read = read_glossary(write_spanish(tmp_path / "terms"))
    (translation,) = read.sound().translations
    assert [term.slug for term in read.terms] == ["copayment", "deductible", "tip-pooling"]
    assert [term.slug for term in translation.terms] == ["copayment", "deductible"]
    assert (translation.site.language, translation.site.title) == ("es", "Glosario Chico")
    assert read.site.languages == translation.site.languages == (("en", "English"), ("es", "Español"))


def test_texts_are_those_of_the_file_and_the_rest_that_of_the_term(tmp_path: Path) -> None:
    term, other = spanish(write_spanish(tmp_path / "terms")).terms
    assert (term.name, term.aliases, term.categories) == ("Copago", ("copay", "pago de la visita"), ("money",))
    assert (term.asked_as, term.related) == (("lo que pago en la ventanilla",), ("deductible",))
    assert (term.updated, term.translates) == ("2026-01-10", "2026-01-10")
    assert other.categories == ("money", "law")
    assert [(section.anchor, section.title) for section in term.sections()] == [
        ("definition", "Definición"),
        ("example-1", "Ejemplo #1"),
        ("example-2", "Ejemplo #2"),
        ("misuse", "Abusos"),
        ("benefits", "Ventajas"),
        ("conclusion", "Conclusión"),
    ]
    assert term.origin.path == "terms/money/copayment.es.md"


def test_links_to_terms_that_are_not_translated_are_left_out(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    (folder / "money/deductible.es.md").unlink()
    (term,) = spanish(folder).terms
    assert term.related == ()


def test_an_outdated_translation_has_the_date_of_the_text_that_it_translates(tmp_path: Path) -> None:
    folder = write_spanish(
        tmp_path / "terms", copayment=COPAGO.replace("translates: 2026-01-10", "translates: 2025-12-01")
    )
    assert spanish(folder).terms[0].updated == "2025-12-01"


def test_words_lead_to_terms_that_are_translated(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    (folder / "vocabulary.es.toml").write_text(VOCABULARIO)
    assert [(each.said, each.terms) for each in spanish(folder).lead_ins] == [(("ventanilla",), ("copayment",))]


def test_a_draft_is_not_published_in_any_language(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    file = folder / "money/deductible.md"
    file.write_text(file.read_text().replace("related: []", "related: []\nstatus: draft"))
    published = read_glossary(folder).sound().published()
    assert [term.slug for term in published.terms] == ["copayment", "tip-pooling"]
    assert [(term.slug, term.related) for term in published.translations[0].terms] == [("copayment", ())]


def test_the_digest_covers_texts_and_tables_of_translations(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    seen = {source_digest(folder)}
    for place in ("money/copayment.es.md", "glossary.es.toml", "vocabulary.es.toml", "agencies.es.toml"):
        with (folder / place).open("a") as file:
            file.write("# \n")
        seen.add(source_digest(folder))
    assert len(seen) == 5


def test_a_language_that_the_site_does_not_list_is_a_fault(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    (folder / "money/copayment.es.md").rename(folder / "money/copayment.fr.md")
    assert faults_of(folder) == [
        "terms/money/copayment.fr.md:1: the file is not read: its name says that it is in the language 'fr'; "
        "add the language to [languages] in glossary.toml, or rename the file to copayment-fr.md."
    ]


def test_a_translation_is_beside_the_file_that_it_translates(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms", copay=COPAGO.replace("Copago", "Cuota").replace("copay,", "cuota,"))
    (folder / "work/deductible.es.md").write_text(DEDUCIBLE)
    (folder / "deductible.es.md").write_text(DEDUCIBLE)
    assert faults_of(folder) == [
        "terms/deductible.es.md:1: the file is not in the folder of a category; "
        "move it to terms/<category>/deductible.es.md.",
        "terms/money/copay.es.md:1: there is no money/copay.md, which this file would be a translation of; "
        "rename or remove it.",
        "terms/work/deductible.es.md:1: the term is in money/deductible.md; move this translation there.",
    ]


def test_a_key_that_all_languages_share_does_not_belong_in_a_translation(tmp_path: Path) -> None:
    text = COPAGO.replace("translates: 2026-01-10", "related: [deductible]\ntranslates: January\nkind: x")
    assert faults_of(write_spanish(tmp_path / "terms", copayment=text)) == [
        "terms/money/copayment.es.md:5: 'related' does not belong in a translation, which has it from the term; "
        "remove it here.",
        "terms/money/copayment.es.md:6: 'January' is not a date; write year-month-day, such as 2026-11-23.",
        "terms/money/copayment.es.md:7: unknown key 'kind'; "
        "the keys are name, aliases, asked_as, not_linked, translates, updated.",
    ]


def test_a_translation_says_which_text_it_translates(tmp_path: Path) -> None:
    (fault,) = faults_of(write_spanish(tmp_path / "terms", copayment=COPAGO.replace("translates: 2026-01-10\n", "")))
    assert fault.startswith("terms/money/copayment.es.md:6: the key 'translates' is missing; add a line such as")


def test_a_heading_of_another_language_is_a_fault_that_names_the_right_one(tmp_path: Path) -> None:
    text = COPAGO.replace("## Abusos", "## Misuse").replace("## Ventajas", "## Ventaja")
    assert faults_of(write_spanish(tmp_path / "terms", copayment=text))[:2] == [
        "terms/money/copayment.es.md:16: the heading 'Misuse' is English; write `## Abusos`.",
        "terms/money/copayment.es.md:19: the heading 'Ventaja' is nearly 'Ventajas'; write `## Ventajas`.",
    ]

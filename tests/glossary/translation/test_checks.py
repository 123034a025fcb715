"""Faults of a translation as a whole: names, addresses, sections."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.source import read_glossary
from tests.glossary.translation.spanish import COPAGO, DEDUCIBLE, write_spanish


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in read_glossary(folder).faults]


def test_a_name_of_two_terms_is_a_fault_in_its_language_alone(tmp_path: Path) -> None:
    text = DEDUCIBLE.replace("deducible anual", "copay")  # an alias of the English term too
    assert faults_of(write_spanish(tmp_path / "terms", deductible=text)) == [
        "terms/money/deductible.es.md:3: 'copay' is already the alias of 'copayment' (terms/money/copayment.es.md:1); "
        "a name leads to one term."
    ]


def test_names_with_the_same_address_are_a_fault(tmp_path: Path) -> None:
    copago, deducible = COPAGO.replace("Copago", "C plus"), DEDUCIBLE.replace("Deducible", "C+")
    (fault,) = faults_of(write_spanish(tmp_path / "terms", copayment=copago, deductible=deducible))
    assert fault.startswith("terms/money/deductible.es.md:2: the name 'C+' has the same address as 'C plus'")


def test_the_address_of_a_name_is_no_other_terms_slug(tmp_path: Path) -> None:
    copago = COPAGO.replace("Copago", "Tip-Pooling")
    assert faults_of(write_spanish(tmp_path / "terms", copayment=copago)) == [
        "terms/money/copayment.es.md:2: the name 'Tip-Pooling' has the address of the term 'tip-pooling'; "
        "choose another name."
    ]


def test_a_translation_has_the_sections_of_its_original(tmp_path: Path) -> None:
    text = COPAGO[: COPAGO.index("## Ventajas")]
    assert faults_of(write_spanish(tmp_path / "terms", copayment=text)) == [
        f"terms/money/copayment.es.md:17: the section '{heading}' is missing, which terms/money/copayment.md has; "
        f"add `## {heading}`."
        for heading in ("Ventajas", "Conclusión")
    ]


def test_what_is_not_linked_is_a_name(tmp_path: Path) -> None:
    text = COPAGO.replace("updated:", "not_linked: [cuota]\nupdated:")
    (fault,) = faults_of(write_spanish(tmp_path / "terms", copayment=text))
    assert "'not_linked' has 'cuota', which is not a name of this term" in fault

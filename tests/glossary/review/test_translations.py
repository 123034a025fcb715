"""What a translation lacks beside its original."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from search_app.glossary.review import Review, review, with_translations
from search_app.glossary.source import read_glossary
from search_app.language.english import ENGLISH
from tests.conftest import COPAYMENT, ROOT
from tests.glossary.translation.spanish import COPAGO, DEDUCIBLE, SITIO, write_spanish
from tests.helpful import AGENCIES, state_offices

ENGLISH_OF = {"Ejemplo": "Example", "Abusos": "Misuse", "Ventajas": "Benefits", "Conclusión": "Conclusion"}


def reviewed(folder: Path, *, strict: bool = False) -> Review:
    read = read_glossary(folder)
    own = review(read.terms, read.faults, language=ENGLISH, today=date(2026, 11, 29), months=24, strict=strict)
    return with_translations(own, read, strict=strict)


def messages(folder: Path, *kinds: str) -> list[str]:
    return [str(remark) for remark in reviewed(folder).remarks if remark.kind in kinds]


def test_terms_that_are_not_translated_are_counted(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    (folder / "glossary.es.toml").write_text(SITIO + '[[categories]]\nslug = "law"\nname = "Leyes"\n')
    assert messages(folder, "translation") == [
        "terms/glossary.toml:1: warning: 1 of 3 terms are not translated into Español: tip-pooling; "
        "write <slug>.es.md beside each."
    ]
    for file in folder.glob("*/*.es.md"):
        file.unlink()
    (remark,) = messages(folder, "translation")
    assert "3 of 3 terms are not translated into Español: copayment, deductible, tip-pooling;" in remark


def test_what_of_the_site_is_not_translated_is_named(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms", site='title = "Glosario"\n', copayment="", deductible="")
    for slug, text in (("copayment", COPAGO), ("deductible", DEDUCIBLE)):
        english = re.sub(r"(?<=## )\w+", lambda heading: ENGLISH_OF[heading[0]], text)
        (folder / "money" / f"{slug}.es.md").write_text(english)
    (folder / "agencies.toml").write_text(AGENCIES)
    (folder / "state_offices.toml").write_text(state_offices())
    (folder / "agencies.es.toml").write_text('[desk]\nname = "Mostrador"\ndoes = "Contesta."\n')
    assert messages(folder, "translation")[:3] == [
        "terms/agencies.es.toml:1: warning: agencies whose 'does' is not translated: state-labor; add them.",
        "terms/glossary.es.toml:1: warning: the headings of sections are not translated; add [headings].",
        "terms/glossary.es.toml:1: warning: categories without a translated name: money, work, law; add them.",
    ]


def test_a_translation_of_an_older_text_is_outdated(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    (folder / "money/copayment.md").write_text(COPAYMENT.replace("updated: 2026-01-10", "updated: 2026-06-01"))
    assert messages(folder, "outdated") == [
        "terms/money/copayment.es.md:5: warning: the text translates terms/money/copayment.md of 2026-01-10, "
        "which was updated on 2026-06-01; translate what changed, and set 'translates' to 2026-06-01."
    ]


def test_a_translation_has_as_many_examples_and_no_section_of_its_own(tmp_path: Path) -> None:
    text = COPAGO.replace("## Ejemplo\nUn chofer", "## Qué puede hacer\nUn chofer") + "\n## Historia\nEs vieja.\n"
    found = messages(write_spanish(tmp_path / "terms", copayment=text), "sections")
    assert found == [
        "terms/money/copayment.es.md:1: warning: the number of sections with other headings is 1, "
        "in terms/money/copayment.md it is 0; make them equal.",
        "terms/money/copayment.es.md:11: warning: the number of examples is 1, in terms/money/copayment.md it is 2; "
        "make them equal.",
        "terms/money/copayment.es.md:14: warning: terms/money/copayment.md has no section for 'Qué puede hacer'; "
        "add it there, or remove it here.",
    ]


def test_spanish_is_measured_by_its_own_standard(tmp_path: Path) -> None:
    hard = "Considerables complicaciones administrativas exasperan sistemáticamente a representantes institucionales."
    text = COPAGO.replace("Usted sabe el precio antes de ir.", f"{hard} " * 6).replace("Un chofer", "Una mujer")
    folder = write_spanish(tmp_path / "terms", copayment=text)
    found = messages(folder, "grade", "opening")
    assert [each.split(";")[0] for each in found if ".es." in each] == [
        "terms/glossary.es.toml:1: warning: the terms read at INFLESZ 40.9 on average, the limit is 55",
        "terms/money/copayment.es.md:11: warning: the text reads at INFLESZ -13.2, the limit is 55",
        "terms/money/copayment.es.md:11: warning: all examples begin with 'Un'",
    ]
    assert [measure.slug for measure in reviewed(folder).translations["es"]] == ["copayment", "deductible"]


def test_an_agency_that_a_spanish_text_sends_to_is_listed(tmp_path: Path) -> None:
    text = COPAGO.replace("Pregunte cuánto", "Quéjese ante el Mostrador de Ayuda. Pregunte cuánto")
    folder = write_spanish(tmp_path / "terms", copayment=text)
    (folder / "agencies.toml").write_text(AGENCIES)
    (folder / "state_offices.toml").write_text(state_offices())
    (folder / "agencies.es.toml").write_text('[desk]\nname = "Mostrador de Ayuda"\ndoes = "Contesta."\n')
    (found,) = messages(folder, "contact")
    assert "the text says 'Quéjese ante el Mostrador de Ayuda', but 'help' does not list 'desk'" in found


def test_a_glossary_in_one_language_has_its_own_review(terms: Path) -> None:
    read = read_glossary(terms)
    own = review(read.terms, read.faults, language=ENGLISH, today=date(2026, 11, 29), months=24)
    assert with_translations(own, read) is own


def test_every_kind_of_warning_on_translations_is_documented_and_no_other(tmp_path: Path) -> None:
    text = COPAGO.replace("2026-01-10", "2025-01-10").replace("$25", "$26") + "\n## Historia\nEs vieja.\n"
    found = {each.kind for each in reviewed(write_spanish(tmp_path / "terms", copayment=text)).remarks}
    text = (ROOT / "docs" / "terms.md").read_text(encoding="utf-8")
    documented = text.split("Warnings compare each text")[1].split("\n## Relevance tests")[0]
    kinds = set(re.findall(r"^\| `([a-z-]+)` \|", documented, re.MULTILINE))
    assert kinds == found & {"translation", "outdated", "sections", "figures"}
    assert kinds == {"translation", "outdated", "sections", "figures"}

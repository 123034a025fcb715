"""The site in another language: what `glossary.es.toml` translates, and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.glossary.model import ENGLISH_HEADINGS, Category, Organisation, Site, Synonym
from search_app.glossary.translation.site import read_translated_site
from tests.glossary.translation.spanish import SITIO

SITE = Site(
    title="Tiny Glossary",
    headline="Know three words",
    contact="mailto:a@tiny.example",
    organisation=Organisation("Tiny Press", "We print.", donate="https://tiny.example/donate"),
    categories=(Category("money", "Money", "What it costs.", "#1d5fa8"), Category("work", "Work")),
    synonyms=(Synonym("boss", ("employer",)),),
    required=("Example",),
)


def read(folder: Path, text: str) -> tuple[Site, list[str]]:
    file = folder / "glossary.es.toml"
    file.write_text(text)
    site, faults = read_translated_site(file, "terms/glossary.es.toml", SITE, "es")
    return site, [str(fault) for fault in faults]


def test_what_is_translated_replaces_what_is_not(tmp_path: Path) -> None:
    site, faults = read(tmp_path, SITIO)
    assert faults == []
    assert (site.language, site.title, site.tagline) == ("es", "Glosario Chico", "Tres palabras.")
    assert (site.headline, site.contact, site.required) == ("Know three words", "mailto:a@tiny.example", ("Example",))
    assert site.organisation == Organisation(
        "Tiny Press", "Imprimimos tres palabras.", donate="https://tiny.example/donate"
    )
    assert site.categories == (
        Category("money", "Dinero", "What it costs.", "#1d5fa8", "dinero"),
        Category("work", "Trabajo", "Lo que pasa en el trabajo.", "", "work"),
    )
    assert site.synonyms == (Synonym("lana", ("cuota",)),)
    assert (site.headings.definition, site.headings.actions) == ("Definición", "Qué puede hacer")


def test_without_the_file_only_the_language_differs(tmp_path: Path) -> None:
    site, faults = read_translated_site(tmp_path / "glossary.es.toml", "glossary.es.toml", SITE, "es")
    assert (site.language, site.title, site.synonyms, site.headings, faults) == (
        "es", "Tiny Glossary", (), ENGLISH_HEADINGS, [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('title = "G"\ncontact = "mailto:a@b.example"', "terms/glossary.es.toml:2: the file has no key 'contact'"),
        ('[headings]\nExamples = "Ejemplos"', "2: [headings] has no key 'Examples'; the keys are Benefits, Conclusion"),
        ('[headings]\nMisuse = "Ventajas"\nBenefits = "ventajas"', "1: in [headings], two sections have the same head"),
        ('[[categories]]\nslug = "law"', "2: there is no category 'law'; use one of money, work."),
        ('[[categories]]\nslug = "work"\naddress = "El trabajo"', "3: the address 'El trabajo' of the category 'work'"),
        ('[[categories]]\nslug = "work"\naddress = "money"', "3: the address 'money' is that of 'money' and 'work'"),
        ('[[categories]]\nslug = "work"\ncolour = "#000000"', "3: [[categories]] has no key 'colour'"),
        ('categories = "work"', "1: categories must be a list of tables; write each as [[categories]]."),
        ('[organisation]\nname = "Prensa"', "2: [organisation] has no key 'name'"),
        ('title = "G', "1: is not valid TOML"),
    ],
)
def test_a_wrong_value_is_a_fault(text: str, fault: str, tmp_path: Path) -> None:
    _, faults = read(tmp_path, text)
    assert len(faults) == 1
    assert fault in faults[0]

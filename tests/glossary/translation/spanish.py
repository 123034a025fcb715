"""Two of the three tiny terms in Spanish."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import SITE, TINY, write_terms

LANGUAGES = '[languages]\nen = "English"\nes = "Español"\n'

COPAGO = """---
name: Copago
aliases: [copay, pago de la visita]
asked_as: [lo que pago en la ventanilla]
translates: 2026-01-10
updated: 2026-11-29
---
Un copago es una cuota fija por una visita. Se paga el mismo día.

## Ejemplo
Un cocinero paga $25 por ver al doctor después de cubrir el deducible.

## Ejemplo
Un chofer paga $10 por una medicina genérica.

## Abusos
Algunos consultorios piden una cuota que el plan prohíbe.

## Ventajas
Usted sabe el precio antes de ir.

## Conclusión
Pregunte cuánto cuesta la visita.
"""

DEDUCIBLE = """---
name: Deducible
aliases: [deducible anual]
asked_as: [por qué pago todo primero]
translates: 2026-02-20
updated: 2026-11-29
---
Un deducible es lo que usted paga cada año antes de que pague el plan.

## Ejemplo
Una maestra debe $500 antes de que el plan pague por un brazo roto.

## Abusos
Un plan vuelve a empezar la cuenta en enero sin avisar.

## Ventajas
Uno más alto baja el precio del plan.

## Conclusión
Mírelo antes que el precio.
"""

SITIO = """
title = "Glosario Chico"
tagline = "Tres palabras."
[organisation]
blurb = "Imprimimos tres palabras."
[headings]
Definition = "Definición"
Example = "Ejemplo"
Misuse = "Abusos"
"What you can do" = "Qué puede hacer"
Benefits = "Ventajas"
Conclusion = "Conclusión"
[[categories]]
slug = "money"
name = "Dinero"
address = "dinero"
[[categories]]
slug = "work"
name = "Trabajo"
description = "Lo que pasa en el trabajo."
[synonyms]
lana = ["cuota"]
"""


def write_spanish(folder: Path, *, site: str = SITIO, **files: str) -> Path:
    """Write the glossary in both languages, and return its folder; `files` are more or other texts, by slug."""
    write_terms(folder, TINY, SITE + LANGUAGES)
    (folder / "glossary.es.toml").write_text(site, encoding="utf-8")
    for slug, text in ({"copayment": COPAGO, "deductible": DEDUCIBLE} | files).items():
        (folder / "money" / f"{slug}.es.md").write_text(text, encoding="utf-8")
    return folder

"""A glossary in Greek, and pages whose texts from a catalog stand in ⟦brackets⟧."""

from __future__ import annotations

from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from flask import Flask, g

from search_app.config import load_settings
from search_app.search import build
from search_app.web.app import create_app
from tests.conftest import ROOT, write_terms

LANGUAGE = "el"  # dates of the pages are Greek, too
TEMPLATE = ROOT / "search_app/translations/messages.pot"

SITE = """
title = "Λεξικό"
tagline = "Λέξεις απλά."
contact = "mailto:a@example.org"
[organisation]
name = "Οργάνωση"
url = "https://example.org/"
blurb = "Βοηθάμε."
donate = "https://example.org/donate"
volunteer = "https://example.org/volunteer"
about = "https://example.org/about"
[[categories]]
slug = "money"
name = "Χρήμα"
description = "Τι κοστίζει."
[[categories]]
slug = "work"
name = "Εργασία"
"""

TERM = """---
name: {name}
aliases: [{alias}]
asked_as: [τι είναι το {name}]
related: [{related}]
updated: 2026-01-10
changes:
  - 2026-01-10: Νέο παράδειγμα.
---
{name} είναι πληρωμή. Το {other} είναι άλλο.

## Example
Ένας μάγειρας πληρώνει.

## Misuse
Κάποιοι ζητούν πολλά.

## Benefits
Ξέρετε την τιμή.

## Conclusion
Ρωτήστε.
"""

LETTERS = "αβγδεζηθικλμν"


def bracketed(template: Path) -> Catalog:
    """Return a catalog that puts each text of `template` into brackets."""
    with template.open("rb") as opened:
        texts = read_po(opened)
    catalog = Catalog(locale=LANGUAGE)
    for each in texts:
        if each.id:
            text = tuple(f"⟦{form}⟧" for form in each.id) if isinstance(each.id, tuple) else f"⟦{each.id}⟧"
            catalog.add(each.id, text, each.locations, each.flags)
    return catalog


def publish_greek(folder: Path) -> Path:
    """Publish thirteen terms in Greek and return the index."""
    names = [f"Λέξη {letter * 2}" for letter in LETTERS]
    files = {}
    for place, name in enumerate(names):
        other = (place + 1) % len(names)
        category = "money" if place % 3 else "work"
        files[f"{category}/a{place}"] = TERM.format(
            name=name, alias=f"όνομα {LETTERS[place] * 3}", related=f"a{other}", other=names[other]
        )
    build(write_terms(folder / "terms", files, SITE), folder / "index")
    return folder / "index"


def write_brackets(folder: Path) -> None:
    """Write the catalog in brackets as that of LANGUAGE."""
    file = folder / LANGUAGE / "LC_MESSAGES/messages.po"
    file.parent.mkdir(parents=True)
    with file.open("wb") as opened:
        write_po(opened, bracketed(TEMPLATE))


def greek(index: Path, **environ: str) -> Flask:
    """Return the application with its pages in brackets."""
    database = f"sqlite:///{index.parent}/audience.db"
    app = create_app(load_settings({"GLOSSARY_INDEX": str(index), "GLOSSARY_DATABASE_URL": database, **environ}))

    @app.url_value_preprocessor
    def choose(_endpoint: str | None, _arguments: dict[str, object] | None) -> None:
        g.language = LANGUAGE

    return app

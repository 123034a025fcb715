"""What an import changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from search_app.glossary.formats.exchange import ImportResult, SiteHints
from search_app.glossary.model import Category, Origin, Source, Term
from search_app.glossary.source import read_glossary
from search_app.glossary.transfer.plan import Plan, Wishes, plan_import
from search_app.glossary.transfer.writing import write_folder
from tests.glossary.translation.spanish import write_spanish

DAY = "2026-11-28"


def term(slug: str, name: str = "", **values: object) -> Term:
    known = {"categories": ("work",), "definition": f"About {slug}.", "origin": Origin("a.csv", {"": 7})}
    return Term(slug=slug, name=name or slug.capitalize(), **(known | values))  # type: ignore[arg-type]


def plan(folder: Path, *terms: Term, **wishes: object) -> Plan:
    hints = SiteHints(categories=(Category("work", "Working life"),))
    return plan_import(ImportResult(terms, hints), folder, Wishes(today=DAY, title="New", **wishes))  # type: ignore[arg-type]


def test_a_new_folder_gets_a_site_and_passes_the_check(tmp_path: Path) -> None:
    source = Source("A page", "https://www.example.org/a")
    made = plan(
        tmp_path / "new", term("pay"), term("tip", related=("pay",), categories=("work", "money"), sources=(source,))
    )
    assert made.faults == []
    write_folder(made.folder, made.files)
    read = read_glossary(made.folder)
    assert read.faults == ()
    assert [(each.slug, each.name) for each in read.site.categories] == [("work", "Working life"), ("money", "Money")]
    assert [(each.slug, each.updated) for each in read.terms] == [("pay", DAY), ("tip", DAY)]


def test_terms_that_are_there_stay_unless_replaced(terms: Path) -> None:
    known = {each.slug: each for each in read_glossary(terms).terms}
    changed = replace(known["copayment"], definition="New.")
    made = plan(terms, known["deductible"], changed, term("pay"))
    assert (made.equal, made.kept, made.added, made.has_terms) == (["deductible"], ["copayment"], ["pay"], True)
    made = plan(terms, changed, replace(known["tip-pooling"], categories=("law",)), replace=True)
    assert made.replaced == ["copayment", "tip-pooling"]
    assert made.removed == ["work/tip-pooling.md"]
    write_folder(terms, made.files, made.removed)
    assert read_glossary(terms).faults == ()
    assert len(read_glossary(terms).terms) == 3


def test_new_categories_are_added_to_the_site(terms: Path) -> None:
    made = plan(terms, term("pay", categories=("pay",)))
    assert made.files["glossary.toml"].startswith((terms / "glossary.toml").read_text(encoding="utf-8").rstrip("\n"))
    write_folder(terms, made.files)
    assert read_glossary(terms).site.categories[-1] == Category("pay", "Pay")
    assert "glossary.toml" not in plan(terms, term("wage"), category="law").files


def test_a_name_leads_to_one_term(terms: Path) -> None:
    made = plan(terms, term("a", "Copay"), term("b", "B", aliases=("deductible", "bee")), term("c", "b"))
    assert [text.split("\n")[1] for place, text in made.files.items() if place[:4] == "work"] == [
        "name: Copay (2)", "name: B", "name: b (2)",
    ]  # fmt: skip
    assert [note for note in made.notes if "section" not in note] == [
        "2 names that another term has got a number: Copay (2), b (2)",
        "1 aliases that another term has are dropped: deductible",
    ]
    write_folder(terms, made.files)
    assert [fault for fault in read_glossary(terms).faults if "the section" not in fault.message] == []


def test_sections_that_the_site_requires_are_noted(terms: Path) -> None:
    assert "1 terms have no section 'Misuse', which glossary.toml requires: a" in plan(terms, term("a")).notes


def test_links_to_nowhere_are_dropped_and_said(tmp_path: Path) -> None:
    made = plan(tmp_path / "new", term("a", related=("b", "c")), term("b"))
    assert "related: [b]" in made.files["work/a.md"]
    assert made.notes == ["1 links to terms that do not exist are dropped: c"]


def test_a_term_that_cannot_be_a_file_is_a_fault_of_its_line(tmp_path: Path) -> None:
    made = plan(tmp_path / "new", term("a:b"), term("c", definition="x\n\n## Two\n"), term("d"))
    assert [(fault.path, fault.line) for fault in made.faults] == [("a.csv", 7), ("a.csv", 7)]
    assert made.added == ["d"]


def test_categories_in_other_scripts_have_a_folder(tmp_path: Path) -> None:
    made = plan(tmp_path / "new", term("a", categories=("право",)))
    write_folder(made.folder, made.files)
    assert read_glossary(made.folder).faults == ()


def test_translations_move_with_their_term(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    known = {each.slug: each for each in read_glossary(folder).terms}
    made = plan(folder, replace(known["copayment"], categories=("law",)), replace=True)
    assert made.removed == ["money/copayment.md", "money/copayment.es.md"]
    write_folder(folder, made.files, made.removed)
    read = read_glossary(folder)
    assert read.faults == ()
    assert [each.origin.path for each in read.translations[0].terms] == [
        "terms/law/copayment.es.md",
        "terms/money/deductible.es.md",
    ]

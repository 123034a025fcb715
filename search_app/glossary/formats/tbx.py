"""TBX, the exchange format of terminology (ISO 30042): written as TBX-Basic, read in any version and style."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.formats.concept_terms import import_concepts
from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions
from search_app.glossary.formats.file_content import read_content
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.own_terms import import_own
from search_app.glossary.formats.tbx_own import is_own, own_hints, own_terms
from search_app.glossary.formats.tbx_reader import read_concepts
from search_app.glossary.formats.tbx_tree import read_tree
from search_app.glossary.formats.tbx_writer import write_tbx
from search_app.glossary.model import Fault


def read_tbx(data: bytes | Path, shown: str, options: ReadOptions) -> ImportResult:
    """Return the terms of a TBX file; `shown` is its name in faults."""
    content = read_content(data, shown)
    root = content if isinstance(content, Fault) else read_tree(content, shown)
    if isinstance(root, Fault):
        return ImportResult(faults=(root,))
    report = ReportBuilder()
    if is_own(root):
        return import_own(own_terms(root, shown), own_hints(root), report)
    return import_concepts(read_concepts(root, report), options, report, shown)


TBX = Format("tbx", (".tbx", ".tbxm"), ("application/x-tbx", "application/x-tbx+xml"), read_tbx, write_tbx)

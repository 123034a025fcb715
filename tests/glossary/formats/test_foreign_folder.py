"""Folders of Markdown files of other systems."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.formats.exchange import ImportResult, ReadOptions
from search_app.glossary.formats.foreign_folder import MARKDOWN, read_folder
from tests.glossary.formats.tables import assert_mutations_are_read, damaged, read_bytes

POD = """---
title: Pod
status: Completed
category: Concept
tags: ["Fundamental", "Runtime"]
aka:
- Group of containers
---

## What it is

A pod is a group of [containers](/container/) {{< glossary_tooltip text="that run" >}}.

## Problem it addresses

One container is lonely.

## Example

A web server and its log reader.
"""

CONTAINER = """+++
title = "Container"
tags = ["Fundamental"]
date = 2026-01-02
draft = false
+++
A container is a running image. See [pod](../pod.md).
"""


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        file = tmp_path / "content" / f"{name.replace('__', '/')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "content"


def read(place: Path, language: str = "") -> ImportResult:
    return read_folder(place, ReadOptions(language))


def test_a_page_for_each_term_becomes_a_term(tmp_path: Path) -> None:
    result = read(folder(tmp_path, pod=POD, container=CONTAINER, _index="---\ntitle: All\n---\n", README="# Us\n"))
    container, pod = result.terms
    assert (pod.slug, pod.name, pod.aliases) == ("pod", "Pod", ("Group of containers",))
    assert (pod.categories, container.categories) == (("concept", "fundamental", "runtime"), ("fundamental",))
    assert pod.definition == "A pod is a group of containers that run."
    assert pod.examples == ("A web server and its log reader.",)
    assert pod.further == (("Problem it addresses", "One container is lonely."),)
    assert (pod.related, container.related) == (("container",), ("pod",))
    assert container.updated == "2026-01-02"
    assert result.faults == ()


def test_one_language_is_taken_of_a_folder_for_each(tmp_path: Path) -> None:
    place = folder(tmp_path, en__pod=POD, es__pod=POD.replace("Pod", "Cápsula"), **{"pt-br__pod": POD})
    assert [term.name for term in read(place).terms] == ["Pod"]
    assert [term.name for term in read(place, "es").terms] == ["Cápsula"]
    (left,) = [tally for tally in read(place).report.not_taken if "languages" in tally.kind]
    assert left.count == 2


def test_a_page_that_lists_terms_gives_all_of_them(tmp_path: Path) -> None:
    result = read(
        folder(tmp_path, a="# A\n\nAppeal\n: A request.\n\nArrest\n: An end.\n", b="Bail\n: Money.\n\nBar\n: Law.\n")
    )
    assert [term.slug for term in result.terms] == ["appeal", "arrest", "bail", "bar"]


def test_pages_that_cannot_be_read_are_faults_and_those_without_title_are_counted(tmp_path: Path) -> None:
    result = read(
        folder(
            tmp_path, a="---\ntitle: [\n---\nx\n", c='---\ntitle: Rent: a "text\n---\nPay.\n', b="no title\n", pod=POD
        )
    )
    assert [term.name for term in result.terms] == ['Rent: a "text', "Pod"]
    assert "front matter" in str(result.faults[0])
    assert [tally.count for tally in result.report.not_taken if tally.kind == "pages without a title"] == [1]


def test_a_page_without_text_is_a_draft(tmp_path: Path) -> None:
    (term,) = read(folder(tmp_path, a="---\ntitle: Empty\n---\n")).terms
    assert (term.status, term.definition) == ("draft", "")


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert "no Markdown files" in str(read(tmp_path).faults[0])


def test_one_file_may_be_a_list_or_a_term() -> None:
    assert [term.name for term in read_bytes(MARKDOWN, POD).terms] == ["Pod"]
    assert len(read_bytes(MARKDOWN, "A1\n: b\n\nC1\n: d\n").terms) == 2


def test_a_damaged_file_is_never_an_exception() -> None:
    for text in (POD, CONTAINER, "---\ntitle: A\n---\nA1\n: b\n\nC1\n: d\n"):
        assert_mutations_are_read(MARKDOWN, text.encode(), damaged)


def test_translations_beside_their_pages_are_left_out(tmp_path: Path) -> None:
    for name in ("cache.md", "cache.es.md", "node.js.md"):
        (tmp_path / name).write_text(f"# {name.replace('.', ' ')}\n\nA page.\n", encoding="utf-8")
    result = read(tmp_path)
    assert [term.name for term in result.terms] == ["cache md", "node js md"]
    (left,) = [tally for tally in result.report.not_taken if "languages" in tally.kind]
    assert left.count == 1

"""Entries are put together as they were from documents, mentions and the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.glossary.rendering.entry import Entry, Passage, render
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.source import read_glossary
from search_app.language.english import ENGLISH
from search_app.search.index.document_writer import DocumentWriter, tokenize
from search_app.search.index.entries import EntryStore, EntryWriter
from search_app.search.index.links import MENTIONS
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import write_strings
from tests.conftest import ROOT


def _entry(number: int, text: str, html: str = "", mentions: tuple[str, ...] = (), markdown: str = "") -> Entry:
    passage = Passage("definition", "definition", "Definition", markdown or text, html or f"<p>{text}</p>\n", text)
    names = f"Term {number}", ("🏛 سند",), ("law",), ("what is it",)
    return Entry(f"term-{number}", *names, (), mentions, "", text, (passage,))


def stored(folder: Path, entries: list[Entry]) -> EntryStore:
    """Write entries as builds do, and open them."""
    documents, rest = DocumentWriter(folder, ENGLISH), EntryWriter(folder)
    ordinals = {entry.slug: ordinal for ordinal, entry in enumerate(entries)}
    for entry in entries:
        documents.add(tokenize(entry, ENGLISH))
        rest.add(entry)
    documents.close()
    rest.close()
    RaggedArray.write(folder, MENTIONS, [[ordinals[slug] for slug in entry.mentions] for entry in entries])
    write_strings(folder, "order", list(ordinals))
    return EntryStore(folder)


def test_entries_are_read_as_they_were(tmp_path: Path) -> None:
    entries = [_entry(1, "A fee that nobody named."), _entry(2, ""), _entry(3, "x" * 5000)]
    found = stored(tmp_path, entries)
    assert found.all_of([2, 0, 1]) == [entries[2], entries[0], entries[1]]
    assert list(found.chosen([1, 2])) == entries[1:]


def linked(slug: str, word: str) -> str:
    return f'<a href="/terms/{slug}" class="term">{word}</a>'


@pytest.mark.parametrize(
    ("text", "html", "markdown"),
    [
        ("Fees", f"<p>{linked('term-2', 'Fees')}</p>\n", ""),
        ('Say "a" & fee.', f"<p>Say &quot;{linked('term-2', 'a')}&quot; &amp; {linked('term-3', 'fee')}.</p>\n", ""),
        ("Fee now", f"<p><em>{linked('term-2', 'Fee')}</em> now</p>\n", "*Fee* now"),
        ("Fee now", f"<p>{linked('term-2', 'Fee')} <b>now</b></p>\n", ""),
        ("See fee", f'<p><a href="https://x.org">See</a> {linked("term-3", "fee")}</p>\n', "[See](https://x.org) fee"),
        ("Fee", f"<ul>\n<li>{linked('term-2', 'Fee')}</li>\n</ul>\n", "- Fee"),
        ("Fee", "<p>no link</p>\n", ""),
    ],
)
def test_links_and_markup_are_as_they_were(tmp_path: Path, text: str, html: str, markdown: str) -> None:
    mentions = tuple(f"term-{number}" for number in (2, 3) if f"term-{number}" in html)
    entries = [_entry(1, text, html, mentions, markdown), _entry(2, "a"), _entry(3, "b")]
    assert list(stored(tmp_path, entries)) == entries


def test_the_real_entries_are_as_rendered(tmp_path: Path) -> None:
    terms = read_glossary(ROOT / "terms").published().terms
    vocabulary = Vocabulary(terms, ENGLISH)
    entries = [render(term, vocabulary) for term in terms]
    assert list(stored(tmp_path, entries)) == entries


def test_text_is_not_stored_again(tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(2000))
    stored(tmp_path, [_entry(1, text)])
    assert (tmp_path / "entries.blocks").stat().st_size < 100

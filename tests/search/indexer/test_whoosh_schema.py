"""The Whoosh schema: postings made from known words are those that Whoosh's own analysis would make."""

from __future__ import annotations

import numpy as np

from search_app.glossary.rendering.entry import Entry, Passage
from search_app.language.english import ENGLISH
from search_app.search import Engine
from search_app.search.index.document_writer import tokenize
from search_app.search.index.fields import GAP, WEIGHTS
from search_app.search.indexer.whoosh_schema import EntryAnalyzer, EntryText, document


def test_postings_of_a_name_are_those_of_its_analysis(tiny: Engine) -> None:
    field = EntryText(ENGLISH)
    for entry in tiny.entries():
        ready = {posting[0]: posting[1:] for posting in field.index(document(tokenize(entry, ENGLISH))["name"])}
        named = {posting[0]: posting[1:] for posting in field.index(entry.name)}
        assert named.keys() <= ready.keys()
        if not entry.aliases:
            assert ready == named
        assert all(count == len(field.format.decode_positions(value)) for count, _, value in ready.values())
        assert all(np.diff(field.format.decode_positions(value)).min(initial=0) >= 0 for *_, value in ready.values())


def entry(name: str, definition: str, **changes: tuple[str, ...]) -> Entry:
    passage = Passage("definition", "definition", "Definition", definition, definition, definition)
    empty = {"aliases": (), "categories": ("law", "work"), "asked_as": (), "related": (), "mentions": ()}
    return Entry(slug="e", name=name, updated="", summary="", passages=(passage,), **(empty | changes))


def test_the_parts_of_an_entry_are_weighted_and_a_gap_apart() -> None:
    found = document(tokenize(entry("Fee", "the fee"), ENGLISH))
    field = EntryText(ENGLISH)
    postings = {
        text: (count, weight, field.format.decode_positions(value)) for text, count, weight, value in found["entry"]
    }
    assert postings[b"fee"] == (2, WEIGHTS["name"] + WEIGHTS["definition"], [0, GAP + 1])
    assert [text for text, *_ in found["name"]] == [b"fee"]
    assert (found["slug"], found["category"]) == ("e", "law work")


def test_letters_beyond_the_basic_plane_are_indexed() -> None:
    ((text, *_),) = document(tokenize(entry("𐐨𐐩", ""), ENGLISH))["name"]
    assert text.decode() == "𐐨𐐩"


def test_a_query_has_no_joined_forms() -> None:
    analyze = EntryAnalyzer(ENGLISH)
    indexed = [(token.text, token.pos) for token in analyze("co-pay", mode="index")]
    asked = [(token.text, token.pos) for token in analyze("co-pay", mode="query")]
    assert len({place for _, place in asked}) == len(asked)
    assert set(asked) < set(indexed)

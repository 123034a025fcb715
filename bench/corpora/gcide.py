"""GCIDE: English, mostly Webster's of 1913."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bench.corpora.collection import Collection, key, make_row, one_line
from bench.corpora.dictd import links_in, read_entries, resolve_links, without_braces
from search_app.glossary.formats.jsonl import Row

_SOURCES = re.compile(r"\[(1913 Webster|Webster 1913 Suppl\.|WordNet 1\.5|PJC)")
_SOURCE_TAG = re.compile(
    r"\[(?:1913 Webster|Webster 1913 Suppl\.|WordNet 1\.5|PJC|RH|AS|Century Dict\.[^\]]*|MW10|RDH|mol|AH"
    r"|Webster Suppl\.|1890 Webster|[A-Z0-9 ]*\+[^\]]*)[^\]]*\]"
)
_FIELD = re.compile(r"\(([A-Z][a-z]+\.?(?: & [A-Z][a-z]+\.?| [A-Z][a-z]+\.?)?)\)")


def _quotations(lines: Iterable[str]) -> tuple[str, list[str]]:
    """Return the text without its quotations, and the quotations: deeply indented lines that end in `-- Author`.

    Indented lines at the very end are a remark on the entry and stay.
    """
    text: list[str] = []
    quotations: list[str] = []
    indented: list[str] = []
    for line in lines:
        if re.match(r" {12,}\S", line):
            indented.append(line)
            continue
        if indented:
            passage = one_line(" ".join(indented))
            indented = []
            if "--" in passage:
                quotations.append(re.split(r"\s*--", passage)[0])
            else:
                text.append(passage)
        text.append(line)
    return "\n".join((*text, one_line(" ".join(indented)))), quotations


def _webster_entry(slug: str, words: list[str], text: str) -> tuple[Row, str]:
    """Return an entry of GCIDE and its text with the links still in it; a list of words defines itself."""
    first, *lines = text.strip("\n").split("\n")
    name = one_line(re.split(r"\s\\|\s\(|,\s+[a-z]+\.|\s\[", first)[0])
    if name.lower() not in {word.lower() for word in words}:
        name = words[0]
    body, quotations = _quotations(lines)
    beside_name = first[len(name) :]
    text_of_name = f"{beside_name.split(']')[-1] if ']' in beside_name else ''}\n{body}"
    definition = re.sub(r"\[[^\]]{0,400}\]", " ", without_braces(_SOURCE_TAG.sub("", text_of_name)))
    definition = definition if definition.strip() else without_braces(text)
    subject = _FIELD.search(body)
    aliases = [word for word in words if word.lower() != name.lower()]
    examples = [_SOURCE_TAG.sub("", each) for each in quotations][:5]
    return make_row(slug, name, definition, aliases, subject[1] if subject else "", examples), body


def read(base: Path) -> Collection:
    """Read GCIDE; list the entries of Webster's of 1913 alone, which cannot have been copied from WordNet."""
    rows: list[Row] = []
    links: dict[str, list[str]] = {}
    slugs: dict[str, str] = {}
    webster: list[str] = []
    for number, (words, text) in enumerate(read_entries(base)):
        slug = f"gcide:{number}"
        row, body = _webster_entry(slug, words, text)
        rows.append(row)
        links[slug] = links_in(body)
        if set(_SOURCES.findall(text)) == {"1913 Webster"}:
            webster.append(slug)
        for name in (row.name, *words):
            slugs.setdefault(key(name), slug)
    return Collection(rows, resolve_links(links, slugs), webster)

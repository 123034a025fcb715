"""The Jargon File: hacker slang, with cross references."""

from __future__ import annotations

import re
from pathlib import Path

from bench.corpora.collection import Collection, key, make_row, one_line
from bench.corpora.dictd import links_in, name_and_text, read_entries, resolve_links, without_braces
from search_app.glossary.formats.jsonl import Row

_PRONUNCIATION = re.compile(r"\s{0,2}(/|\[|[a-z]+\.|n\.|v\.|adj\.)")


def read(base: Path) -> Collection:
    """Read the Jargon File; quotations in a text become its examples."""
    rows: list[Row] = []
    links: dict[str, list[str]] = {}
    slugs: dict[str, str] = {}
    for number, (words, text) in enumerate(read_entries(base)):
        slug = f"jargon:{number}"
        name, lines = name_and_text(text, words)
        if lines and _PRONUNCIATION.match(lines[0]):
            lines = lines[1:]
        body = "\n".join(lines)
        examples = re.findall(r"[“\"]([^”\"]{15,240})[”\"]", one_line(body))[:3]
        aliases = [word for word in words if key(word) != key(name)]
        rows.append(make_row(slug, name, without_braces(body), aliases, "hacker slang", examples))
        links[slug] = links_in(body)
        for each in (name, *words):
            slugs.setdefault(key(each), slug)
    return Collection(rows, resolve_links(links, slugs))

"""The Human Phenotype Ontology: what clinicians call the signs of diseases, and what patients call them."""

from __future__ import annotations

import re
from pathlib import Path

from bench.corpora.collection import Collection, key, make_row

_TAG = re.compile(r"^(\w+): (.*)$", re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"(?: [A-Z]+)? ?([\w:]*)')


def _quoted(value: str) -> tuple[str, str]:
    """Return the text in quotation marks and the type of synonym behind it, such as `layperson`."""
    found = _QUOTED.match(value)
    return (re.sub(r"\\(.)", r"\1", found[1]), found[2]) if found else ("", "")


def read(file: Path) -> Collection:
    """Read the ontology; patients' words are withheld, and a term is related to those it is a kind of."""
    rows, related, withheld = [], {}, {}
    for stanza in re.split(r"\n\[(?=\w+\]\n)", file.read_text(encoding="utf-8")):
        tags: dict[str, list[str]] = {}
        for tag, value in _TAG.findall(stanza):
            tags.setdefault(tag, []).append(value)
        if not stanza.startswith("Term]") or "is_obsolete" in tags:
            continue
        slug, name = tags["id"][0], tags["name"][0]
        synonyms = [_quoted(value) for value in tags.get("synonym", ())]
        definition = _quoted(tags.get("def", [""])[0])[0]
        spoken = {key(text): text for text, kind in synonyms if kind == "layperson"}
        aliases = [text for text, _ in synonyms if key(text) not in spoken]
        rows.append(make_row(slug, name, definition, aliases))
        related[slug] = [value.split(" ")[0] for value in tags.get("is_a", ())]
        withheld[slug] = list(spoken.values())
    return Collection(rows, related, withheld=withheld)

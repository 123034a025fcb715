"""WordNet: sets of synonyms with a definition and typed pointers."""

from __future__ import annotations

import re
from pathlib import Path

from bench.corpora.collection import Collection, make_row
from search_app.glossary.formats.jsonl import Row

# The lexicographers' files, by number.
_FIELDS = [
    f"{part}.{subject}"
    for part, subjects in (
        ("adj", "all pert"),
        ("adv", "all"),
        (
            "noun",
            "Tops act animal artifact attribute body cognition communication event feeling food group location motive"
            " object person phenomenon plant possession process quantity relation shape state substance time",
        ),
        (
            "verb",
            "body change cognition communication competition consumption contact creation emotion motion perception"
            " possession social stative weather",
        ),
        ("adj", "ppl"),
    )
    for subject in subjects.split()
]

# Pointers that a reader would call related; hyponyms, parts and topics are left out.
_POINTERS = {
    "@": "hypernym", "@i": "hypernym", "^": "also", "&": "similar", "!": "antonym", "+": "derivation",
    "#m": "holonym", "#s": "holonym", "#p": "holonym",
}  # fmt: skip


def _synset_slug(part: str, offset: str) -> str:
    """Return the slug of a set of synonyms; `s`, a satellite adjective, is in the same file as `a`."""
    return f"wn:{'a' if part == 's' else part}:{offset}"


def _synset(line: str) -> tuple[Row, list[str]]:
    """Return a set of synonyms and the slugs it points to, grouped by kind."""
    head, _, gloss = line.partition("|")
    offset, field_number, part, count, *rest = head.split()
    words = int(count, 16)
    names = [re.sub(r"\((a|p|ip)\)$", "", word).replace("_", " ") for word in rest[: 2 * words : 2]]
    slug = _synset_slug(part, offset)
    by_kind: dict[str, list[str]] = {}
    pointers = rest[2 * words + 1 :]
    for place in range(0, 4 * int(rest[2 * words]), 4):
        sign, target_offset, target_part = pointers[place : place + 3]
        target = _synset_slug(target_part, target_offset)
        if sign in _POINTERS and target != slug:
            by_kind.setdefault(_POINTERS[sign], []).append(target)
    definition = re.sub(r'[;:]?\s*"[^"]*"(?:\s*-\s*[^;"]+)?', "", gloss).strip(" ;\n")
    examples = re.findall(r'"([^"]+)"', gloss)
    row = make_row(slug, names[0], definition, names[1:], _FIELDS[int(field_number)], examples)
    return row, list(dict.fromkeys(target for targets in by_kind.values() for target in targets))


def read(folder: Path) -> Collection:
    """Read WordNet: one entry a set of synonyms, the first being its name and the others aliases."""
    rows, related = [], {}
    for part in ("noun", "verb", "adj", "adv"):
        with (folder / f"data.{part}").open(encoding="latin-1") as lines:
            for line in lines:
                if not line.startswith("  "):  # the licence comes before the data
                    row, targets = _synset(line)
                    rows.append(row)
                    related[row.slug] = targets
    return Collection(rows, related)

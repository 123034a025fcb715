"""The format of dictd, in which most dictionaries come: an index of headwords and a compressed file of texts."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.corpora.collection import key, one_line

_DIGITS = {
    digit: value
    for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}  # fmt: skip


def _number(text: str) -> int:
    """Return an offset or length of an index, which is written in base 64."""
    value = 0
    for digit in text:
        value = value * 64 + _DIGITS[digit]
    return value


def read_entries(base: Path) -> Iterator[tuple[list[str], str]]:
    """Yield the headwords and the text of each entry of `base`.index and `base`.dict.dz, in the order of the texts."""
    with gzip.open(f"{base}.dict.dz") as packed:
        texts = packed.read()
    headwords: dict[tuple[int, int], list[str]] = {}
    with Path(f"{base}.index").open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            word, *place = line.rstrip("\n").split("\t")
            if len(place) < 2 or word.startswith(("00database", "00-database")):
                continue
            shown = place[2] if len(place) > 2 else word
            headwords.setdefault((_number(place[0]), _number(place[1])), []).append(shown)
    for (start, length), words in sorted(headwords.items()):
        yield words, texts[start : start + length].decode("utf-8", "replace")


def name_and_text(text: str, words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the name on the first line of a text, or the first headword when there is none, and the lines below."""
    first, *below = text.strip("\n").split("\n")
    return one_line(first) or words[0], below


def links_in(text: str) -> list[str]:
    """Return the names in braces, which are cross references."""
    return [one_line(name) for name in re.findall(r"\{([^{}]+)\}", text)]


def without_braces(text: str) -> str:
    """Return a text as it is read: braces are markup of cross references."""
    return re.sub(r"[{}]", "", text)


def resolve_links(links: Mapping[str, list[str]], slugs: Mapping[str, str]) -> dict[str, list[str]]:
    """Return for each entry the distinct slugs its links lead to, without unknown names and the entry itself."""
    resolved = {}
    for slug, names in links.items():
        found = dict.fromkeys(target for name in names if (target := slugs.get(key(name))) and target != slug)
        if found:
            resolved[slug] = list(found)
    return resolved

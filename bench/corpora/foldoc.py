"""FOLDOC: computing terms, with cross references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bench.corpora.collection import Collection, key, make_row, one_line
from bench.corpora.dictd import links_in, read_entries, resolve_links, without_braces
from search_app.glossary.formats.jsonl import Row

_DATE = re.compile(r"\n\s*\((19|20)\d\d-\d\d-\d\d\)\s*$")
_SUBJECT = re.compile(r"<([a-z][^<>\n]{1,60})>")
_SEE = re.compile(r"\s*(?:<[^>]*>\s*)?\{([^{}]+)\}\.?\s*")


@dataclass(frozen=True, slots=True)
class _Article:
    """An article of FOLDOC: its first name, the other ones, its text."""

    name: str
    aliases: list[str]
    body: str


def _article(words: list[str], text: str) -> _Article:
    """Return an article; the unindented lines at its beginning are its names, in their own spelling."""
    lines = text.split("\n")
    names = []
    while lines and lines[0].strip() and not lines[0].startswith(" "):
        names.append(one_line(lines.pop(0)))
    shown = {key(name) for name in names}
    names += [word for word in words if key(word) not in shown]
    aliases = [name for name in names if key(name) != key(names[0])]
    return _Article(names[0], aliases, _DATE.sub("", "\n".join(lines).rstrip()))


def _subject(body: str) -> str:
    """Return the first subject at the beginning of an article; the empty string if there is none."""
    found = (each for each in _SUBJECT.findall(body[:400]) if re.fullmatch(r"[a-z][a-z /,\-]+", each))
    return next(found, "").split(",")[0].strip()


def read(base: Path) -> Collection:
    """Read FOLDOC; an article that only says "see {another}" becomes an alias of the other one."""
    articles = [_article(words, text) for words, text in read_entries(base)]
    written = [article for article in articles if not _SEE.fullmatch(article.body)]
    rows: dict[str, Row] = {}
    links: dict[str, list[str]] = {}
    slugs: dict[str, str] = {}
    for number, article in enumerate(written):
        slug = f"foldoc:{number}"
        definition = without_braces(_SUBJECT.sub("", article.body, count=1))
        rows[slug] = make_row(slug, article.name, definition, article.aliases, _subject(article.body))
        links[slug] = links_in(article.body)
        for name in (article.name, *article.aliases):
            slugs.setdefault(key(name), slug)
    for article in articles:
        see = _SEE.fullmatch(article.body)
        target = slugs.get(key(see[1])) if see else None
        if target:
            row = rows[target]
            for name in (article.name, *article.aliases):
                if key(name) != key(row.name) and name not in row.aliases:
                    row.aliases.append(name)
            slugs.setdefault(key(article.name), target)
    return Collection(list(rows.values()), resolve_links(links, slugs))

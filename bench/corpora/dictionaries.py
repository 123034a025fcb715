"""Open dictionaries, read as their authors publish them: one reader each, all giving a `Collection`.

A dictionary brings its own answers. Where its text points to another entry ("see {modem}"), its author says that the
two are related; that is the ground truth for related terms.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from search_app.glossary.formats.jsonl import Row


@dataclass(frozen=True, slots=True)
class Collection:
    """What a dictionary holds: its entries, for each the slugs it points to, and which come from 1913 unchanged."""

    rows: list[Row]
    related: Mapping[str, list[str]] = field(default_factory=dict)
    webster: Sequence[str] = ()

    def sound(self) -> Collection:
        """Return the collection without entries that say nothing, and without links to them."""
        rows = [row for row in self.rows if row.name and (row.definition or row.aliases)]
        kept = {row.slug for row in rows}
        related = {slug: [each for each in found if each in kept] for slug, found in self.related.items()}
        related = {slug: found for slug, found in related.items() if slug in kept and found}
        return Collection(rows, related, [slug for slug in self.webster if slug in kept])


def key(text: str) -> str:
    """Return what two spellings of one name share.

    The service has its own idea of this (`naming.name_key`); judging it by that idea would hide its faults.
    """
    return re.sub(r"[^0-9a-z]+", " ", text.lower()).strip()


def _squeeze(text: str) -> str:
    """Return `text` on one line: the packages break lines at 72 characters."""
    return " ".join(text.split())


def _row(
    slug: str, name: str, definition: str, aliases: Iterable[str] = (), category: str = "", examples: Iterable[str] = ()
) -> Row:
    """Return an entry with all its texts on one line and no alias that repeats another name."""
    name = _squeeze(name)
    by_case = {name.lower(): name}
    for alias in map(_squeeze, aliases):
        by_case.setdefault(alias.lower(), alias)
    return Row(
        slug=slug,
        name=name,
        categories=[_squeeze(category)] if category.strip() else [],
        definition=_squeeze(definition),
        aliases=[alias for alias in list(by_case.values())[1:] if alias],
        examples=[example for text in examples if (example := _squeeze(text))],
    )


# The format of dictd, in which most of them come

_DIGITS = {
    digit: value
    for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}  # fmt: skip


def _number(text: str) -> int:
    """Return a place or length in an index, which is written to the base of 64."""
    value = 0
    for digit in text:
        value = value * 64 + _DIGITS[digit]
    return value


def _entries(base: Path) -> Iterator[tuple[list[str], str]]:
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


def _head(text: str, words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the name on the first line of a text, or the first headword when there is none, and the lines below."""
    first, *below = text.strip("\n").split("\n")
    return _squeeze(first) or words[0], below


def _links(text: str) -> list[str]:
    """Return the names in braces: what the text points to."""
    return [_squeeze(name) for name in re.findall(r"\{([^{}]+)\}", text)]


def _without_braces(text: str) -> str:
    """Return a text as a reader sees it: braces say to which names a link leads, and nothing to a reader."""
    return re.sub(r"[{}]", "", text)


def _resolved(links: Mapping[str, list[str]], slugs: Mapping[str, str]) -> dict[str, list[str]]:
    """Return for each entry the slugs its links lead to, once each; those that lead nowhere or home are left out."""
    resolved = {}
    for slug, names in links.items():
        found = dict.fromkeys(target for name in names if (target := slugs.get(key(name))) and target != slug)
        if found:
            resolved[slug] = list(found)
    return resolved


# FOLDOC: computing terms, with cross references

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
    """Return an article; the unindented lines it begins with are its names, written as their owners write them."""
    lines = text.split("\n")
    names = []
    while lines and lines[0].strip() and not lines[0].startswith(" "):
        names.append(_squeeze(lines.pop(0)))
    shown = {key(name) for name in names}
    names += [word for word in words if key(word) not in shown]
    aliases = [name for name in names if key(name) != key(names[0])]
    return _Article(names[0], aliases, _DATE.sub("", "\n".join(lines).rstrip()))


def _subject(body: str) -> str:
    """Return the first of the subjects at the beginning of an article, or nothing."""
    found = (each for each in _SUBJECT.findall(body[:400]) if re.fullmatch(r"[a-z][a-z /,\-]+", each))
    return next(found, "").split(",")[0].strip()


def foldoc(base: Path) -> Collection:
    """Read FOLDOC; an article that only says "see {another}" becomes an alias of the other one."""
    articles = [_article(words, text) for words, text in _entries(base)]
    told = [article for article in articles if not _SEE.fullmatch(article.body)]
    rows: dict[str, Row] = {}
    links: dict[str, list[str]] = {}
    slugs: dict[str, str] = {}
    for number, article in enumerate(told):
        slug = f"foldoc:{number}"
        definition = _without_braces(_SUBJECT.sub("", article.body, count=1))
        rows[slug] = _row(slug, article.name, definition, article.aliases, _subject(article.body))
        links[slug] = _links(article.body)
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
    return Collection(list(rows.values()), _resolved(links, slugs))


# The Jargon File: hacker slang, with cross references

_PRONUNCIATION = re.compile(r"\s{0,2}(/|\[|[a-z]+\.|n\.|v\.|adj\.)")


def jargon(base: Path) -> Collection:
    """Read the Jargon File; what its texts quote are its examples."""
    rows: list[Row] = []
    links: dict[str, list[str]] = {}
    slugs: dict[str, str] = {}
    for number, (words, text) in enumerate(_entries(base)):
        slug = f"jargon:{number}"
        name, lines = _head(text, words)
        if lines and _PRONUNCIATION.match(lines[0]):
            lines = lines[1:]
        body = "\n".join(lines)
        examples = re.findall(r"[“\"]([^”\"]{15,240})[”\"]", _squeeze(body))[:3]
        aliases = [word for word in words if key(word) != key(name)]
        rows.append(_row(slug, name, _without_braces(body), aliases, "hacker slang", examples))
        links[slug] = _links(body)
        for each in (name, *words):
            slugs.setdefault(key(each), slug)
    return Collection(rows, _resolved(links, slugs))


# V.E.R.A.: acronyms of computing, each with what it stands for

_EXPANSION = re.compile(r"(?:.*?)(?:\s*\(([^()]*)\))?(?:,\s*\"([^\"]+)\")?\s*")


def vera(base: Path) -> Collection:
    """Read V.E.R.A.: `Dial On Demand (ISDN, Linux), "alias"`, the first word in brackets being the subject."""
    rows = []
    for number, (words, text) in enumerate(_entries(base)):
        name, lines = _head(text, words)
        body = _squeeze(" ".join(lines))
        parts = _EXPANSION.fullmatch(body)
        subject, alias = parts.groups("") if parts else ("", "")
        rows.append(_row(f"vera:{number}", name, body, [alias], subject.split(",")[0].strip()))
    return Collection(rows)


# GCIDE: English, mostly Webster's of 1913

_SOURCES = re.compile(r"\[(1913 Webster|Webster 1913 Suppl\.|WordNet 1\.5|PJC)")
_SOURCE_TAG = re.compile(
    r"\[(?:1913 Webster|Webster 1913 Suppl\.|WordNet 1\.5|PJC|RH|AS|Century Dict\.[^\]]*|MW10|RDH|mol|AH"
    r"|Webster Suppl\.|1890 Webster|[A-Z0-9 ]*\+[^\]]*)[^\]]*\]"
)
_FIELD = re.compile(r"\(([A-Z][a-z]+\.?(?: & [A-Z][a-z]+\.?| [A-Z][a-z]+\.?)?)\)")


def _quotations(lines: Iterable[str]) -> tuple[str, list[str]]:
    """Return the text without the quotations in it, and those: deeply indented lines that end in `-- Author`.

    What is indented at the very end is a remark on the entry, and stays.
    """
    text: list[str] = []
    quotations: list[str] = []
    indented: list[str] = []
    for line in lines:
        if re.match(r" {12,}\S", line):
            indented.append(line)
            continue
        if indented:
            passage = _squeeze(" ".join(indented))
            indented = []
            if "--" in passage:
                quotations.append(re.split(r"\s*--", passage)[0])
            else:
                text.append(passage)
        text.append(line)
    return "\n".join((*text, _squeeze(" ".join(indented)))), quotations


def _webster_entry(slug: str, words: list[str], text: str) -> tuple[Row, str]:
    """Return an entry of GCIDE and its text with the links still in it."""
    first, *lines = text.strip("\n").split("\n")
    name = _squeeze(re.split(r"\s\\|\s\(|,\s+[a-z]+\.|\s\[", first)[0])
    if name.lower() not in {word.lower() for word in words}:
        name = words[0]
    body, quotations = _quotations(lines)
    beside_name = first[len(name) :]
    told = f"{beside_name.split(']')[-1] if ']' in beside_name else ''}\n{body}"
    definition = re.sub(r"\[[^\]]{0,400}\]", " ", _without_braces(_SOURCE_TAG.sub("", told)))
    subject = _FIELD.search(body)
    aliases = [word for word in words if word.lower() != name.lower()]
    examples = [_SOURCE_TAG.sub("", each) for each in quotations][:5]
    return _row(slug, name, definition, aliases, subject[1] if subject else "", examples), body


def gcide(base: Path) -> Collection:
    """Read GCIDE, and note which entries Webster's of 1913 alone has written: nobody copied those from WordNet."""
    rows: list[Row] = []
    links: dict[str, list[str]] = {}
    slugs: dict[str, str] = {}
    webster: list[str] = []
    for number, (words, text) in enumerate(_entries(base)):
        slug = f"gcide:{number}"
        row, body = _webster_entry(slug, words, text)
        rows.append(row)
        links[slug] = _links(body)
        if set(_SOURCES.findall(text)) == {"1913 Webster"}:
            webster.append(slug)
        for name in (row.name, *words):
            slugs.setdefault(key(name), slug)
    return Collection(rows, _resolved(links, slugs), webster)


# The Devil's Dictionary and the chemical elements: small, and unlike the others in form

_SATIRE = re.compile(r"[A-Z][A-Z0-9' \-\.]+?(?:,\s*[a-z\.\s]+?\.)?[\.\s]{1,}(.*)", re.DOTALL)


def devil(base: Path) -> Collection:
    """Read the Devil's Dictionary, whose names are in capitals."""
    rows = []
    for number, (words, text) in enumerate(_entries(base)):
        told = _SATIRE.fullmatch(text.strip())
        definition = told[1] if told else text
        rows.append(_row(f"devil:{number}", words[0].capitalize(), definition, words[1:], "satire"))
    return Collection(rows)


def elements(base: Path) -> Collection:
    """Read the chemical elements; the symbol of each is an alias."""
    rows = []
    for number, (words, text) in enumerate(_entries(base)):
        name, *lines = text.strip().split("\n")
        aliases = [word for word in words if word.lower() != name.lower()]
        aliases += re.findall(r"Symbol:\s*(\S+)", text)[:1]
        rows.append(_row(f"elements:{number}", name, " ".join(lines), aliases, "chemical element"))
    return Collection(rows)


# WordNet: sets of synonyms with a definition and typed pointers

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

# What a reader would call related; what is below, part of or merely about a thing is left out.
_POINTERS = {
    "@": "hypernym", "@i": "hypernym", "^": "also", "&": "similar", "!": "antonym", "+": "derivation",
    "#m": "holonym", "#s": "holonym", "#p": "holonym",
}  # fmt: skip


def _synset_slug(part: str, offset: str) -> str:
    """Return the slug of a set of synonyms; `s`, a satellite adjective, stands in the same file as `a`."""
    return f"wn:{'a' if part == 's' else part}:{offset}"


def _synset(line: str) -> tuple[Row, list[str]]:
    """Return one set of synonyms and the slugs it points to, those of one kind together."""
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
    row = _row(slug, names[0], definition, names[1:], _FIELDS[int(field_number)], examples)
    return row, list(dict.fromkeys(target for targets in by_kind.values() for target in targets))


def wordnet(folder: Path) -> Collection:
    """Read WordNet: one entry a set of synonyms, the first being its name and the others aliases."""
    rows, related = [], {}
    for part in ("noun", "verb", "adj", "adv"):
        with (folder / f"data.{part}").open(encoding="latin-1") as lines:
            for line in lines:
                if not line.startswith("  "):  # the licence stands before the data
                    row, targets = _synset(line)
                    rows.append(row)
                    related[row.slug] = targets
    return Collection(rows, related)

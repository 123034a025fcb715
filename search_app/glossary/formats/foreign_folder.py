"""Read a folder of Markdown files as other systems keep glossaries: a term a file, or pages that list many."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from search_app.glossary.citations import read_source
from search_app.glossary.files import translation_of
from search_app.glossary.formats.cells import split
from search_app.glossary.formats.column_names import read_name
from search_app.glossary.formats.definition_lists import markdown_pairs, read_pairs
from search_app.glossary.formats.dialect import decode
from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions, SiteHints
from search_app.glossary.formats.file_bytes import read_bytes, refused
from search_app.glossary.formats.foreign_markdown import read_page, without_shortcodes
from search_app.glossary.formats.foreign_values import day_of, status_of
from search_app.glossary.formats.front_matter import NotFrontMatterError, Value, read_front_matter
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.jsonl import category_slug
from search_app.glossary.formats.limits import MAX_BYTES
from search_app.glossary.formats.safe_markdown import plain_line
from search_app.glossary.headings import HEADINGS, heading_fault
from search_app.glossary.model import DRAFT, Category, Fault, Origin, Source, Term
from search_app.glossary.naming import name_key, slug_of

SUFFIXES = (".md", ".markdown", ".mdx")
SKIPPED = frozenset(("readme", "_index", "contributing", "changelog", "license", "code_of_conduct", "style-guide"))
MAX_FILES = 100_000
OTHER = "General"

_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_OPENINGS = ("what it is", "what is it", "definition", "overview", "description", "summary", "meaning", "introduction",
             "que es", "was ist das", "qu est ce que c est", "o que e", "cos e", "wat is het")  # fmt: skip

_LINE = re.compile(r"([A-Za-z_][\w-]*):[ \t]+([^\[{|>&*].*?)[ \t]*")

Meta = dict[str, list[str]]  # the values of front matter by key, each a list


def read_folder(folder: Path, options: ReadOptions) -> ImportResult:
    """Return the terms of the Markdown files below `folder`; pages in other languages are counted and left out."""
    files = [file for file in _files(folder) if file.stem.lower() not in SKIPPED]
    if not files:
        return refused(folder.name, "has no Markdown files, and no glossary.toml.")
    reader = _Folder(folder, options)
    files = _in_language(files, folder, options, reader.report)
    for file in _without_translations(files, folder, reader.report):
        reader.add(file)
    return reader.result()


def read(data: bytes | Path, shown: str, options: ReadOptions) -> ImportResult:
    """Return the terms of one Markdown file: of the list on it, or of the file itself."""
    raw = read_bytes(data, shown)
    if not isinstance(raw, bytes):
        return raw
    reader = _Folder(Path(), options)
    reader.add_page(decode(raw).text, shown, Path(shown).stem)
    found = reader.result()
    return found if found.terms or found.faults else refused(shown, "has no title, and lists no terms.")


MARKDOWN = Format("markdown", SUFFIXES, ("text/markdown",), read)


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix.lower() in SUFFIXES and not hidden and file.is_file() and len(found) < MAX_FILES:
            found.append(file)
    return found


def _in_language(files: list[Path], folder: Path, options: ReadOptions, report: ReportBuilder) -> list[Path]:
    """Return the files in one language, where the folder has one for each language."""
    places = [file.relative_to(folder).parts[:-1] for file in files]
    for level in range(max(map(len, places), default=0)):
        names = {place[level] for place in places if len(place) > level}
        if len(names) > 1 and "en" in names and all(_LANGUAGE.fullmatch(name) for name in names):
            wanted = options.language.lower()
            chosen = next((name for name in sorted(names) if name.lower() in (wanted, wanted[:2])), "en")
            others = [file for file, place in zip(files, places, strict=True) if place[level : level + 1] != (chosen,)]
            report.leave_all("pages in other languages", [str(file.relative_to(folder)) for file in others])
            report.guess(f"The folder {chosen!r} is taken, of {len(names)} languages; choose another with --lang.")
            return [file for file in files if file not in set(others)]
    return files


def _without_translations(files: list[Path], folder: Path, report: ReportBuilder) -> list[Path]:
    """Return `files` without the translations of others: `page.es.md` beside `page.md`."""
    places = set(files)
    others = [
        file for file in files if (slug := translation_of(file)[0]) and file.with_name(slug + file.suffix) in places
    ]
    if others:
        report.leave_all("pages in other languages", [str(file.relative_to(folder)) for file in others])
    return [file for file in files if file not in set(others)]


class _Folder:
    """Collects the terms of files."""

    def __init__(self, folder: Path, options: ReadOptions) -> None:
        self.folder, self.options = folder, options
        self.report = ReportBuilder()
        self.terms: list[Term] = []
        self.faults: list[Fault] = []
        self.categories: dict[str, Category] = {}
        self._links: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, str] = {}
        self.report.take("terms", 0)

    def add(self, file: Path) -> None:
        shown = str(file.relative_to(self.folder.parent))
        try:
            if file.stat().st_size > MAX_BYTES:
                self.faults.append(Fault(shown, 1, f"has more than {MAX_BYTES:,} bytes; split it."))
                return
            text = decode(file.read_bytes()).text
        except OSError as error:
            self.faults.append(Fault(shown, 1, f"cannot be read: {error.strerror or error}."))
            return
        self.add_page(text, shown, file.stem)

    def add_page(self, text: str, shown: str, stem: str) -> None:
        """Add the terms that a page lists, or the term that it is."""
        try:
            meta, body = _parts(text)
        except NotFrontMatterError as error:
            self.faults.append(Fault(shown, error.line + 1, f"the front matter is {error}."))
            return
        name = _name_of(meta)
        if not name and (pairs := markdown_pairs(without_shortcodes(body))):
            self._add_list(read_pairs(pairs, shown, self.options))
        elif (name := name or _first_heading(body)) and slug_of(name):
            self._add_term(name, meta, body, shown, stem)
        else:
            self.report.leave("pages without a title", shown)

    def _add_list(self, found: ImportResult) -> None:
        self.faults += found.faults
        for term in found.terms:
            self.terms.append(replace(term, slug=self.report.free_slug(term.slug, term.name)))
        self.categories.update({category.slug: category for category in found.site_hints.categories})
        self.report.take("terms", len(found.terms))

    def _add_term(self, name: str, meta: Meta, body: str, shown: str, stem: str) -> None:
        page = read_page(body, name)
        texts, examples, further = _sections(page.sections)
        definition = texts.pop("definition", "") or "\n".join(_values(meta, "definition")[:1])
        if not definition:
            self.report.leave("definitions: the terms come in as drafts, to be written", name)
        slug = self.report.free_slug(slug_of(stem.split(".", maxsplit=1)[0]) or slug_of(name), name)
        self._stems[stem.lower()] = slug
        self._links[slug] = (*page.links, *_values(meta, "related"))
        sources = [read_source(text) for text in _values(meta, "sources")]
        self.report.leave_all(
            "sources that are no citation and have no address", [s for s in sources if isinstance(s, str)]
        )
        for key in meta:
            if read_name(key).field in ("", "number"):
                self.report.leave(f"values of {key!r}")
        self.terms.append(
            Term(
                slug=slug, name=name, categories=self._categories(meta), definition=definition,
                aliases=_aliases(meta, name), examples=tuple(examples), further=tuple(further),
                sources=tuple(source for source in sources if isinstance(source, Source)),
                updated=day_of(_values(meta, "updated")),
                status=status_of(_values(meta, "status")) if definition else DRAFT,
                origin=Origin(shown), **texts,
            )
        )  # fmt: skip
        self.report.take("terms")
        self.report.take("sections", len(further) + len(examples) + len(texts))

    def _categories(self, meta: Meta) -> tuple[str, ...]:
        names = [*_values(meta, "categories"), *_values(meta, "tags")] or [OTHER]
        slugs = {category_slug(name): name for name in names}
        slugs.pop("", None)
        for slug, name in slugs.items():
            self.categories.setdefault(slug, Category(slug, name))
        return tuple(slugs)

    def result(self) -> ImportResult:
        by_name = {name_key(name): term.slug for term in self.terms for name in (*term.aliases, term.name)}
        found = [replace(term, related=self._related(term.slug, by_name)) for term in self.terms]
        self.report.take("links between terms", sum(len(term.related) for term in found))
        hints = SiteHints(categories=tuple(self.categories.values()))
        return ImportResult(tuple(found), hints, tuple(self.faults), self.report.report())

    def _related(self, slug: str, by_name: Mapping[str, str]) -> tuple[str, ...]:
        """Return the terms that a page links to."""
        found: dict[str, None] = {}
        for link in self._links.get(slug, ()):
            stem = re.sub(r"\.(?:md|mdx|markdown|html)$", "", link.split("#")[0].rstrip("/").rsplit("/", 1)[-1].lower())
            inside = "://" not in link
            other = (self._stems.get(stem) or by_name.get(name_key(link), "")) if inside else ""
            if other and other != slug:
                found[other] = None
        return tuple(found)


def _parts(text: str) -> tuple[Meta, str]:
    """Return the front matter of a page, of YAML or TOML, and the text below it.

    Raises:
        NotFrontMatterError: it cannot be read.
    """
    lines = text.split("\n")
    mark = lines[0].strip()
    end = next((at for at, line in enumerate(lines[1:], 1) if line.strip() == mark), 0)
    if mark not in ("---", "+++") or not end:
        return {}, text
    head, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    if mark == "+++":
        return _toml(head), body
    try:
        return {key: _texts(value) for key, value in read_front_matter(head)} if head.strip() else {}, body
    except NotFrontMatterError:
        pairs = [found for line in head.split("\n") if (found := _LINE.fullmatch(line))]
        if loose := {pair[1]: [pair[2].strip("\"'")] for pair in pairs}:  # such as `title: Rent: a text`
            return loose, body
        raise


def _toml(text: str) -> Meta:
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise NotFrontMatterError(1, f"not valid TOML: {error}") from error
    return {
        key: [str(item) for item in (value if isinstance(value, list) else [value])] for key, value in table.items()
    }


def _texts(value: Value) -> list[str]:
    items = value.items if value.items is not None else (value,)
    return [text for item in items if (text := (item.text or item.pair).strip())]


def _values(meta: Meta, field: str) -> list[str]:
    """Return the values of the keys that mean a field, as one line each."""
    texts = [text for key, values in meta.items() if read_name(key).field == field for text in values]
    return [line for text in texts if (line := plain_line(without_shortcodes(text)))]


def _name_of(meta: Meta) -> str:
    """Return the name of a page: of its keys the one that says it most surely."""
    keys = sorted((key for key in meta if read_name(key).field == "name"), key=lambda key: -read_name(key).weight)
    return next((line for key in keys for text in meta[key] if (line := plain_line(text))), "")


def _first_heading(body: str) -> str:
    found = re.search(r"^#\s+(.+?)\s*#*\s*$", body, re.MULTILINE)
    return plain_line(found[1].strip("*_` ")) if found else ""


def _aliases(meta: Meta, name: str) -> tuple[str, ...]:
    texts = (item for text in _values(meta, "aliases") for item in split(text, commas=True))
    keys = {name_key(text): text for text in texts if not text.startswith("/")}  # Hugo's aliases are addresses
    keys.pop(name_key(name), None)
    return tuple(keys.values())


def _sections(sections: tuple[tuple[str, str], ...]) -> tuple[dict[str, Any], list[str], list[tuple[str, str]]]:
    """Return the texts by field, the examples, and the other sections; the first text is the definition."""
    texts: dict[str, Any] = {}
    examples: list[str] = []
    further: dict[str, str] = {}
    for heading, text in sections:
        field = _field(heading, has_definition="definition" in texts)
        if not text.strip():
            continue
        if field == "examples":
            examples.append(text)
        elif field and field not in texts:
            texts[field] = text
        else:
            title = heading or "More"
            title = title if not heading_fault(title) else f"{title} (section)"[:100]
            further[title] = f"{further[title]}\n\n{text}" if title in further else text
    return texts, examples, list(further.items())


def _field(heading: str, *, has_definition: bool) -> str:
    key = name_key(heading)
    if not has_definition and (not heading or key in _OPENINGS):
        return "definition"
    if heading in HEADINGS:
        return HEADINGS[heading]
    return "examples" if read_name(heading).field == "examples" else "" if has_definition else "definition"

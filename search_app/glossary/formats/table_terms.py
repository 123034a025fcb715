"""Rows of a table become terms: our own exactly as they were, others' by the layout that was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search_app.glossary.changes import is_date, newest_first, read_change, read_review
from search_app.glossary.citations import read_source
from search_app.glossary.formats.cells import listed, split, unescaped, unique
from search_app.glossary.formats.column_names import HEADING, LISTS
from search_app.glossary.formats.columns import SAMPLE_ROWS, Layout, Row, find_layout, wrong_mapping
from search_app.glossary.formats.exchange import ImportResult, ReadOptions, SiteHints
from search_app.glossary.formats.file_bytes import refused
from search_app.glossary.formats.foreign_values import day_of, status_of
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.jsonl import category_slug
from search_app.glossary.formats.safe_markdown import markdown_of, plain_line
from search_app.glossary.formats.table_rows import further_sections
from search_app.glossary.model import DRAFT, PREFERRED, STATUSES, Category, Fault, Origin, Term
from search_app.glossary.naming import BULK_SLUG, is_slug, name_key, slug_of

MAX_NAME = 120  # characters of a name, as in a term file
MAX_FAULTS = 1_000  # rows with a fault that are reported
LONGEST_SLUG = 150  # bytes: a name of a file has 255 at most
OTHER_CATEGORY = "general"  # of terms without one
_PLAIN_LISTS = ("aliases", "asked_as", "not_linked")

Cells = dict[str, list[str]]  # the texts of a row by field


def read_table(rows: Sequence[Row], shown: str, options: ReadOptions, guessed: Iterable[str]) -> ImportResult:
    """Return the terms of a table, whose rows have no cells that are all empty.

    Args:
        rows: the lines and cells of the whole table, its header among the first.
        shown: the file's name in faults.
        options: what --map and --lang say.
        guessed: sentences about the file, for the report.
    """
    if wrong := wrong_mapping(options.columns):
        return refused(shown, wrong)
    layout = find_layout(rows[: SAMPLE_ROWS + 50], options)
    if not layout.has("name"):
        headers = ", ".join(repr(cell) for cell in rows[max(0, layout.first - 1)][1] if cell) if rows else ""
        return refused(shown, f"has no column of names; name it with --map COLUMN=name. The columns are {headers}.")
    report = ReportBuilder()
    for sentence in (*guessed, *layout.guessed):
        report.guess(sentence)
    if not layout.own:
        _report_columns(layout, report)
    reader = _OwnRows(shown, layout, report) if layout.own else _ForeignRows(shown, layout, report)
    for line, cells in rows[layout.first :]:
        reader.add(line, cells)
    if not reader.terms and not reader.faults:
        reader.fault(1, "has no rows with a term; see which columns were taken, and name others with --map.")
    return reader.result()


def _report_columns(layout: Layout, report: ReportBuilder) -> None:
    for column in layout.columns:
        report.guess(f"The column {column.header!r} is {column.field}.")
    for name, reason in layout.left_out:
        report.leave(f"columns ({reason})", name)


class _Rows:
    """Collects terms, faults and what is reported."""

    def __init__(self, shown: str, layout: Layout, report: ReportBuilder) -> None:
        self.shown, self.columns, self.report = shown, layout.columns, report
        self.terms: list[Term] = []
        self.faults: list[Fault] = []
        self.categories: dict[str, Category] = {}
        report.take("terms", 0)  # the first line of the report

    def fault(self, line: int, message: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(self.shown, line, message))

    def result(self) -> ImportResult:
        self.report.take("terms", len(self.terms))
        hints = SiteHints(categories=tuple(self.categories.values()))
        return ImportResult(tuple(self.terms), hints, tuple(self.faults), self.report.report())

    def category(self, name: str) -> str:
        """Return the slug of a category, which is noted."""
        slug = category_slug(name)
        if slug:
            self.categories.setdefault(slug, Category(slug, name))
        return slug

    def cells(self, cells: Sequence[str]) -> Cells:
        """Return the texts of a row by field, without the columns that are empty."""
        found: Cells = defaultdict(list)
        for column in self.columns:
            if column.place < len(cells) and (text := cells[column.place]).strip():
                found[column.field].append(unescaped(text))
        return found


class _OwnRows(_Rows):
    """Reads what `table_rows.py` wrote: a value that was changed to something impossible is a fault of its row."""

    def add(self, line: int, cells: Sequence[str]) -> None:
        found = self.cells(cells)
        values: dict[str, Any] = {"further": ()}
        for field, texts in found.items():
            if field == "examples":
                values[field] = tuple(text.strip("\n") for text in texts)
            elif field == "further":
                values[field] += further_sections(texts[0])
            elif field.startswith(HEADING):
                values["further"] += ((field.removeprefix(HEADING), texts[0].strip("\n")),)
            elif field in LISTS:
                values[field] = tuple(dict.fromkeys(listed(texts[0])))
            else:
                values[field] = texts[0].strip("\n")
        if wrong := _converted(values):
            self.fault(line, wrong)
            return
        for slug in values["categories"]:
            self.categories.setdefault(slug, Category(slug, slug.replace("-", " ").capitalize()))
        self.terms.append(Term(**values, origin=Origin(self.shown, start=line)))


def _converted(values: dict[str, Any]) -> str:
    """Turn the values of our own table into those of a term; return what is wrong with one, or an empty string."""
    values["categories"] = values.get("categories") or (OTHER_CATEGORY,)
    values.setdefault("definition", "")
    if wrong := _identity_fault(values) or _value_fault(values):
        return wrong
    if values.get("reviewed"):
        values["reviewed"] = [values["reviewed"]]
    for key, read in (("changes", read_change), ("sources", read_source), ("reviewed", read_review)):
        read_values: list[Any] = [read(text) for text in values.get(key, ())]
        if wrong := next((each for each in read_values if isinstance(each, str)), ""):
            return f"in {key!r}, {wrong}"
        values[key] = tuple(read_values)
    values["changes"] = newest_first(values["changes"])
    values["reviewed"] = next(iter(values["reviewed"]), None)
    return ""


def _identity_fault(values: Mapping[str, Any]) -> str:
    missing = [key for key in ("slug", "name") if not values.get(key)]
    if missing:
        return f"the {missing[0]} is empty; write one, or delete the row."
    if not BULK_SLUG.fullmatch(values["slug"]):
        return f"{values['slug']!r} is not a slug; write small letters, digits and hyphens, such as wage-theft."
    return ""


def _value_fault(values: Mapping[str, Any]) -> str:
    status = values.get("status", PREFERRED)
    if status not in STATUSES:
        return f"the status is {status!r}; write one of {', '.join(STATUSES)}."
    if not values["definition"] and status != DRAFT:
        return "the definition is empty; write one, delete the row, or set the status to draft."
    if (day := values.get("updated", "")) and not is_date(day):
        return f"{day!r} is not a date; write year-month-day, such as 2026-11-23."
    return ""


class _ForeignRows(_Rows):
    """Reads tables of others: texts are plain, names become slugs, and related names are resolved at the end."""

    def __init__(self, shown: str, layout: Layout, report: ReportBuilder) -> None:
        super().__init__(shown, layout, report)
        self.defines = layout.has("definition")
        self._seen: set[tuple[str, ...]] = set()

    def add(self, line: int, cells: Sequence[str]) -> None:
        found = self.cells(cells)
        name = _without_colon(plain_line(" ".join(found.get("name", ()))))
        texts: dict[str, Any] = {field: markdown_of(each[0]) for field, each in found.items() if field in _TEXT_FIELDS}
        if not name or (len(found) == 1 and self.defines):
            self.report.leave("rows without a name, or with nothing else", name or next(iter(cells), ""))
            return
        if len(name) > MAX_NAME:
            self.fault(line, f"the name {name[:40] + '…'!r} has {len(name)} characters, the limit is {MAX_NAME}.")
            return
        if not (wanted := _slug(found, name)):
            self.fault(line, f"the name {name!r} has no letter or digit to make a slug of.")
            return
        definition = texts.get("definition", "")
        if not definition:
            self.report.leave("definitions: the terms come in as drafts, to be written", name)
        if not self._is_new(name, texts):
            self.report.leave("rows that repeat a term and its texts", name)
            return
        self._add_term(line, name, wanted, found, texts)
        self._count(found)

    def _is_new(self, name: str, texts: Mapping[str, str]) -> bool:
        """Return whether no earlier row has this name and these texts."""
        key = (name_key(name), *sorted(texts.values()))
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _add_term(self, line: int, name: str, wanted: str, found: Cells, texts: Mapping[str, Any]) -> None:
        key = name_key(name)
        names = [each for each in self._names(found) if name_key(each) != key]
        self.terms.append(
            Term(
                slug=self.report.free_slug(wanted, name),
                name=name,
                categories=self._categories(found),
                aliases=tuple(names),
                asked_as=_phrasings(found),
                examples=tuple(markdown_of(text) for text in found.get("examples", ())),
                related=self._slugs(found, "related"),
                broader=self._slugs(found, "broader"),
                sources=tuple(source for text in found.get("sources", ()) if (source := self._source(text))),
                updated=self._day(found),
                status=status_of(found.get("status", ())) if texts.get("definition") else DRAFT,
                further=_further(found),
                origin=Origin(self.shown, start=line),
                **{"definition": "", **texts},
            )
        )  # fmt: skip

    def result(self) -> ImportResult:
        """Return the result, with links to terms that the table has by name or slug."""
        slugs = {term.slug: term.slug for term in self.terms}
        by_name = {name_key(name): term.slug for term in reversed(self.terms) for name in (*term.aliases, term.name)}
        self.terms = [self._linked(term, slugs, by_name) for term in self.terms]
        return super().result()

    def _linked(self, term: Term, slugs: Mapping[str, str], by_name: Mapping[str, str]) -> Term:
        if not term.related and not term.broader:
            return term
        resolved: dict[str, Any] = {}
        for field in ("related", "broader"):
            names = getattr(term, field)
            found = [slugs.get(name) or by_name.get(name_key(name), "") for name in names]
            self.report.leave_all(
                f"{field} names that no term has", [n for n, slug in zip(names, found, strict=True) if not slug]
            )
            resolved[field] = tuple(dict.fromkeys(slug for slug in found if slug and slug != term.slug))
        return replace(term, **resolved)

    def _names(self, found: Cells) -> list[str]:
        names = unique(plain_line(item) for text in found.get("aliases", ()) for item in split(text, commas=True))
        self.report.leave_all("names that are too long", [name for name in names if len(name) > MAX_NAME])
        return list({name_key(name): name for name in reversed(names) if len(name) <= MAX_NAME}.values())[::-1]

    def _categories(self, found: Cells) -> tuple[str, ...]:
        names = [item for text in found.get("categories", ()) for item in split(text, commas=False)]
        names += [item for text in found.get("tags", ()) for item in split(text, commas=True)]
        slugs = [self.category(plain_line(_last_part(name))) for name in names]
        return tuple(dict.fromkeys(filter(None, slugs))) or (self.category(OTHER_CATEGORY.capitalize()),)

    def _slugs(self, found: Cells, field: str) -> tuple[str, ...]:
        return tuple(unique(plain_line(item) for text in found.get(field, ()) for item in split(text, commas=True)))

    def _source(self, text: str) -> Any:
        source = read_source(plain_line(text))
        if isinstance(source, str):
            self.report.leave("sources that are no citation and have no address", text)
            return None
        self.report.take("sources")
        return source

    def _day(self, found: Cells) -> str:
        texts = found.get("updated", [])
        day = day_of(texts)
        self.report.leave_all("dates that are not year-month-day", [] if day else texts)
        return day

    def _count(self, found: Cells) -> None:
        for field, values in found.items():
            if field != "sources":
                self.report.take(field.removeprefix(HEADING), len(values))


_TEXT_FIELDS = ("definition", "misuse", "actions", "benefits", "conclusion")


def _slug(found: Cells, name: str) -> str:
    """Return the slug that a row has, or that of its name, short enough for the name of a file."""
    written = (found.get("slug") or [""])[0].strip().lower()
    slug = written if is_slug(written) else slug_of(name)
    return slug.encode()[:LONGEST_SLUG].decode(errors="ignore").strip("-")


def _phrasings(found: Cells) -> tuple[str, ...]:
    return tuple(unique(item for text in found.get("asked_as", ()) for item in split(text, commas=False)))


def _further(found: Cells) -> tuple[tuple[str, str], ...]:
    sections = {field: texts for field, texts in found.items() if field.startswith(HEADING)}
    return tuple((field.removeprefix(HEADING), markdown_of(texts[0])) for field, texts in sections.items())


def _without_colon(name: str) -> str:
    return name.rstrip(" :") or name


def _last_part(name: str) -> str:
    """Return the name of a category that is an address: its last part."""
    return name.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1].replace("_", " ") if "://" in name else name

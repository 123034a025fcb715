"""The layout of a table: where its header is, and which column is which field of a term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from search_app.glossary.formats.column_names import FIELDS, HEADING, ColumnName, is_own, read_name
from search_app.glossary.formats.exchange import ReadOptions

Row = tuple[int, list[str]]  # the line of a row, and its cells

HEADER_ROWS = 30  # at the top of a table, among which the header is
SAMPLE_ROWS = 300  # that show what a column without a name is
LONGEST_HEADER = 80  # characters
SEVERAL = ("aliases", "tags", "examples", "related", "sources", "categories")  # fields that may have several columns
IGNORED = ("ignore", "")  # fields of --map for a column that is not wanted


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is taken: its place, its name in the file, and the field of a term."""

    place: int
    header: str
    field: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table has what; `first` is the place of the first row with a term.

    `own` says that we wrote the table: its texts are Markdown. `left_out` are names of columns that are not taken, with
    the reason; `guessed` are sentences.
    """

    first: int
    columns: tuple[Column, ...]
    own: bool = False
    left_out: tuple[tuple[str, str], ...] = ()
    guessed: tuple[str, ...] = ()

    def has(self, field: str) -> bool:
        return any(column.field == field for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Header:
    """A column that may be taken: what its name says, and whether --map decided it."""

    place: int
    text: str
    said: ColumnName
    mapped: bool = False


def known_names(cells: Sequence[str]) -> int:
    """Return how many cells are names of columns."""
    return sum(bool(read_name(cell).field) for cell in cells if 0 < len(cell) <= LONGEST_HEADER)


def find_layout(rows: Sequence[Row], options: ReadOptions) -> Layout:
    """Return the layout of the table that begins with `rows`: by --map, by names of columns, else by their texts."""
    at = _header_row(rows, options.columns)
    names = [" ".join(cell.split()) for cell in rows[at][1]] if at >= 0 else []
    if is_own(names) and not options.columns:
        return _own_layout(names, at)
    samples = [cells for _, cells in rows[at + 1 : at + 1 + SAMPLE_ROWS] if any(cells)]
    width = max((len(cells) for cells in samples), default=len(names))
    headers = [_read(place, names, options.columns) for place in range(max(width, len(names)))]
    language, note = _language(headers, options.language)
    guessed = [note] if note else []
    if at < 0:
        guessed.append("The table has no header: its columns are numbered from 1.")
    elif at:
        guessed.append(f"The header is in line {rows[at][0]}; the {at} rows above it are not terms.")
    chosen, left_out = _chosen(headers, language)
    for found, sentence in _by_content(chosen, headers, samples):
        chosen.append(found)
        guessed.append(sentence)
    taken = {column.place for column in chosen}
    left_out += [(header.text, "no field of a term") for header in headers
                 if header.place not in taken and header.text and not header.said.field]  # fmt: skip
    unnamed = [(name, reason) for name, reason in left_out if name not in {each.header for each in chosen}]
    columns = tuple(sorted(chosen, key=lambda column: column.place))
    return Layout(at + 1, columns, left_out=tuple(unnamed), guessed=tuple(guessed))


def wrong_mapping(columns: Mapping[str, str]) -> str:
    """Return what is wrong with the fields of --map, or an empty string."""
    for name, field in columns.items():
        if field not in (*FIELDS, "tags", *IGNORED) and not field.startswith(HEADING):
            allowed = ", ".join(FIELDS)
            return f"--map {name}={field}: there is no field {field!r}; use one of {allowed}, or ignore."
    return ""


def _own_layout(names: list[str], at: int) -> Layout:
    known = [Column(place, name, name) for place, name in enumerate(names) if name in FIELDS or name[:3] == HEADING]
    known += [Column(place, name, "examples") for place, name in enumerate(names) if name.startswith("example ")]
    others = tuple((name, "no field of a term") for name in names if name not in {each.header for each in known})
    return Layout(at + 1, tuple(sorted(known, key=lambda column: column.place)), own=True, left_out=others)


def _header_row(rows: Sequence[Row], mapping: Mapping[str, str]) -> int:
    """Return the place of the row with the names of columns, or -1."""
    wanted = {_key(name) for name in mapping if not name.isdigit()}
    best, most = -1, 0
    widths = [len([cell for cell in cells if cell.strip()]) for _, cells in rows[:SAMPLE_ROWS]]
    for at, (_, cells) in enumerate(rows[:HEADER_ROWS]):
        if wanted and wanted <= {_key(cell) for cell in cells}:
            return at
        if any(len(cell) > LONGEST_HEADER for cell in cells) or not widths[at]:
            continue
        read = [read_name(cell) for cell in cells]
        said = {name.field: name.weight for name in read if name.field}
        score = sum(said.values()) + 4 * ("name" in said and "definition" in said)
        is_numbered = all(name.numbered for name in read if name.field)  # as a term may be: "Form 1040"
        enough = len(said) > 1 or (len(said) == 1 and widths[at] == max(widths) and not is_numbered)
        if enough and score > most:
            best, most = at, score
    return best


def _read(place: int, names: Sequence[str], mapping: Mapping[str, str]) -> _Header:
    text = names[place] if place < len(names) else ""
    for name, field in mapping.items():
        if name == str(place + 1) or (text and _key(name) == _key(text)):
            return _Header(place, text or name, ColumnName(field, 9), mapped=True)
    return _Header(place, text, read_name(text) if text else ColumnName())


def _language(headers: Sequence[_Header], wanted: str) -> tuple[str, str]:
    """Return the language of the columns to take, and a sentence about the choice."""
    found = list(dict.fromkeys(each.said.language for each in headers if each.said.language and each.said.field))
    base = wanted.lower().partition("-")[0]
    if not found:
        return "", ""
    if base in found:
        return base, ""
    chosen = "en" if "en" in found else found[0]
    if wanted:
        return chosen, f"No column is in the language {wanted!r}; columns in {chosen!r} are taken."
    return chosen, f"Columns in {chosen!r} are taken; choose another language with --lang." if len(found) > 1 else ""


def _chosen(headers: Sequence[_Header], language: str) -> tuple[list[Column], list[tuple[str, str]]]:
    """Return the columns whose names say a field, and those left out because of others."""
    left_out: list[tuple[str, str]] = []
    usable: list[_Header] = []
    for header in headers:
        if header.mapped and header.said.field in IGNORED:
            left_out.append((header.text, "as you asked"))
        elif header.said.field == "number":
            left_out.append((header.text, "a number or an address, not a slug"))
        elif header.said.field and header.said.language not in ("", language) and not header.mapped:
            left_out.append((header.text, f"in the language {header.said.language!r}"))
        elif header.said.field:
            usable.append(header)
    chosen: list[Column] = []
    for header in sorted(usable, key=lambda each: (-each.said.weight, each.said.numbered)):
        field = _field(header, chosen)
        if field:
            chosen.append(Column(header.place, header.text, field))
        else:
            left_out.append((header.text, f"another column is the {header.said.field}"))
    return chosen, left_out


def _field(header: _Header, chosen: Sequence[Column]) -> str:
    """Return the field that a column becomes beside those chosen before, or an empty string."""
    field = header.said.field
    taken = {column.field for column in chosen}
    if field == "code":
        return "aliases" if "name" in taken else "name"
    return field if field in SEVERAL or field not in taken else ""


def _by_content(
    chosen: Sequence[Column], headers: Sequence[_Header], samples: Sequence[Sequence[str]]
) -> Iterator[tuple[Column, str]]:
    """Yield columns for a missing name or definition, by the texts in the others, each with a sentence."""
    taken = {column.place for column in chosen}
    fields = {column.field for column in chosen}
    free = [_numbered(each) for each in headers if each.place not in taken and not each.said.field]
    texts = {each.place: [row[each.place].strip() for row in samples if each.place < len(row)] for each in free}
    measured = {place: _measure([text for text in cells if text]) for place, cells in texts.items()}
    if "name" not in fields:
        named = [each for each in free if measured[each.place][1] > 0.8 and 1 < measured[each.place][0] <= 60]
        if named:
            name = named[0]
            free.remove(name)
            yield Column(name.place, name.text, "name"), f"{name.text} is the name: its texts are short, each once."
    if "definition" not in fields:
        longest = max(free, key=lambda each: measured[each.place][0], default=None)
        if longest and measured[longest.place][0] >= 12:
            column = Column(longest.place, longest.text, "definition")
            yield column, f"{longest.text} is the definition: its texts are the longest."


def _numbered(header: _Header) -> _Header:
    """Return a header with its number as the name if it has none."""
    return header if header.text else replace(header, text=f"column {header.place + 1}")


def _measure(texts: Sequence[str]) -> tuple[float, float]:
    """Return the average length of texts, and the share of them that are different and no numbers."""
    if not texts:
        return 0.0, 0.0
    words = {text for text in texts if not text.replace(".", "").replace(",", "").isdigit()}
    return sum(map(len, texts)) / len(texts), len(words) / len(texts)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())

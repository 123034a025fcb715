"""Terms as rows of a table, one a row: the header, and the cells of each term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search_app.glossary.formats.cells import escaped, joined
from search_app.glossary.formats.column_names import HEADING
from search_app.glossary.model import Term

BEFORE = ("slug", "name", "status", "successor", "categories", "aliases", "asked_as", "definition")
AFTER = (
    "misuse", "actions", "benefits", "conclusion", "related", "broader", "sources", "help", "reviewed", "updated",
    "changes", "not_linked",
)  # fmt: skip
MOST_HEADINGS = 30  # sections that have a column each; of more, one column contains all


@dataclass(frozen=True, slots=True)
class Rows:
    """The header of a table, and its terms: examples have a column each, and so have sections of other headings."""

    terms: Sequence[Term]
    examples: int
    headings: tuple[str, ...]

    @property
    def header(self) -> list[str]:
        numbered = [f"example {number}" for number in range(1, self.examples + 1)]
        sections = [HEADING + heading for heading in self.headings] or ["further"] * any(t.further for t in self.terms)
        return [*BEFORE, *numbered, *AFTER, *sections]

    def __iter__(self) -> Iterator[list[str]]:
        """Yield the cells of each term, escaped."""
        sections = self.header[len(BEFORE) + self.examples + len(AFTER) :]
        for term in self.terms:
            examples = [*term.examples, *[""] * (self.examples - len(term.examples))]
            cells = [*(_cell(term, key) for key in BEFORE), *examples, *(_cell(term, key) for key in AFTER)]
            if self.headings:
                texts = dict(term.further)
                cells += [texts.get(heading, "") for heading in self.headings]
            elif sections:
                cells.append(further_text(term.further))
            yield [escaped(cell) for cell in cells]


def rows_of(terms: Sequence[Term]) -> Rows:
    """Return the rows of `terms`."""
    return Rows(terms, max((len(term.examples) for term in terms), default=0), _headings(terms))


def further_text(sections: Sequence[tuple[str, str]]) -> str:
    """Return sections as Markdown below their headings."""
    return "\n\n".join(f"{HEADING}{heading}\n\n{text}" for heading, text in sections)


def further_sections(markdown: str) -> tuple[tuple[str, str], ...]:
    """Return the sections that `further_text` wrote."""
    found: list[tuple[str, list[str]]] = []
    fence = ""
    for line in markdown.split("\n"):
        mark = line.lstrip()[:3]
        if mark in ("```", "~~~") and fence in ("", mark):
            fence = "" if fence else mark
        if line.startswith(HEADING) and not fence:
            found.append((line.removeprefix(HEADING).strip(), []))
        elif found:
            found[-1][1].append(line)
    return tuple((heading, "\n".join(lines).strip("\n")) for heading, lines in found)


def _headings(terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the headings of further sections if columns in one order can contain them, else nothing."""
    headings = list(dict.fromkeys(heading for term in terms for heading, _ in term.further))
    place = {heading: number for number, heading in enumerate(headings)}
    for term in terms:
        places = [place[heading] for heading, _ in term.further]
        if places != sorted(set(places)) or any(not text for _, text in term.further):
            return ()
    return tuple(headings) if len(headings) <= MOST_HEADINGS else ()


def _cell(term: Term, key: str) -> str:
    value = getattr(term, key)
    if key == "changes":
        return joined([f"{change.day}: {change.note}" for change in value])
    if isinstance(value, tuple):
        return joined([str(item) for item in value])
    return "" if value is None else str(value)

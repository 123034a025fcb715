"""Collect what becomes of the content of a file while it is imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import count

from search_app.glossary.formats.exchange import Clash, ImportReport, Tally

EXAMPLES = 3  # shown of each kind
LONGEST_EXAMPLE = 60  # characters


class ReportBuilder:
    """Counts what is taken and what is not, by kind; kinds are plurals, such as `notations`."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()
        self._not_taken: Counter[str] = Counter()
        self._examples: dict[str, list[str]] = {}
        self._guessed: dict[str, None] = {}
        self._guessed_of: dict[str, Tally] = {}
        self._slugs: dict[str, list[str]] = {}
        self._numbered: dict[str, int] = {}

    def take(self, kind: str, amount: int = 1) -> None:
        """Count what became part of a term."""
        self._taken[kind] += amount

    def leave(self, kind: str, example: str = "", amount: int = 1) -> None:
        """Count what did not become part of a term."""
        self._not_taken[kind] += amount
        shown = _shortened(example)
        examples = self._examples.setdefault(kind, [])
        if shown and len(examples) < EXAMPLES and shown not in examples:
            examples.append(shown)

    def leave_all(self, kind: str, examples: Iterable[str]) -> None:
        """Count several of a kind."""
        for example in examples:
            self.leave(kind, example)

    def guess(self, sentence: str) -> None:
        """Note a decision that the file does not state; each sentence is reported once."""
        self._guessed[sentence] = None

    def guess_of(self, kind: str, example: str) -> None:
        """Note a decision about one of several items; `kind` describes the items and the decision."""
        tally = self._guessed_of.get(kind, Tally(kind, 0))
        shown = _shortened(example)
        examples = (*tally.examples, shown) if len(tally.examples) < EXAMPLES else tally.examples
        self._guessed_of[kind] = Tally(kind, tally.count + 1, examples)

    def free_slug(self, wanted: str, name: str) -> str:
        """Return `wanted`, or with a number behind it if it is taken; then `name` is reported as clashing."""
        names = self._slugs.setdefault(wanted, [])
        names.append(name)
        if len(names) == 1:
            return wanted
        for number in count(self._numbered.get(wanted, 2)):
            slug = f"{wanted}-{number}"
            if slug not in self._slugs:
                self._numbered[wanted] = number + 1
                self._slugs[slug] = [name]
                return slug
        raise AssertionError("count() does not end")

    def report(self) -> ImportReport:
        """Return what was collected."""
        taken = tuple(Tally(kind, amount) for kind, amount in self._taken.items() if amount)
        left = tuple(Tally(kind, amount, tuple(self._examples[kind])) for kind, amount in self._not_taken.items())
        clashes = tuple(Clash(slug, tuple(names)) for slug, names in self._slugs.items() if len(names) > 1)
        guessed = (*self._guessed, *(str(tally) for tally in self._guessed_of.values()))
        return ImportReport(taken, left, guessed, clashes)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXAMPLE else line[: LONGEST_EXAMPLE - 1].rstrip() + "…"

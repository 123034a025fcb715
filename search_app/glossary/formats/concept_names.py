"""Names and slugs of imported terms: one name leads to one term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.safe_markdown import plain_line
from search_app.glossary.naming import is_slug, name_key, slug_of, slugify

LONGEST_NAME = 120  # characters, as in a term file
LONGEST_SLUG = 80
LONGEST_QUALIFIER = 40
MOST_ALIASES = 100


class NameRegister:
    """Gives each term a name and a slug of its own, and each alias to one term."""

    def __init__(self, report: ReportBuilder) -> None:
        self._report = report
        self._claimed: set[str] = set()
        self._numbers: dict[str, int] = {}  # the next one for a name that several terms have

    def name(self, text: str, qualifiers: Iterable[str]) -> str:
        """Return `text` as a name; if another term has it, with the first qualifier in brackets that makes it new."""
        name = self._short(plain_line(text))
        if name_key(name) in self._claimed:
            found = next(each for each in self._qualified(name, qualifiers) if name_key(each) not in self._claimed)
            self._report.guess_of("names that another term has, told apart by what is in brackets", found)
            name = found
        self._claimed.add(name_key(name))
        return name

    def slug(self, name: str, identifier: str) -> str:
        """Return the slug of a term: its identifier, if that is words and no code, or else made from its name."""
        wanted = identifier if is_wordy(identifier) else short_slug(name)
        return self._report.free_slug(wanted or slugify(identifier)[:LONGEST_SLUG].strip("-") or "term", name)

    def aliases(self, texts: Iterable[str], name: str) -> tuple[str, ...]:
        """Return the texts that may be other names of the term `name`: not too long, and of no other term."""
        own = name_key(name)
        found: dict[str, str] = {}
        for text in texts:
            alias = plain_line(text)
            key = name_key(alias)
            if not key or key == own or key in found:
                continue
            if len(alias) > LONGEST_NAME or len(found) == MOST_ALIASES:
                self._report.leave("other names that are too long or too many", alias)
            elif key in self._claimed:
                self._report.leave("other names that another term has", alias)
            else:
                found[key] = alias
        self._claimed.update(found)
        return tuple(found.values())

    def _qualified(self, name: str, qualifiers: Iterable[str]) -> Iterator[str]:
        """Yield the name with each qualifier, then with numbers that it has not had yet."""
        head = name[: LONGEST_NAME - LONGEST_QUALIFIER - 3]
        for qualifier in qualifiers:
            if qualifier and len(qualifier) <= LONGEST_QUALIFIER:
                yield f"{head} ({qualifier})"
        for number in count(self._numbers.get(head, 2)):
            self._numbers[head] = number + 1
            yield f"{head} ({number})"

    def _short(self, name: str) -> str:
        if len(name) <= LONGEST_NAME:
            return name
        cut = name[: LONGEST_NAME - 1]
        short = (cut.rpartition(" ")[0] if " " in cut[LONGEST_NAME // 2 :] else cut).rstrip(" ,;:") + "…"
        self._report.guess_of(f"names longer than {LONGEST_NAME} characters, cut", short)
        return short


def is_wordy(identifier: str) -> bool:
    """Return whether an identifier is a slug that people can read: `wage-theft`, not `c-1203`."""
    return is_slug(identifier) and not any(map(str.isdigit, identifier)) and len(identifier) <= LONGEST_SLUG


def short_slug(name: str) -> str:
    """Return the slug of a name, cut at a hyphen if it is long; empty if the name has neither letters nor digits."""
    slug = slug_of(name)
    if len(slug) <= LONGEST_SLUG:
        return slug
    head = slug[:LONGEST_SLUG]
    return slug_of((head.rpartition("-")[0] or head).replace("-", " "))

"""The things a glossary is made of, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from search_app.language.english import ENGLISH


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file, with the mend, printed as `path:line: message`."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing an editor should look at again, with the mend; it keeps nothing from being published.

    `kind` is the name of the check, as docs/terms.md lists it.
    """

    path: str
    line: int
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: warning: {self.message}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a term was written: its file, and the lines of keys and sections.

    `""` stands for the term itself, a section goes by its anchor, such as `example-2`.
    """

    path: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    def fault(self, key: str, message: str) -> Fault:
        """Return a fault at the line of `key`, or of the term where the key has none."""
        return Fault(self.path, self.line(key), message)

    def line(self, key: str) -> int:
        """Return the line of `key`, or of the term where the key has none."""
        return self.lines.get(key, self.lines.get("", 1))


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a term's text, in Markdown: `kind` names it, `anchor` is its place on the page."""

    kind: str
    anchor: str
    title: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term as its author wrote it. Text fields are Markdown; `categories` has the primary one first.

    `not_linked` repeats those of its names that other terms' texts use in another sense.
    `updated` is an ISO date, or empty in a bulk collection that does not say.
    """

    slug: str
    name: str
    categories: tuple[str, ...]
    definition: str
    aliases: tuple[str, ...] = ()
    asked_as: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    misuse: str = ""
    benefits: str = ""
    conclusion: str = ""
    related: tuple[str, ...] = ()
    updated: str = ""
    not_linked: tuple[str, ...] = ()
    origin: Origin = field(default=Origin(), compare=False, repr=False)

    def sections(self) -> Iterator[Section]:
        """Yield the parts that have text, in the order a page shows them."""
        if self.definition:
            yield Section("definition", "definition", "Definition", self.definition)
        for number, example in enumerate(self.examples, 1):
            yield Section("example", f"example-{number}", f"Example #{number}", example)
        for kind in ("misuse", "benefits", "conclusion"):
            if text := getattr(self, kind):
                yield Section(kind, kind, kind.capitalize(), text)


@dataclass(frozen=True, slots=True)
class Category:
    slug: str
    name: str
    description: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who publishes the glossary; links may be empty, and are then not shown."""

    name: str = ""
    blurb: str = ""
    url: str = ""
    donate: str = ""
    volunteer: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Synonym:
    """What people say, and the words of the glossary that mean the same."""

    said: str
    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """What `glossary.toml` says. `categories` stand in display order; `accent` is the one colour of the site's own."""

    title: str = "Glossary"
    tagline: str = ""
    contact: str = ""
    organisation: Organisation = Organisation()
    categories: tuple[Category, ...] = ()
    embed_origins: tuple[str, ...] = ()
    accent: str = ""
    synonyms: tuple[Synonym, ...] = ()

    @property
    def language(self) -> str:
        """The language tag of the terms and pages (BCP 47)."""
        return ENGLISH.code

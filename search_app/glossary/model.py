"""The model of a glossary: site, categories, terms, sections, and the faults found in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count

from search_app.glossary.naming import slug_of

AGENCIES_FILE = "agencies.toml"
END = "end"  # the key of the last line of a file in Origin.lines
_NO_LINES: Mapping[str, int] = {}  # one for all: a collection has hundreds of thousands of origins
PREFERRED, DRAFT, DEPRECATED = STATUSES = ("preferred", "draft", "deprecated")


@dataclass(frozen=True, slots=True)
class Headings:
    """The titles of a term's sections in one language, by kind; further sections have titles of their own."""

    definition: str = "Definition"
    example: str = "Example"
    misuse: str = "Misuse"
    actions: str = "What you can do"
    benefits: str = "Benefits"
    conclusion: str = "Conclusion"


ENGLISH_HEADINGS = Headings()
# The headings that a term has once at most, in the order of a page, each with its field and kind of section.
SINGLE_SECTIONS = {"Misuse": "misuse", "What you can do": "actions", "Benefits": "benefits", "Conclusion": "conclusion"}
ANCHORS = {"actions": "what-you-can-do"}  # by kind, where the two differ
# Fragments of a term's page that sections with other headings must not take.
_RESERVED = re.compile(
    r"definition|example-\d+|misuse|what-you-can-do|benefits|conclusion|help|sources|source-\d+|related|.*-heading|main|q|"
    r"q-suggestions|page-status|footer-.*|address|citation|compare-(?:terms|with)|map-title|feedback.*|missing-term|comment"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """An error in a file, printed as `path:line: message`; the message includes the remedy."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning for editors, with the remedy; it does not prevent publication.

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
    """The file of a term, and the lines of its keys and sections; `start` is the line of a term without any.

    The key `""` is the term itself; the key of a section is its anchor, such as `example-2`.
    """

    path: str = ""
    lines: Mapping[str, int] = field(default_factory=lambda: _NO_LINES)
    start: int = 1

    def fault(self, key: str, message: str) -> Fault:
        """Return a fault at the line of `key`, or at that of the term if the key has none."""
        return Fault(self.path, self.line(key), message)

    def line(self, key: str) -> int:
        """Return the line of `key`, or that of the term if the key has none."""
        return self.lines.get(key, self.lines.get("", self.start))


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a term, in Markdown; `anchor` is the fragment of its address on the term's page."""

    kind: str
    anchor: str
    title: str
    markdown: str


def free_anchor(heading: str, taken: Collection[str]) -> str:
    """Return the slug of `heading`, with a number if it is taken, with `section` before it if the page has it."""
    slug = slug_of(heading)
    if not slug or _RESERVED.fullmatch(slug):
        slug = f"section-{slug}".rstrip("-")
        slug = f"{slug}-1" if slug.endswith("-heading") else slug
    return next(each for each in chain((slug,), (f"{slug}-{number}" for number in count(2))) if each not in taken)


@dataclass(frozen=True, slots=True)
class Change:
    """What an editor changed in a term on a day (an ISO date): one line of plain text."""

    day: str
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a term rests on: a citation such as `29 USC 206`, or the title of a page with the URL its author wrote."""

    text: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.url}".rstrip()


@dataclass(frozen=True, slots=True)
class Review:
    """The day (an ISO date) on which a term was last checked against its sources, and the role of the reader."""

    day: str
    role: str

    def __str__(self) -> str:
        return f"{self.day}, {self.role}"


@dataclass(frozen=True, slots=True)
class Term:
    """A term as its author wrote it. Text fields are Markdown; `categories` has the primary one first.

    `not_linked` lists names of the term that other texts use in another sense.
    `updated` is an ISO date; it may be empty in JSON Lines. `changes` are notes of editors, the newest first.
    `actions` is what readers can do; `further` are the sections with other headings, each heading with its text.
    `help` lists agencies by id. `status` is one of STATUSES; the `successor` of a deprecated term and the `broader`
    terms are slugs. A translation has the `headings` of its language, and in `translates` the date of the text that it
    is a translation of.
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
    changes: tuple[Change, ...] = ()
    actions: str = ""
    further: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    help: tuple[str, ...] = ()
    reviewed: Review | None = None
    status: str = PREFERRED
    successor: str = ""
    broader: tuple[str, ...] = ()
    translates: str = ""
    headings: Headings | None = field(default=None, compare=False)
    origin: Origin = field(default=Origin(), compare=False, repr=False)

    def sections(self) -> Iterator[Section]:
        """Yield the sections that have text, in the order of a page."""
        headings = self.headings or ENGLISH_HEADINGS
        if self.definition:
            yield Section("definition", "definition", headings.definition, self.definition)
        for number, example in enumerate(self.examples, 1):
            yield Section("example", f"example-{number}", f"{headings.example} #{number}", example)
        for kind in SINGLE_SECTIONS.values():
            if text := getattr(self, kind):
                yield Section(kind, ANCHORS.get(kind, kind), getattr(headings, kind), text)
        taken = set[str]()
        for heading, text in self.further:
            anchor = free_anchor(heading, taken)
            taken.add(anchor)
            yield Section("further", anchor, heading, text)


@dataclass(frozen=True, slots=True)
class Category:
    """A category; `slug` identifies it in every language, `address` is its part of URLs in this one."""

    slug: str
    name: str
    description: str = ""
    colour: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        if not self.address:
            object.__setattr__(self, "address", self.slug)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The publisher of the glossary; empty links are not shown."""

    name: str = ""
    blurb: str = ""
    url: str = ""
    donate: str = ""
    volunteer: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Synonym:
    """A rule of query expansion: the phrase `said` by visitors also finds the phrases `meant`."""

    said: str
    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadIn:
    """Words that name no term but lead to some: a law, an agency, a form, a brand.

    Args:
        said: the words, each written as visitors see it.
        terms: slugs of the terms, the most likely first.
        reason: what the words mean, in one line; visitors see it beside each of the terms.
        alone: whether the words lead to the terms only if nothing else is typed: they have an everyday meaning too.
    """

    said: tuple[str, ...]
    terms: tuple[str, ...]
    reason: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Agency:
    """An office that helps people: `does` says with what, in one sentence. `categories` are the subjects it is for.

    `states` names the table of offices where each state has its own.
    """

    id: str
    name: str
    does: str
    phone: str = ""
    url: str = ""
    hours: str = ""
    categories: tuple[str, ...] = ()
    states: str = ""


@dataclass(frozen=True, slots=True)
class StateOffice:
    """The office of one state, such as its insurance department."""

    state: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class StateTable:
    """The offices of one kind, one a state, in the order of the states' names."""

    kind: str
    offices: tuple[StateOffice, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """The settings in `glossary.toml`: `categories` in display order; `accent` is the colour of links and buttons.

    `headline` is the promise to visitors, the heading of the front page. `required` are headings that each term must
    have, `source_hosts` the sites that sources may link to besides official ones. `agencies` and `state_tables` come
    from files of their own. `language` is the tag of terms and pages (BCP 47); `languages` are the tags and names of
    all languages of the glossary, the default one first; `headings` are those of this language.
    """

    title: str = "Glossary"
    tagline: str = ""
    headline: str = ""
    contact: str = ""
    organisation: Organisation = Organisation()
    categories: tuple[Category, ...] = ()
    embed_origins: tuple[str, ...] = ()
    accent: str = ""
    synonyms: tuple[Synonym, ...] = ()
    required: tuple[str, ...] = ()
    source_hosts: tuple[str, ...] = ()
    agencies: tuple[Agency, ...] = ()
    state_tables: tuple[StateTable, ...] = ()
    language: str = "en"
    languages: tuple[tuple[str, str], ...] = (("en", "English"),)
    headings: Headings = ENGLISH_HEADINGS

    def agencies_with(self, ids: Iterable[str]) -> tuple[Agency, ...]:
        """Return the agencies with these ids, in their order."""
        known = {agency.id: agency for agency in self.agencies}
        return tuple(known[each] for each in ids if each in known)

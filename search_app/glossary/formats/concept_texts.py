"""Texts of an imported concept as sections of a term, in one language and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search_app.glossary.formats.concepts import Concept, Text
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.language_choice import LanguageChoice, primary
from search_app.glossary.formats.safe_markdown import escaped, markdown_of, plain_line
from search_app.glossary.model import Source

LONGEST_PHRASING = 120  # characters, as in a term file
MOST_PHRASINGS = 100
MOST_EXAMPLES = 50

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"\\]+")


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a term, in Markdown."""

    definition: str
    examples: tuple[str, ...]
    further: tuple[tuple[str, str], ...]


class TextChoice:
    """Chooses the texts of concepts, and reports those in other languages."""

    def __init__(self, languages: LanguageChoice, report: ReportBuilder) -> None:
        self._languages = languages
        self._report = report

    def sections(self, concept: Concept, name: str, language: str) -> Sections:
        """Return the sections of a term; its first note is the definition of one that has none."""
        definitions, examples, notes = (
            self._markdown(texts, language) for texts in (concept.definitions, concept.examples, concept.notes)
        )
        if not definitions and notes:
            self._report.guess_of("terms without a definition, which get their first note in its place", name)
            definitions, notes = notes[:1], notes[1:]
        elif not definitions:
            self._report.guess_of("terms without any text, which become drafts until a definition is written", name)
        self._report.take("definitions", bool(definitions))
        self._report.take("examples", len(examples[:MOST_EXAMPLES]))
        self._report.take("notes", len(notes))
        self._report.leave_all("examples beyond those that a term may have", examples[MOST_EXAMPLES:])
        return Sections(
            "\n\n".join(definitions), tuple(examples[:MOST_EXAMPLES]), tuple(self._further(concept, language, notes))
        )

    def phrasings(self, concept: Concept, language: str, names: Sequence[str]) -> tuple[str, ...]:
        """Return the hidden names of a concept that are not among its `names`."""
        found: dict[str, None] = {}
        for text in self.same(concept.hidden, language, "names"):
            line = plain_line(text)
            if not line or line in names:
                continue
            if len(line) > LONGEST_PHRASING or len(found) == MOST_PHRASINGS:
                self._report.leave("hidden names that are too long or too many", line)
            else:
                found[line] = None
        self._report.take("hidden names, as phrasings", len(found))
        return tuple(found)

    def same(self, texts: Sequence[Text], language: str, kind: str) -> list[str]:
        """Return the texts in `language`, whatever the region; report the others as `kind` in other languages."""
        chosen, others = self._languages.same(texts, language)
        self._report.leave_all(f"{kind} in other languages", map(_tagged, others))
        return chosen

    def _markdown(self, texts: Sequence[Text], language: str) -> list[str]:
        chosen, others = self._languages.sort(texts, language)
        self._report.leave_all("texts in other languages", map(_tagged, others))
        return list(dict.fromkeys(text for each in chosen if (text := markdown_of(each))))

    def _further(self, concept: Concept, language: str, notes: list[str]) -> Iterator[tuple[str, str]]:
        if notes:
            yield ("Note" if len(notes) == 1 else "Notes", "\n\n".join(notes))
        bases = (primary(language), "") if language else ("", primary(self._languages.wanted))
        cited = [_source(each.source) for each in concept.sources if primary(each.language) in bases]
        if sources := list(dict.fromkeys(filter(None, cited))):
            self._report.take("sources", len(sources))
            yield "Sources", "\n".join(f"- {source}" for source in sources)


def _source(source: Source) -> str:
    text, address = source.text, source.url
    if not address and _ADDRESS.fullmatch(text.strip()):
        text, address = "", text.strip()
    if not _ADDRESS.fullmatch(address):
        return escaped(f"{text} {address}")
    label = escaped(text or address.partition("://")[2].rstrip("/")).replace("[", r"\[").replace("]", r"\]")
    return f"[{label}]({address})"


def _tagged(text: Text) -> str:
    return f"{text.value} ({text.language})" if text.language else text.value

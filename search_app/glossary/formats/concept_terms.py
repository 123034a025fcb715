"""Make terms from the concepts of a foreign file, and report what is not taken and what is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from search_app.glossary.changes import is_date
from search_app.glossary.formats.concept_categories import CategoryChoice
from search_app.glossary.formats.concept_names import NameRegister
from search_app.glossary.formats.concept_relations import slugs_of, without_circles
from search_app.glossary.formats.concept_texts import TextChoice
from search_app.glossary.formats.concepts import Concept, ConceptFile
from search_app.glossary.formats.exchange import ImportResult, ReadOptions, SiteHints
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.language_choice import LanguageChoice, primary
from search_app.glossary.formats.limits import MAX_ITEMS
from search_app.glossary.formats.safe_markdown import plain_line
from search_app.glossary.model import DEPRECATED, DRAFT, PREFERRED, Fault, Origin, Term


def import_concepts(file: ConceptFile, options: ReadOptions, report: ReportBuilder, shown: str) -> ImportResult:
    """Return the terms of `file`; `shown` is its name in faults."""
    importer = _Importer(file, options, report, shown)
    if not (terms := importer.terms()):
        fault = Fault(shown, 1, "contains no concept with a name; is it a glossary in this format?")
        return ImportResult(faults=(fault,), report=report.report())
    return ImportResult(terms, importer.hints(), (), report.report())


@dataclass(frozen=True, slots=True)
class _Named:
    """A concept that has its name and slug; `language` is that of the name."""

    concept: Concept
    name: str
    slug: str
    language: str


class _Importer:
    def __init__(self, file: ConceptFile, options: ReadOptions, report: ReportBuilder, shown: str) -> None:
        self.file = file
        self.report = report
        self.origin = Origin(shown)
        self.languages = LanguageChoice(options.language, file.concepts.values())
        self.categories = CategoryChoice(file, self.languages, shown, report)
        self.names = NameRegister(report)
        self.texts = TextChoice(self.languages, report)
        self.used: Counter[str] = Counter()  # languages of names
        if self.languages.guessed:
            report.guess(f"The language is {self.languages.wanted!r}: most names have it.")

    def terms(self) -> tuple[Term, ...]:
        named = list(self._named())
        self.report.take("terms", len(named))
        slugs = {each.concept.key: each.slug for each in named}
        broader = {each.slug: self._slugs(each, each.concept.broader, slugs, "broader terms") for each in named}
        broader = without_circles(broader, self.report)
        return tuple(self._term(each, slugs, tuple(broader[each.slug])) for each in named)

    def hints(self) -> SiteHints:
        language = max(self.used, key=lambda each: self.used[each], default="")
        language = language or self.file.language or self.languages.wanted
        return SiteHints(self.categories.title, language, self.categories.used())

    def _named(self) -> Iterator[_Named]:
        """Yield the concepts that have a name; all names are given before the first alias."""
        for concept in self.file.concepts.values():
            text = self.languages.name([text for text in concept.names if plain_line(text.value)])
            if text is None:
                self.report.leave("concepts without a name", concept.key)
                continue
            self.used[text.language] += 1
            if text.language and primary(text.language) != primary(self.languages.wanted):
                self.report.guess_of(f"names in another language than {self.languages.wanted!r}", text.value)
            name = self.names.name(text.value, self._qualifiers(concept))
            yield _Named(concept, name, self.names.slug(name, concept.identifier), text.language)

    def _qualifiers(self, concept: Concept) -> Iterator[str]:
        """Yield the names of broader concepts, which tell concepts of one name apart."""
        for key in concept.broader:
            broader = self.file.concepts.get(key)
            if broader and (text := self.languages.name(broader.names)):
                yield plain_line(text.value)

    def _slugs(self, named: _Named, keys: list[str], slugs: dict[str, str], kind: str) -> list[str]:
        return slugs_of(keys, named.slug, slugs, kind, self.report)[:MAX_ITEMS]

    def _term(self, named: _Named, slugs: dict[str, str], broader: tuple[str, ...]) -> Term:
        concept, name, language = named.concept, named.name, named.language
        aliases = self.names.aliases(self._other_names(named), name)
        self.report.take("other names", len(aliases))
        sections = self.texts.sections(concept, name, language)
        related = self._slugs(named, concept.related, slugs, "related terms")
        self.report.take("related terms", len(related))
        self.report.take("broader terms", len(broader))
        successor = "".join(self._slugs(named, [concept.successor] * bool(concept.successor), slugs, "successors"))
        return Term(
            slug=named.slug,
            name=name,
            categories=self.categories.of(concept.categories, name),
            definition=sections.definition,
            aliases=aliases,
            asked_as=self.texts.phrasings(concept, language, (name, *aliases)),
            examples=sections.examples,
            further=sections.further,
            related=tuple(related),
            broader=broader,
            updated=concept.modified[:10] if is_date(concept.modified[:10]) else "",
            status=self._status(named, bool(sections.definition), bool(successor)),
            successor=successor if concept.deprecated else "",
            origin=self.origin,
        )

    def _other_names(self, named: _Named) -> list[str]:
        concept = named.concept
        names = self.texts.same(concept.names, named.language, "names")
        return [*names, *self.texts.same(concept.aliases, named.language, "names")]

    def _status(self, named: _Named, defined: bool, replaced: bool) -> str:
        if named.concept.deprecated and replaced:
            return DEPRECATED
        if named.concept.deprecated:
            self.report.guess_of("deprecated concepts without a successor, which become drafts", named.name)
        return PREFERRED if defined and not named.concept.deprecated else DRAFT

"""Read the concepts of a foreign TBX file: version 2 and 3, DCA and DCT, TBX-Min.

In DCA style a data category is the `type` of an element such as `descrip`; in DCT style it is the element's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from search_app.glossary.formats import tbx_fields as fields
from search_app.glossary.formats.concepts import Cited, Concept, ConceptFile, Group, Text
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.tbx_tree import local_name, text_of
from search_app.glossary.model import Source

ENTRIES = frozenset(("conceptEntry", "termEntry", "entry"))
LANGUAGES = frozenset(("langSec", "langSet", "langGroup"))
TERMS = frozenset(("termSec", "tig", "ntig", "termGroup"))
GROUPS = frozenset(("termGrp", "termNoteGrp", "descripGrp", "adminGrp", "transacGrp"))
# Elements of DCA style, whose data category is in `type`.
META = frozenset(("descrip", "descripNote", "admin", "adminNote", "termNote", "transac", "transacNote", "ref", "xref"))

DEFINITIONS = frozenset(("definition", "explanation"))
EXAMPLES = frozenset(("context", "example", "sampleSentence"))
SUBJECTS = frozenset(("subjectField",))
STATUSES = frozenset(("administrativeStatus", "normativeAuthorization", "termStatus"))
RELATED = frozenset(("crossReference", "seeAlso", "relatedConcept", "associatedConcept"))
BROADER = frozenset(("superordinateConceptGeneric", "superordinateConceptPartitive", "broaderConceptGeneric"))
SOURCES = frozenset(("source",))
STRUCTURE = frozenset(("term", "date", "transactionType", "responsibility"))  # means nothing to readers

_OLD = ("deprecated", "superseded", "notrecommended", "obsolete")  # parts of a status in small letters


def read_concepts(root: Element, report: ReportBuilder) -> ConceptFile:
    """Return the concepts of a file, and its subject fields as groups; report what is not read."""
    file = ConceptFile(language=root.get(fields.XML_LANG, ""))
    file.titles = [Text(text) for each in root.iter() if local_name(each) == "title" and (text := text_of(each))][:1]
    for number, entry in enumerate((each for each in root.iter() if local_name(each) in ENTRIES), 1):
        key = entry.get("id") or f"entry {number}"
        while key in file.concepts:
            key += "'"
        file.concepts[key] = _Entry(entry, key, file, report).concept
    return file


class _Entry:
    """Reads an entry: first its concept, then each language, then each term."""

    def __init__(self, entry: Element, key: str, file: ConceptFile, report: ReportBuilder) -> None:
        self.concept = Concept(key)
        self._file = file
        self._report = report
        self._preferred: set[str] = set()  # languages whose preferred name is known
        self._level(entry, "")
        for section in _children(entry, LANGUAGES):
            language = section.get(fields.XML_LANG) or section.get("lang") or ""
            self._level(section, language)
            for term in _children(section, TERMS):
                self._term(term, language)

    def _term(self, section: Element, language: str) -> None:
        parts = list(_parts(section))
        statuses = [text_of(each).lower() for each in parts if _category(each) in STATUSES]
        for name in (text for each in parts if local_name(each) == "term" and (text := text_of(each))):
            self._name(Text(name, language), statuses)
        self._level(section, language)

    def _name(self, name: Text, statuses: list[str]) -> None:
        """Put the name in front if it is the preferred one of its language, behind if it is out of use."""
        if any(old in status for status in statuses for old in _OLD):
            self._report.guess_of("names called superseded or deprecated, which become other names", name.value)
            self.concept.aliases.append(name)
        elif any("admitted" in status for status in statuses):
            self.concept.aliases.append(name)
        elif name.language not in self._preferred and any("preferred" in status for status in statuses):
            self._preferred.add(name.language)
            self.concept.names.insert(0, name)
        else:
            self.concept.names.append(name)

    def _level(self, section: Element, language: str) -> None:
        """Read the texts and references of a concept, of a language or of a term."""
        concept = self.concept
        for each in _parts(section):
            category, text = _category(each), text_of(each)
            if category in SUBJECTS and text:
                self._subject(text)
            elif category in DEFINITIONS and text:
                concept.definitions.append(Text(text, language))
            elif category in EXAMPLES and text:
                concept.examples.append(Text(text, language))
            elif local_name(each) == "note" and text:
                concept.notes.append(Text(text, language))
            elif category in SOURCES and text:
                concept.sources.append(Cited(Source(text), language))
            elif category in RELATED | BROADER:
                target = (each.get("target") or text).removeprefix("#")
                (concept.broader if category in BROADER else concept.related).append(target)
            elif category == "externalCrossReference":
                concept.sources.append(Cited(Source(text, each.get("target", "")), language))
            elif local_name(each) == "date":
                concept.modified = max(concept.modified, text[:10])
            elif category not in STATUSES | STRUCTURE:
                self._report.leave(f"data of the category {category[:60]}", text or each.get("target", ""))

    def _subject(self, text: str) -> None:
        key = " ".join(text.split())
        self._file.groups.setdefault(key, Group(key, [Text(key)]))
        self.concept.categories.append(key)


def _parts(section: Element) -> Iterator[Element]:
    """Yield the elements of a level with those in its groups, without deeper levels."""
    for child in section:
        name = local_name(child)
        if name in GROUPS:
            yield from _parts(child)
        elif name and name not in LANGUAGES | TERMS:
            yield child


def _children(section: Element, names: Iterable[str]) -> Iterator[Element]:
    return (child for child in section if local_name(child) in names)


def _category(element: Element) -> str:
    name = local_name(element)
    return element.get("type", name) if name in META else name

"""Read the concepts of a foreign SKOS graph: labels, SKOS-XL labels, notes, collections, schemes and relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, Node, URIRef
from rdflib.namespace import DC, DCTERMS, FOAF, OWL, RDF, RDFS, SDO, SKOS

from search_app.glossary.formats.concepts import Cited, Concept, ConceptFile, Group, Text
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.rdf_names import SKOS_XL
from search_app.glossary.formats.skos_own import items
from search_app.glossary.model import Source

# For each list of texts of a concept, the properties that fill it; a property whose list already has a text only
# fills it where its group is the first one that has any.
NAMES = ((SKOS.prefLabel, SKOS_XL.prefLabel), (RDFS.label,), (DCTERMS.title, DC.title, SDO.name, FOAF.name))
ALIASES = ((SKOS.altLabel, SKOS_XL.altLabel),)
HIDDEN = ((SKOS.hiddenLabel, SKOS_XL.hiddenLabel),)
DEFINITIONS = ((SKOS.definition,), (DCTERMS.description, DC.description), (RDFS.comment,))
EXAMPLES = ((SKOS.example,),)
NOTES = ((SKOS.scopeNote, SKOS.note),)
SOURCES = (DCTERMS.source, DC.source)
MODIFIED = (DCTERMS.modified, DCTERMS.created, DCTERMS.issued)

RELATED = (SKOS.related,)
BROADER = (SKOS.broader, SKOS.broaderTransitive)
NARROWER = (SKOS.narrower, SKOS.narrowerTransitive)
REPLACED_BY = (DCTERMS.isReplacedBy,)
IN_SCHEME = (SKOS.inScheme, SKOS.topConceptOf)

# What is counted by a name that people know; any other property is reported by its own name.
NOT_TAKEN = {
    SKOS.notation: "notations",
    SKOS.changeNote: "change notes",
    SKOS.editorialNote: "editorial notes",
    SKOS.historyNote: "history notes",
    **dict.fromkeys(
        (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, SKOS.mappingRelation),
        "matches in other vocabularies",
    ),
}  # fmt: skip
_TEXTS = (NAMES, ALIASES, HIDDEN, DEFINITIONS, EXAMPLES, NOTES)
_TAKEN = frozenset(
    (
        *(each for groups in _TEXTS for group in groups for each in group),
        *SOURCES, *MODIFIED, *RELATED, *BROADER, *NARROWER, *REPLACED_BY, *IN_SCHEME,
        RDF.type, OWL.deprecated, DCTERMS.identifier, SKOS.member,
    )
)  # fmt: skip
COLLECTIONS = (SKOS.Collection, SKOS.OrderedCollection)


def read_concepts(graph: Graph, report: ReportBuilder) -> ConceptFile:
    """Return the concepts and groups of `graph`; report the properties that are not read."""
    reader = _Reader(graph)
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme)) | set(graph.objects(None, SKOS.inScheme))
    collections = dict.fromkeys(each for kind in COLLECTIONS for each in graph.subjects(RDF.type, kind))
    concepts = [each for each in _concepts(graph) if each not in schemes and each not in collections]
    file = ConceptFile({str(concept): reader.concept(concept) for concept in concepts})
    file.titles = [
        text for scheme in sorted(schemes, key=str) for text in reader.texts(scheme, (*NAMES[2:], *NAMES[:2]))
    ]
    _add_narrower(graph, file)
    if not _add_collections(reader, collections, file) and len(schemes) > 1:
        _add_schemes(reader, sorted(schemes, key=str), file)
    _report_rest(graph, concepts, report)
    return file


def _concepts(graph: Graph) -> Iterator[Node]:
    """Yield the concepts, those that are only known by their label or scheme at the end."""
    found = dict.fromkeys(graph.subjects(RDF.type, SKOS.Concept))
    for predicate in (SKOS.prefLabel, SKOS_XL.prefLabel, SKOS.inScheme, SKOS.topConceptOf):
        found.update(dict.fromkeys(graph.subjects(predicate)))
    yield from found


class _Reader:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def concept(self, node: Node) -> Concept:
        """Return a concept without what other nodes say of it."""
        return Concept(
            key=str(node),
            identifier=next((str(each) for each in self._values(node, (DCTERMS.identifier,))), ""),
            names=self.texts(node, NAMES),
            aliases=self.texts(node, ALIASES),
            hidden=self.texts(node, HIDDEN),
            definitions=self.texts(node, DEFINITIONS),
            examples=self.texts(node, EXAMPLES),
            notes=self.texts(node, NOTES),
            sources=[Cited(self._source(each)) for each in self._values(node, SOURCES)],
            related=[str(each) for each in self._values(node, RELATED)],
            broader=[str(each) for each in self._values(node, BROADER)],
            deprecated=any(str(each).lower() in ("true", "1") for each in self._values(node, (OWL.deprecated,))),
            successor=next((str(each) for each in self._values(node, REPLACED_BY)), ""),
            modified=next((str(each) for each in self._values(node, MODIFIED)), ""),
        )

    def texts(self, node: Node, groups: Iterable[tuple[URIRef, ...]]) -> list[Text]:
        """Return the texts of the first group of properties that has any."""
        for group in groups:
            found = [text for value in self._values(node, group) for text in self._text(value)]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _values(self, node: Node, properties: Iterable[URIRef]) -> Iterator[Node]:
        for each in properties:
            yield from self.graph.objects(node, each)

    def _text(self, value: Node) -> Iterator[Text]:
        """Yield the texts of a literal, or those of a node that stands for one."""
        if isinstance(value, Literal):
            if str(value).strip():
                yield Text(str(value), value.language or "")
            return
        for key in (RDF.value, SKOS_XL.literalForm, RDFS.label):
            found = [each for each in self.graph.objects(value, key) if isinstance(each, Literal) and str(each).strip()]
            if found:
                yield from (Text(str(each), each.language or "") for each in found)
                return

    def _source(self, value: Node) -> Source:
        """Return a source that is a text, an address, or a node with a title and an address."""
        if isinstance(value, Literal):
            return Source(str(value))
        titles = self.texts(value, (*NAMES[1:], (RDF.value,)))
        addresses = [str(each) for each in self._values(value, (SDO.url, URIRef("http://schema.org/url"), FOAF.page))]
        if isinstance(value, URIRef):
            addresses.append(str(value))
        names = [text.value for text in titles] or [
            str(each) for each in self._values(value, (URIRef("http://schema.org/name"),))
        ]
        return Source(names[0] if names else "", addresses[0] if addresses else "")


def _add_narrower(graph: Graph, file: ConceptFile) -> None:
    for predicate in NARROWER:
        for broader, narrower in graph.subject_objects(predicate):
            if concept := file.concepts.get(str(narrower)):
                concept.broader.append(str(broader))


def _add_collections(reader: _Reader, collections: Iterable[Node], file: ConceptFile) -> bool:
    """Make a group of each collection that has concepts; return whether there is one."""
    for collection in collections:
        members = list(reader.graph.objects(collection, SKOS.member))
        for head in reader.graph.objects(collection, SKOS.memberList):
            members += items(reader.graph, head)
        concepts = [file.concepts[str(each)] for each in dict.fromkeys(members) if str(each) in file.concepts]
        if concepts:
            _add_group(reader, collection, concepts, file)
    return bool(file.groups)


def _add_schemes(reader: _Reader, schemes: Iterable[Node], file: ConceptFile) -> None:
    for scheme in schemes:
        members = dict.fromkeys(each for key in IN_SCHEME for each in reader.graph.subjects(key, scheme))
        _add_group(reader, scheme, [file.concepts[str(each)] for each in members if str(each) in file.concepts], file)


def _add_group(reader: _Reader, node: Node, concepts: Iterable[Concept], file: ConceptFile) -> None:
    names = reader.texts(node, NAMES) or [Text(_local(node).replace("-", " ").replace("_", " ").capitalize())]
    file.groups[str(node)] = Group(str(node), names, reader.texts(node, DEFINITIONS))
    for concept in concepts:
        concept.categories.append(str(node))


def _report_rest(graph: Graph, concepts: Iterable[Node], report: ReportBuilder) -> None:
    """Report the properties of concepts that are not read."""
    counts: Counter[str] = Counter()
    for concept in concepts:
        for predicate, value in graph.predicate_objects(concept):
            if kind := NOT_TAKEN.get(predicate):  # type: ignore[call-overload]
                report.leave(kind, str(value))
            elif predicate not in _TAKEN:
                counts[str(predicate)] += 1
    prefixes = [(prefix, str(namespace)) for prefix, namespace in graph.namespaces() if str(namespace)]
    for address, amount in counts.most_common():
        report.leave(f"values of the property {_prefixed(address, prefixes)}", amount=amount)


def _prefixed(address: str, prefixes: Iterable[tuple[str, str]]) -> str:
    """Return an address with the prefix of the longest namespace that begins it; damaged addresses are no error."""
    fitting = [(len(namespace), prefix) for prefix, namespace in prefixes if address.startswith(namespace)]
    if not fitting:
        return f"<{address[:100]}>"
    length, prefix = max(fitting)
    return f"{prefix}:{address[length : length + 100]}"


def _local(node: Node) -> str:
    """Return the last part of an address, empty for a blank node."""
    return str(node).rstrip("/#").replace("#", "/").rpartition("/")[2] if isinstance(node, URIRef) else ""

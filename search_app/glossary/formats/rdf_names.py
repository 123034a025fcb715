"""Names of RDF classes and properties: the glossary's own, and those of SKOS and others that rdflib lacks."""

from __future__ import annotations

from rdflib import Namespace

# The glossary's own vocabulary. A tag URI (RFC 4151) needs no server to stay valid.
OWN = Namespace("tag:commerceguard.org,2026:glossary/")
SKOS_XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
STATUS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")

# Sections of a term that SKOS has no property for: field of the term, local name, label.
SECTIONS = {"misuse": "Misuse", "actions": "What you can do", "benefits": "Benefits", "conclusion": "Conclusion"}

# Ordered values of a term: field, local name of the property that has the list.
LISTS = {
    "categories": "categories",
    "aliases": "aliases",
    "asked_as": "askedAs",
    "examples": "examples",
    "related": "related",
    "broader": "broader",
    "not_linked": "notLinked",
    "help": "help",
}

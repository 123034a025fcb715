"""Structured data for search engines: JSON-LD in the vocabulary of schema.org.

https://schema.org/DefinedTerm, /DefinedTermSet, /BreadcrumbList, /WebSite
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from search_app.glossary.model import Category, Site, Source
from search_app.urls import category_path, term_path
from search_app.web.site.term_page import Crumb, TermPage

Document = dict[str, Any]
Address = Callable[[str], str]  # from the path of a page to its URL

_CONTEXT = "https://schema.org"


def site_document(site: Site, address: Address) -> Document:
    """Return the document of the front page: a site with a search, and the set of all its terms."""
    search = address("/search") + "?q={search_term_string}"
    website: Document = {
        "@type": "WebSite", "@id": address("/") + "#website", "url": address("/"), "name": site.title,
        "inLanguage": site.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }  # fmt: skip
    if site.tagline:
        website["description"] = site.tagline
    if site.organisation.name:
        website["publisher"] = _organisation(site)
    return {"@context": _CONTEXT, "@graph": [website, _term_set(site, address)]}


def term_document(page: TermPage, site: Site, address: Address) -> Document:
    """Return the document of a term's page: the term, the set it belongs to, and the breadcrumbs."""
    entry = page.entry
    url = address(term_path(entry.slug))
    term: Document = {
        "@type": "DefinedTerm", "@id": f"{url}#term", "url": url, "name": entry.name, "termCode": entry.slug,
        "description": entry.summary, "inLanguage": site.language, "inDefinedTermSet": _term_set(site, address),
    }  # fmt: skip
    if entry.aliases:
        term["alternateName"] = list(entry.aliases)
    if entry.sources:
        term["citation"] = [_source(source) for source in entry.sources]
    web_page: Document = {"@type": "WebPage", "@id": url, "url": url, "name": entry.name, "mainEntity": term}
    if entry.updated:
        web_page["dateModified"] = entry.updated
    if entry.reviewed:
        web_page["lastReviewed"] = entry.reviewed.day
    return {"@context": _CONTEXT, "@graph": [web_page, breadcrumbs(page.crumbs, address)]}


def category_document(category: Category, crumbs: tuple[Crumb, ...], site: Site, address: Address) -> Document:
    """Return the document of a category's page: a set of terms within the glossary."""
    url = address(category_path(category.slug))
    term_set: Document = {
        "@type": "DefinedTermSet", "@id": url, "url": url, "name": category.name, "isPartOf": _term_set(site, address),
    }  # fmt: skip
    if category.description:
        term_set["description"] = category.description
    return {"@context": _CONTEXT, "@graph": [term_set, breadcrumbs(crumbs, address)]}


def breadcrumbs(crumbs: tuple[Crumb, ...], address: Address) -> Document:
    """Return the path from the front page as a BreadcrumbList."""
    steps = [
        {"@type": "ListItem", "position": position, "name": crumb.name, "item": address(crumb.url)}
        for position, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _source(source: Source) -> Document:
    addressed = {"url": source.url} if source.url else {}
    return {"@type": "CreativeWork", "name": source.text, **addressed}


def _term_set(site: Site, address: Address) -> Document:
    described = {"description": site.tagline} if site.tagline else {}
    return {
        "@type": "DefinedTermSet", "@id": address("/") + "#glossary", "url": address("/"), "name": site.title,
        **described,
    }  # fmt: skip


def _organisation(site: Site) -> Document:
    addressed = {"url": site.organisation.url} if site.organisation.url else {}
    return {"@type": "Organization", "name": site.organisation.name, **addressed}

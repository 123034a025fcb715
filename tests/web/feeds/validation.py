"""Validate XML documents with the schemas of their formats."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def grammar(schema: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / schema))


def valid(client: FlaskClient, path: str, schema: str) -> etree._Element:
    """Return the document at `path`, which must be valid."""
    response = client.get(path)
    assert response.status_code == 200
    document, rules = etree.fromstring(response.data), grammar(schema)
    assert rules.validate(document), rules.error_log
    return document


def followed(client: FlaskClient, url: str) -> int:
    """Return the status of a link."""
    return client.get(urlsplit(url).path).status_code

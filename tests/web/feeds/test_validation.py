"""The schemas are strict enough to find an error."""

from __future__ import annotations

from lxml import etree

from tests.web.feeds.validation import ATOM, SITEMAP, grammar


def test_the_schemas_reject_invalid_documents() -> None:
    for schema, wrong in (
        ("sitemap.rng", f'<urlset xmlns="{SITEMAP[1:-1]}"><url><lastmod>2026-01-01</lastmod></url></urlset>'),
        ("sitemap.rng", f'<urlset xmlns="{SITEMAP[1:-1]}"><url><loc>/terms/x</loc></url></urlset>'),
        ("atom.rng", f'<feed xmlns="{ATOM[1:-1]}"><id>x</id><title>x</title></feed>'),
    ):
        assert not grammar(schema).validate(etree.fromstring(wrong))

"""Feeds for machines: sitemap, Atom, OpenSearch, llms.txt."""

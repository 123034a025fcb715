"""Imports, exports and conversions: whole glossaries from one place to another."""

"""Visitor identity for a day, and the search log."""

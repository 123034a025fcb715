"""Suggestions while typing: names, then what people ask, then the best results of a search."""

"""Open dictionaries as collections, one reader a module."""

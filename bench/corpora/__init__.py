"""Open dictionaries as collections."""

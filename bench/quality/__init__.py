"""Search quality on open collections, against bars."""
